/** What is typed survives: the sending of another card, a session that has ended, and leaving the page by mistake. */

import { fieldNamed } from "./desk_cards.js";

const CARDS = "demarche-desk";
const FORM = "demarche-intake";
const KEPT_FIELDS = "input:not([type=hidden], [type=file]), select, textarea";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/** @param {ParentNode} where @returns {[string, string | boolean][]} */
function valuesIn(where) {
  const fields = /** @type {Field[]} */ ([...where.querySelectorAll(KEPT_FIELDS)]);
  return fields.map((field) => [field.name, field instanceof HTMLInputElement && field.type === "checkbox" ? field.checked : field.value]);
}

/** @param {Element | null} field @param {string | boolean} value */
function putBack(field, value) {
  if (field instanceof HTMLSelectElement) field.dataset.chosen = String(value); // it may be offered only when its name was read
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement)) return;
  if (typeof value === "boolean") /** @type {HTMLInputElement} */ (field).checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {string} key @returns {any} */
function taken(key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  sessionStorage.removeItem(key);
  return kept;
}

/** @param {string} key @param {unknown} values */
function keep(key, values) {
  try {
    sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // no room left: a very long text is not kept, and everything else works
  }
}

/**
 * What is typed into a card survives the sending of another, and that of its own where the session has ended: a card that
 * was decided has no fields to put it back into.
 *
 * @param {HTMLElement} desk
 * @param {HTMLElement[]} cards
 * @returns {void}
 * @example keepCards(desk, [...desk.querySelectorAll("[data-card]")])
 */
export function keepCards(desk, cards) {
  const kept = taken(CARDS) ?? {};
  const changed = () => cards.filter((card) => card.classList.contains("is-changed"));
  let sent = false;
  for (const card of cards) {
    if (!kept[card.id] || card.classList.contains("is-refused")) continue; // the server gave back what was sent
    for (const [name, value] of kept[card.id]) putBack(fieldNamed(card, name), value);
    if (card.dataset.state === "open") card.classList.add("is-changed");
    card.querySelector("[data-edit]")?.setAttribute("open", "");
  }
  for (const card of cards) if (card.matches(".is-refused")) card.classList.add("is-changed");
  desk.addEventListener("input", (event) => /** @type {Element} */ (event.target).closest("[data-card]")?.classList.add("is-changed"));
  desk.addEventListener("submit", () => {
    sent = true;
    keep(CARDS, Object.fromEntries(changed().map((card) => [card.id, valuesIn(card)])));
  });
  addEventListener("beforeunload", (event) => {
    if (!sent && changed().length) event.preventDefault();
  });
}

/**
 * What was typed before the session ended stands in the form again. The form of the second step begins at the first: the
 * text is read once more, then its corrections are put back.
 *
 * @param {HTMLFormElement} form
 * @returns {void}
 * @example keepForm(document.querySelector("[data-keep]"))
 */
export function keepForm(form) {
  const step = form.dataset.keep ?? "";
  const kept = taken(FORM);
  const wasGivenBack = form.querySelector(".errorlist, .errornote");
  if (kept && !wasGivenBack && (kept.step === step || kept.step === "save")) {
    const values = new Map(kept.values);
    const isSame = step === "read" || values.get("url") === /** @type {Field} */ (form.elements.namedItem("url")).value;
    for (const [name, value] of isSame ? values : []) {
      putBack(form.querySelector(`[name="${step === "read" && name === "text" ? "pasted" : name}"]`), value);
    }
    if (kept.step !== step && isSame) keep(FORM, kept);
  }
  let later = kept && kept.step === "save" && step === "read" ? kept : null;
  form.addEventListener("submit", () => {
    keep(FORM, later ?? { step, values: valuesIn(form) });
    later = null;
  });
}

/** The article came in: nothing is left to put back. */
export function forgetForm() {
  sessionStorage.removeItem(FORM);
}
