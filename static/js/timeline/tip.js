/** What lies under the pointer, in words beside it. Screen readers hear the same from the focused event. */

import { html } from "./dom.js";
import { clockOf, dateWords, partyNames } from "./marks.js";
import { stretchWords } from "./scene.js";

/** @typedef {import("./marks_scene.js").Hit} Hit */
/** @typedef {import("./types.js").TimelineEvent} TimelineEvent */

const BESIDE_PX = 14;

/** @param {HTMLElement} frame */
export function tip(frame) {
  const element = html("div", { class: "timeline-tip", "aria-hidden": "true", hidden: "" });
  frame.append(element);

  return {
    /** @param {(string | Node)[]} lines @param {number} x @param {number} y px of the frame */
    show(lines, x, y) {
      element.replaceChildren(...lines.map((line) => html("p", {}, line)));
      element.hidden = false;
      const left = Math.max(Math.min(x + BESIDE_PX, frame.clientWidth - element.offsetWidth - 4), 4);
      element.style.left = `${left}px`;
      element.style.top = `${y + BESIDE_PX}px`;
    },
    hide() {
      element.hidden = true;
    },
  };
}

/** @param {TimelineEvent} event @param {import("./types.js").Zone} zone @param {string} locale */
export function eventLines(event, zone, locale) {
  const when = [dateWords(event, zone, locale), clockOf(event, zone)].filter(Boolean).join(", ");
  const place = event.places[0]?.name ?? "";
  return [[when, event.type.label].filter(Boolean).join(" · "), html("strong", {}, event.title), [partyNames(event), place].filter(Boolean).join(" · ")].filter(Boolean);
}

/** @param {Hit} hit a cluster or a bin @param {string} locale */
export function crowdLines(hit, locale) {
  if (hit.kind === "bin") return [`${hit.count.toLocaleString("en")} ${hit.count === 1 ? "event" : "events"}`, stretchWords(hit, locale), "Click to see this stretch."];
  if (hit.kind === "cluster") return [`${hit.marks.length} more here`, "Click for the list."];
  return [];
}
