/** The date field: reads what is typed against the article's day, and takes the reading over with Enter. */

import { asked, json } from "./asking.js";
import { columns, onChange } from "./rows.js";

/**
 * @typedef {object} Reading
 * @property {"read" | "refused"} status
 * @property {string} [edtf]
 * @property {string} [words]
 * @property {string} [text] the phrase, empty for a date that was typed as EDTF
 * @property {string} [anchor]
 * @property {string} [anchor_words]
 * @property {string} [rule]
 * @property {string} [basis]
 * @property {string} [message]
 */

/**
 * How a reading came about, in a few words.
 *
 * @param {Reading} reading
 * @returns {string}
 * @example origin({ status: "read", anchor_words: "7 March 2022", rule: "weekday-bare" })
 * // "counted from 7 March 2022 by the rule weekday-bare"
 */
export function origin(reading) {
  if (!reading.rule) return reading.text ? "the same whenever it is read" : "EDTF";
  return `counted from ${reading.anchor_words} by the rule ${reading.rule}`;
}

/**
 * The fields of an event that an accepted reading fills.
 *
 * @param {Reading} reading
 * @returns {Record<string, string>}
 * @example filling(reading).edtf // "2022-03-05"
 */
export function filling(reading) {
  return {
    edtf: reading.edtf ?? "",
    date_text: reading.text ?? "",
    date_anchor: reading.anchor ?? "",
    date_basis: reading.basis ?? "",
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 * @example watchDate(form)
 */
export function watchDate(form) {
  const typed = /** @type {HTMLInputElement | null} */ (form.querySelector("[data-date-typed]"));
  if (!typed) return;
  const box = document.createElement("div");
  box.className = "reading";
  box.id = "date-reading";
  box.setAttribute("role", "status");
  typed.closest(".form-row")?.append(box);
  typed.setAttribute("aria-describedby", `${typed.getAttribute("aria-describedby") ?? ""} date-reading`.trim());

  /** @type {Reading | null} */
  let reading = null;
  let wanted = false; // Enter was pressed before the answer came

  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const read = asked((/** @type {string} */ text) => json(address(form, typed, text)), show);

  function show(/** @type {Reading} */ answer) {
    reading = answer.status === "read" ? answer : null;
    typed?.toggleAttribute("data-unread", !reading);
    if (typed) typed.dataset.edtf = reading?.edtf ?? "";
    box.dataset.status = answer.status;
    box.replaceChildren(...(reading ? described(reading) : [answer.message ?? ""]));
    if (reading) box.append(acceptButton());
    if (wanted) accept();
  }

  function accept() {
    wanted = false;
    if (!reading) return;
    for (const [name, value] of Object.entries(filling(reading))) field(name).value = value;
    box.dataset.status = "accepted";
    box.replaceChildren(...described(reading), " – taken over");
    form.dispatchEvent(new CustomEvent("date-accepted"));
  }

  function acceptButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Take over (Enter)";
    button.addEventListener("click", () => {
      accept();
      typed?.focus();
    });
    return button;
  }

  function ask() {
    if (!typed) return;
    reading = null;
    if (typed.value.trim()) {
      read(typed.value);
    } else {
      read("");
      box.replaceChildren();
    }
  }

  typed.addEventListener("input", () => {
    wanted = false;
    ask();
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // the form is sent with its buttons; here Enter takes the reading over
    if (reading) accept();
    else wanted = Boolean(typed.value.trim());
  });
  onChange(form, /^(citations-\d+-article|date_anchor|realisation)$/, () => {
    if (typed.value.trim() && box.dataset.status !== "accepted") ask();
  });
}

/**
 * @param {Reading} reading
 * @returns {(Node | string)[]}
 */
function described(reading) {
  const words = document.createElement("strong");
  words.textContent = reading.words ?? "";
  const edtf = document.createElement("code");
  edtf.textContent = reading.edtf ?? "";
  return [words, " ", edtf, ` · ${origin(reading)} `];
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} typed
 * @param {string} text
 * @returns {string}
 */
function address(form, typed, text) {
  const value = (/** @type {string} */ name) => /** @type {any} */ (form.elements.namedItem(name))?.value ?? "";
  const article = columns(form, "citations", "article").find((select) => select.value)?.value ?? "";
  const asked = new URLSearchParams({ text, article, anchor: value("date_anchor") });
  if (value("realisation") === "planned") asked.set("planned", "1");
  return `${typed.dataset.dateTyped}?${asked}`;
}
