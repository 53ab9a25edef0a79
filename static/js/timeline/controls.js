/** The bar over the strip: lanes and zoom; and the legend under it. */

import { LANE_MODES } from "./lanes.js";
import { FAMILIES, shape } from "./shapes.js";
import { html, svg } from "./svg.js";

/** @typedef {import("./lanes.js").LaneMode} LaneMode */

/** @type {Record<LaneMode, string>} */
const LANE_LABELS = { none: "Together", type: "By type", actor: "By actor" };
/** @type {["out" | "in" | "all", string, string][]} */
const ZOOMS = [
  ["out", "−", "Zoom out"],
  ["in", "+", "Zoom in"],
  ["all", "Fit", "Show everything"],
];

/** @param {{lanes: LaneMode, onLanes: (mode: LaneMode) => void, onZoom: (how: "in" | "out" | "all") => void}} state */
export function bar({ lanes, onLanes, onZoom }) {
  const choices = LANE_MODES.map((mode) => {
    const input = html("input", { type: "radio", name: "timeline-lanes", value: mode, id: `timeline-lanes-${mode}` });
    input.checked = mode === lanes;
    input.addEventListener("change", () => onLanes(mode));
    return html("span", { class: "timeline-choice" }, input, html("label", { for: input.id }, LANE_LABELS[mode]));
  });
  const zooms = ZOOMS.map(([how, sign, label]) => {
    const button = html("button", { type: "button", "aria-label": label, title: label }, sign);
    button.addEventListener("click", () => onZoom(how));
    return button;
  });
  return html(
    "div",
    { class: "timeline-bar" },
    html("fieldset", { class: "timeline-lanes" }, html("legend", {}, "Lanes"), ...choices),
    html("div", { class: "timeline-zoom", role: "group", "aria-label": "Zoom" }, ...zooms),
  );
}

/** @param {string} family @param {string} [classes] */
function icon(family, classes) {
  return svg("svg", { viewBox: "-8 -8 16 16", class: `legend-icon family-${family}`, "aria-hidden": "true" }, shape(family, 0, 0, classes));
}

/** @param {string} classes @param {string} [fill] */
function sample(classes, fill) {
  const bar = svg("rect", { x: 1, y: 3, width: 34, height: 10, class: `bar ${classes}`, ...(fill ? { fill } : {}) });
  return svg("svg", { viewBox: "0 0 36 16", class: "legend-sample family-talks", "aria-hidden": "true" }, bar);
}

/** @param {{slug: string, label: string}[]} families */
export function legend(families) {
  const shapes = families
    .filter(({ slug }) => FAMILIES.includes(slug))
    .map(({ slug, label }) => html("li", {}, icon(slug), label));
  /** @type {[SVGElement, string][]} */
  const ways = [
    [sample("bar-lasted"), "it lasted this long"],
    [sample("bar-somewhere", "url(#hatch-talks)"), "it lies somewhere in this stretch"],
    [icon("talks", "outlined"), "planned"],
  ];
  return html(
    "details",
    { class: "timeline-legend" },
    html("summary", {}, "How to read the timeline"),
    html("ul", { class: "legend-list" }, ...shapes),
    html(
      "ul",
      { class: "legend-list" },
      ...ways.map(([picture, words]) => html("li", {}, picture, words)),
      html("li", {}, html("span", { class: "legend-sign" }, "⁄"), "struck through: did not happen"),
      html("li", {}, html("span", { class: "legend-sign" }, "≠"), "reports differ"),
      html("li", {}, html("span", { class: "legend-sign" }, "←"), "an open end: by this day, or from this day on"),
    ),
    html(
      "p",
      { class: "legend-keys" },
      "Drag, or scroll sideways, to move; Ctrl or ⌘ with the wheel, a pinch or a double click to zoom. With the keyboard: arrows go from event to event, + and − zoom, 0 shows everything, Enter opens, Esc closes.",
    ),
  );
}
