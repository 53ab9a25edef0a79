/** Who a party is: while its name is typed, the actors that it may be are offered beside it. */

import { asked, json } from "./asking.js";

/** @typedef {{ id: string, label: string }} Offered */

/**
 * What the choice stands on afterwards: what somebody chose, as long as it is still offered; else the actor of just that
 * name; else a new one.
 *
 * @param {string | undefined} chosen
 * @param {{ actors: Offered[], suggested: string }} answer
 * @returns {string}
 * @example choice(undefined, { actors, suggested: "france" }) // "france"
 */
export function choice(chosen, answer) {
  return answer.actors.find((actor) => actor.id === chosen)?.id ?? answer.suggested;
}

/**
 * @param {HTMLInputElement} name
 * @returns {void}
 * @example suggestActor(row.querySelector("[data-party-name]"))
 */
export function suggestActor(name) {
  const chooser = name.closest(".card-party")?.querySelector('select[name$="-actor"]');
  if (!(chooser instanceof HTMLSelectElement)) return;
  chooser.addEventListener("change", () => {
    chooser.dataset.chosen = chooser.value;
    chooser.closest(".card-party")?.classList.toggle("is-known", Boolean(chooser.value));
  });
  const offer = asked(
    (/** @type {string} */ typed) => json(`${name.dataset.partyName}?${new URLSearchParams({ name: typed })}`),
    (answer) => show(chooser, answer),
  );
  name.addEventListener("input", () => offer(name.value));
}

/** @param {HTMLSelectElement} chooser @param {any} answer */
function show(chooser, answer) {
  if (!answer.actors) return;
  const value = choice(chooser.dataset.chosen, answer);
  chooser.replaceChildren(...answer.actors.map((/** @type {Offered} */ actor) => new Option(actor.label, actor.id)));
  chooser.value = value;
  chooser.closest(".card-party")?.classList.toggle("is-known", Boolean(value));
  chooser.dispatchEvent(new Event("input", { bubbles: true })); // what the card says keeps step
}
