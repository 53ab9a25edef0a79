/** The list behind a “+N”: each of its events by date and title. */

import { button, html } from "./dom.js";
import { clockOf, dateWords } from "./marks.js";

/** @typedef {import("./types.js").Mark} Mark */

const MOST = 200; // more are found by zooming in

/** @param {HTMLElement} frame @param {{onSelect: (id: string) => void, onHover: (id: string) => void, onZoom: (from: number, to: number) => void, onClose: () => void}} on @param {AbortSignal} signal */
export function members(frame, on, signal) {
  const element = html("div", { class: "timeline-members", role: "dialog", "aria-label": "Events at this place", hidden: "" });
  frame.append(element);

  function close() {
    if (element.hidden) return;
    element.hidden = true;
    on.onClose();
  }

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!element.hidden && event.target instanceof Node && !element.contains(event.target)) element.hidden = true;
  }, { signal });

  /** @param {Mark[]} marks @param {number} x @param {number} y px of the frame @param {import("./types.js").Zone} zone @param {string} locale */
  function open(marks, x, y, zone, locale) {
    const sorted = [...marks].sort((a, b) => a.at - b.at);
    const [from, to] = [Math.min(...marks.map((mark) => mark.from)), Math.max(...marks.map((mark) => mark.to))];
    const items = sorted.slice(0, MOST).map(({ event }) => {
      const item = button("", () => on.onSelect(event.id));
      const when = [dateWords(event, zone, locale), clockOf(event, zone)].filter(Boolean).join(", ");
      item.append(html("span", { class: "members-date" }, when), " ", html("bdi", {}, event.title));
      item.addEventListener("pointerenter", () => on.onHover(event.id));
      return html("li", {}, item);
    });
    const rest = marks.length > MOST ? [html("p", {}, `and ${marks.length - MOST} more: zoom in`)] : [];
    element.replaceChildren(
      html("div", { class: "members-head" }, html("strong", {}, `${marks.length} events`), button("Zoom to them", () => (close(), on.onZoom(from, to))), button("Close", close)),
      html("ul", {}, ...items),
      ...rest,
    );
    element.hidden = false;
    element.style.left = `${Math.max(Math.min(x - element.offsetWidth / 2, frame.clientWidth - element.offsetWidth - 4), 4)}px`;
    element.style.top = `${y + 4}px`;
    const first = element.querySelector("li button");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }

  return { open, close };
}
