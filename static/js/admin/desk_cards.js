/** The cards of the desk: what a card says keeps step with its fields, a date says how it reads, and rows are added. */

import { asked, json } from "./asking.js";
import { suggestActor } from "./parties.js";

const MOST_ROWS = 12; // as the server reads

/** @param {HTMLElement} desk */
export function readCards(desk) {
  for (const name of /** @type {NodeListOf<HTMLInputElement>} */ (desk.querySelectorAll("[data-party-name]"))) suggestActor(name);
  for (const date of /** @type {NodeListOf<HTMLInputElement>} */ (desk.querySelectorAll("[data-read-date]"))) readDate(date);
  for (const type of ["input", "change"]) desk.addEventListener(type, (event) => keepStep(/** @type {Element} */ (event.target)));
  desk.addEventListener("click", (event) => {
    const shown = /** @type {Element} */ (event.target).closest("[data-shows], [data-row]");
    if (shown instanceof HTMLElement) openAt(shown);
  });
}

/** What was clicked is edited in place. @param {HTMLElement} shown */
function openAt(shown) {
  const card = shown.closest("[data-card]");
  const name = shown.dataset.shows ? nameIn(card, shown.dataset.shows) : `${shown.dataset.row}-${shown.matches(".is-new") ? "actor" : "name"}`;
  const field = card?.querySelector(`[name="${name}"]`) ?? card?.querySelector(`[name="${shown.dataset.row}-amount"]`);
  field?.closest("details")?.setAttribute("open", "");
  /** @type {HTMLElement | null | undefined} */ (field)?.focus();
}

/** @param {Element | null | undefined} card @param {string} name */
const nameIn = (card, name) => `${card?.id.replace("proposal-", "p")}-${name}`;

/** @param {Element} field */
function keepStep(field) {
  const card = field.closest("[data-card]");
  const name = field.getAttribute("name");
  if (!card || !name) return;
  const row = field.closest("[data-fields]");
  if (row instanceof HTMLElement) {
    showRow(card, row);
    addRowAfter(card, row);
    return;
  }
  const shown = [...card.querySelectorAll("[data-shows]")].find((one) => nameIn(card, one.getAttribute("data-shows") ?? "") === name);
  if (!(shown instanceof HTMLElement)) return;
  const words = wordsOf(/** @type {HTMLInputElement | HTMLSelectElement} */ (field));
  shown.textContent = name.endsWith("-occurrences") && words ? `${words} times` : words;
  shown.hidden = !words && shown.dataset.shows !== "date";
}

/** @param {HTMLInputElement | HTMLSelectElement} field @returns {string} */
function wordsOf(field) {
  if (field instanceof HTMLSelectElement) return field.value ? (field.selectedOptions[0]?.textContent ?? "") : "";
  return field.value.trim();
}

/** @param {Element} card @param {HTMLElement} row */
function showRow(card, row) {
  const shown = card.querySelector(`[data-row="${row.dataset.fields}"]`);
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (row.querySelector(`[name$="-${name}"]`));
  if (!(shown instanceof HTMLElement)) return;
  if (row.matches(".card-quantity")) {
    const parts = ["amount", "unit", "what"].map((name) => field(name).value.trim());
    shown.textContent = parts.filter(Boolean).join(" ");
    shown.hidden = !shown.textContent;
    return;
  }
  const put = (/** @type {string} */ part, /** @type {string} */ words) => {
    const there = shown.querySelector(part);
    if (there) there.textContent = words;
  };
  put("bdi", field("name").value.trim());
  put(".chip-role", wordsOf(field("role")));
  put(".chip-new", `new ${wordsOf(field("kind"))}`);
  shown.classList.toggle("is-new", !field("actor").value);
  shown.hidden = !field("name").value.trim();
}

/** The last row has something in it: one more is there to be filled. @param {Element} card @param {HTMLElement} row */
function addRowAfter(card, row) {
  const rows = row.parentElement?.querySelectorAll("[data-fields]") ?? [];
  const isFilled = [...row.querySelectorAll("input")].some((input) => input.value.trim());
  if (row === rows[rows.length - 1] && isFilled) addRow(card, row);
}

/** @param {Element} card @param {HTMLElement} row @returns {HTMLElement | null} */
function addRow(card, row) {
  const prefix = row.dataset.fields ?? "";
  const at = Number(prefix.match(/\d+$/)?.[0]) + 1;
  if (at >= MOST_ROWS) return null;
  const next = prefix.replace(/\d+$/, String(at));
  const added = /** @type {HTMLElement} */ (renamed(row, prefix, next));
  for (const input of added.querySelectorAll("input")) input.value = "";
  for (const wrong of added.querySelectorAll(".errorlist")) wrong.remove();
  added.classList.remove("is-known");
  const chooser = added.querySelector('[name$="-actor"]');
  if (chooser instanceof HTMLSelectElement) chooser.replaceChildren(new Option("a new actor", ""));
  row.after(added);
  const shown = card.querySelector(`[data-row="${prefix}"]`);
  const chip = shown && /** @type {HTMLElement} */ (renamed(/** @type {HTMLElement} */ (shown), prefix, next));
  if (shown && chip) {
    chip.hidden = true;
    shown.after(chip);
  }
  const name = added.querySelector("[data-party-name]");
  if (name instanceof HTMLInputElement) suggestActor(name);
  return added;
}

/** @param {HTMLElement} one @param {string} from @param {string} to */
function renamed(one, from, to) {
  const copy = /** @type {HTMLElement} */ (one.cloneNode(true));
  for (const part of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["name", "id", "for", "data-fields", "data-row", "aria-describedby"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(from, to));
    }
  }
  return copy;
}

/** A field of a row that a card does not have yet, and its row with it. @param {Element} card @param {string} name @returns {Element | null} */
export function fieldNamed(card, name) {
  const find = () => card.querySelector(`[name="${CSS.escape(name)}"]`);
  const kind = name.match(/^p\d+-(q?)\d+-/);
  while (kind && !find()) {
    const rows = card.querySelectorAll(kind[1] ? ".card-quantity" : ".card-party");
    const last = rows[rows.length - 1];
    if (!(last instanceof HTMLElement) || !addRow(card, last)) break;
  }
  return find();
}

/** @param {HTMLInputElement} date */
function readDate(date) {
  const card = date.closest("[data-card]");
  const box = date.closest(".card-field")?.querySelector("[data-reading]");
  const realisation = /** @type {HTMLSelectElement | null} */ (card?.querySelector('[name$="-realisation"]'));
  if (!box || !realisation) return;
  const read = asked(
    (/** @type {string} */ text) => {
      const planned = realisation.value === "planned" ? "1" : "0";
      return text ? json(`${date.dataset.readDate}&${new URLSearchParams({ text, planned })}`) : Promise.resolve({ message: "" });
    },
    (answer) => {
      const refusal = answer.code === "no_reference" ? date.dataset.noDay : answer.message;
      box.textContent = answer.words ?? refusal ?? "";
      box.classList.toggle("is-refused", answer.status === "refused");
      const shown = card?.querySelector('[data-shows="date"]');
      if (shown && answer.words) shown.textContent = answer.text ? `${answer.words} ← “${answer.text}”` : answer.words;
    },
  );
  date.addEventListener("input", () => read(date.value.trim()));
  realisation.addEventListener("change", () => read(date.value.trim()));
}
