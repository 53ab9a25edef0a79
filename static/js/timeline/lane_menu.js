/** Which lanes stand, and in which order: a list of ticks and arrows. */

import { button, html } from "./dom.js";
import { MOST_LANES } from "./lanes.js";

/** @typedef {import("./composition.js").Head} Head */

const MOST_LISTED = 60;

/** @param {(keys: string[]) => void} onChosen empty: the fullest ones */
export function laneMenu(onChosen) {
  const list = html("ol", { class: "lane-menu-list" });
  const element = html(
    "details",
    { class: "menu lane-menu", hidden: "" },
    html("summary", {}, "Choose lanes"),
    html("div", {}, html("p", {}, `Up to ${MOST_LANES}, in this order.`), list, button("The fullest ones", () => onChosen([]))),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    element.open = false;
    element.querySelector("summary")?.focus();
  });
  let drawn = "";

  /** @param {Head[]} all @param {Head[]} shown */
  function update(all, shown) {
    element.hidden = all.length < 2;
    const keys = shown.map(({ key }) => key);
    const state = `${keys.join()}|${all.map(({ key, count }) => key + count).join()}`;
    if (state === drawn) return;
    drawn = state;
    const others = all.filter(({ key }) => !keys.includes(key)).slice(0, MOST_LISTED);
    const had = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.of : undefined;
    list.replaceChildren(...shown.map((head, at) => item(head, keys, at)), ...others.map((head) => item(head, keys, -1)));
    if (had) /** @type {HTMLElement | null} */ (list.querySelector(`[data-of="${CSS.escape(had)}"]`))?.focus();
  }

  /** @param {Head} head @param {string[]} keys @param {number} at -1: not shown */
  function item({ key, label, count }, keys, at) {
    const tick = html("input", { type: "checkbox", "data-of": `tick ${key}` });
    tick.checked = at >= 0;
    tick.disabled = at < 0 ? keys.length >= MOST_LANES : keys.length === 1;
    tick.addEventListener("change", () => onChosen(at < 0 ? [...keys, key] : keys.filter((other) => other !== key)));
    const row = html("li", {}, html("label", {}, tick, html("bdi", {}, label), html("span", { class: "lane-count" }, count.toLocaleString("en"))));
    if (at > 0) row.append(button("↑", () => onChosen(swapped(keys, at)), { "aria-label": `Move ${label} up`, "data-of": `up ${key}` }));
    return row;
  }

  return { element, update };
}

/** @param {string[]} keys @param {number} at goes one up */
function swapped(keys, at) {
  return [...keys.slice(0, at - 1), keys[at], keys[at - 1], ...keys.slice(at + 1)];
}
