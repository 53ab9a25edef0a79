/** Names and counts of the lanes, over the picture. A click gives a lane most of the height, another one gives it back. */

import { html } from "./dom.js";

/** @typedef {import("./scene.js").Slot} Slot */

/** @param {HTMLElement} frame @param {(key: string | null) => void} onExpand */
export function laneHeaders(frame, onExpand) {
  const holder = html("div", { class: "timeline-headers" });
  frame.append(holder);
  let drawn = "";

  /** @param {Slot[]} slots @param {Map<string, number>} counts of the whole selection @param {string | null} expanded */
  function update(slots, counts, expanded) {
    const state = slots.map(({ lane, top }) => `${lane.key}|${lane.label}|${top}|${counts.get(lane.key) ?? ""}`).join() + expanded;
    if (state === drawn) return;
    drawn = state;
    holder.replaceChildren(...slots.filter(({ lane }) => lane.label).map((slot) => header(slot, counts.get(slot.lane.key), expanded)));
  }

  /** @param {Slot} slot @param {number | undefined} count @param {string | null} expanded */
  function header({ lane, top }, count, expanded) {
    const isOpen = lane.key === expanded;
    const total = count === undefined ? "" : count.toLocaleString("en");
    const element = html(
      "button",
      { type: "button", class: "lane-header", tabindex: "-1", "aria-expanded": String(isOpen), title: isOpen ? "Show all lanes evenly" : "Give this lane most of the height" },
      html("bdi", {}, lane.label),
      html("span", { class: "lane-count" }, total),
    );
    element.style.top = `${top + 2}px`;
    element.addEventListener("click", () => onExpand(isOpen ? null : lane.key));
    return element;
  }

  return { update };
}
