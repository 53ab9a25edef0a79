/** Quotes: looked for in the stored text while they are typed. */

import { asked, json } from "./asking.js";
import { columns, neighbour, onChange, rowOf } from "./rows.js";

const SHOWN_CHARACTERS = 40; // of what stands around a quote

/**
 * The end of `text`, or its beginning, cut at a space where there is one; an ellipsis says that it was cut.
 *
 * @param {string} text
 * @param {"before" | "after"} side
 * @returns {string}
 * @example around("He said on Monday that ", "before")
 */
export function around(text, side) {
  const characters = Array.from(text.replace(/\s+/g, " ")); // code points, so that no emoji is cut in two
  if (characters.length <= SHOWN_CHARACTERS) return characters.join("");
  if (side === "before") return `…${characters.slice(-SHOWN_CHARACTERS).join("")}`;
  return `${characters.slice(0, SHOWN_CHARACTERS).join("")}…`;
}

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 * @example watchQuotes(form)
 */
export function watchQuotes(form) {
  /** @type {WeakMap<Element, (quote: HTMLTextAreaElement) => void>} */
  const checks = new WeakMap();

  const check = (/** @type {HTMLTextAreaElement} */ quote) => {
    const known = checks.get(quote) ?? asked(ask, (answer) => show(quote, answer));
    checks.set(quote, known);
    known(quote);
  };

  form.addEventListener("input", (event) => {
    const control = /** @type {any} */ (event.target);
    if (control.matches?.("[data-quote]")) check(control);
    else if (/^citations-\d+-(prefix|suffix)$/.test(control.name ?? "")) check(neighbour(control, "exact"));
  });
  onChange(form, /^citations-\d+-article$/, (article) => check(neighbour(article, "exact")));
  for (const quote of columns(form, "citations", "exact")) if (quote.value) check(quote);
}

/** @param {HTMLTextAreaElement} quote */
function ask(quote) {
  const article = neighbour(quote, "article")?.value;
  if (!quote.value.trim() || !article) return Promise.resolve({ status: "", message: "" });
  const body = new FormData();
  body.set("article", article);
  body.set("exact", quote.value);
  for (const name of ["prefix", "suffix"]) body.set(name, neighbour(quote, name)?.value ?? "");
  body.set("csrfmiddlewaretoken", /** @type {any} */ (quote.form?.elements.namedItem("csrfmiddlewaretoken")).value);
  return json(String(quote.dataset.quote), { method: "POST", body });
}

/**
 * @param {HTMLTextAreaElement} quote
 * @param {any} answer
 */
function show(quote, answer) {
  const box = boxOf(quote);
  box.dataset.status = answer.status;
  box.replaceChildren(answer.message ?? "");
  if (answer.status !== "anchored") return;
  const words = document.createElement("q");
  const mark = document.createElement("mark");
  mark.textContent = quote.value.trim();
  words.append(around(answer.before, "before"), mark, around(answer.after, "after"));
  box.append(document.createElement("br"), words);
}

/** @param {HTMLTextAreaElement} quote */
function boxOf(quote) {
  const id = `${rowOf(quote.name)}-check`;
  const found = document.getElementById(id);
  if (found) return found;
  const box = document.createElement("div");
  box.id = id;
  box.className = "quote-check";
  box.setAttribute("role", "status");
  quote.closest(".form-row")?.append(box);
  return box;
}
