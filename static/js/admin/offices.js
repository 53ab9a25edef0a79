/** The office in which a party acted: offered from the office table, chosen where one alone fits the day. */

import { json } from "./asking.js";
import { columns, neighbour, onChange } from "./rows.js";

/** @typedef {{ id: string, label: string, then: boolean }} Office */

/**
 * The value that a row's office takes: what stands there, if it is still offered and nobody suggested it; else the
 * suggestion.
 *
 * @param {{ value: string, wasSuggested: boolean }} now
 * @param {{ offices: Office[], suggested: string | null }} answer
 * @returns {string}
 * @example choice({ value: "", wasSuggested: false }, { offices, suggested: "7" }) // "7"
 */
export function choice(now, answer) {
  const offered = answer.offices.some((office) => office.id === now.value);
  return now.value && offered && !now.wasSuggested ? now.value : (answer.suggested ?? "");
}

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 * @example watchOffices(form)
 */
export function watchOffices(form) {
  onChange(form, /^participations-\d+-actor$/, (actor) => refresh(form, actor));
  onChange(form, /^participations-\d+-office$/, (office) => delete office.dataset.suggested);
  onChange(form, /^edtf$/, () => refreshAll(form));
  form.addEventListener("date-accepted", () => refreshAll(form));
}

/** @param {HTMLFormElement} form */
function refreshAll(form) {
  for (const actor of columns(form, "participations", "actor")) if (actor.value) refresh(form, actor);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLSelectElement} actor
 */
async function refresh(form, actor) {
  const office = /** @type {HTMLSelectElement | null} */ (neighbour(actor, "office"));
  if (!office) return;
  const asked = new URLSearchParams({ actor: actor.value, edtf: knownDate(form) });
  const answer = await json(`${office.dataset.offices}?${asked}`);
  if (!answer.offices || asked.get("actor") !== actor.value) return;
  const value = choice({ value: office.value, wasSuggested: "suggested" in office.dataset }, answer);
  office.replaceChildren(new Option("no office", ""), ...answer.offices.map(option));
  office.value = value;
  if (value && value === answer.suggested) office.dataset.suggested = "";
  else delete office.dataset.suggested;
}

/** @param {Office} office */
function option(office) {
  return new Option(office.label, office.id);
}

/**
 * The date of the event: the accepted one, or else the reading that stands below the field.
 *
 * @param {HTMLFormElement} form
 * @returns {string}
 */
function knownDate(form) {
  const edtf = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("edtf"));
  const typed = /** @type {HTMLInputElement | null} */ (form.querySelector("[data-date-typed]"));
  return edtf?.value || typed?.dataset.edtf || "";
}
