/** The bar over the strip: lanes, stretch, zone, saving; and the legend under it. */

import { button, choice, html } from "./dom.js";
import { colourOf, shapeOf, FAMILIES } from "./shapes.js";
import { paint } from "./paint.js";

/** @typedef {import("./lanes.js").LaneMode} LaneMode */
/** @typedef {import("./types.js").Zone} Zone */
/** @typedef {import("./prims.js").Prim} Prim */

/** @type {[LaneMode, string][]} */
const LANES = [
  ["none", "all together"],
  ["type", "by type"],
  ["actor", "by actor"],
  ["dyad", "by pair of parties"],
  ["country", "by country"],
  ["place", "by place"],
  ["outlet", "by outlet"],
];
/** @type {[Zone, string][]} */
const ZONES = [
  ["own", "as reported there"],
  ["reader", "in my zone"],
  ["utc", "UTC"],
];
/** @type {[string, string][]} days and words */
const STRETCHES = [
  ["", "Show…"],
  ["1", "a day"],
  ["7", "a week"],
  ["30.5", "a month"],
  ["91.3", "a quarter"],
  ["365.25", "a year"],
  ["3652.5", "a decade"],
];

/**
 * @param {object} state
 * @param {LaneMode} state.lanes @param {Zone} state.zone
 * @param {(mode: LaneMode) => void} state.onLanes @param {(zone: Zone) => void} state.onZone
 * @param {(how: "in" | "out" | "fit" | "today") => void} state.onZoom @param {(days: number) => void} state.onStretch
 * @param {(format: "svg" | "png") => void} state.onSave @param {() => void} state.onList
 * @param {HTMLElement} state.menu of lanes
 */
export function bar({ lanes, zone, onLanes, onZone, onZoom, onStretch, onSave, onList, menu }) {
  const laneChoice = choice("Lanes", LANES, lanes, (value) => onLanes(/** @type {LaneMode} */ (value)));
  const zoneChoice = choice("Times", ZONES, zone, (value) => onZone(/** @type {Zone} */ (value)));
  const stretch = html("select", { "aria-label": "Show a stretch of" }, ...STRETCHES.map(([days, words]) => html("option", { value: days }, words)));
  stretch.addEventListener("change", () => {
    if (stretch.value) onStretch(Number(stretch.value));
    stretch.value = "";
  });
  const saving = html("details", { class: "menu timeline-save" }, html("summary", {}, "Save"));
  /** @param {"svg" | "png"} format */
  const saves = (format) => () => {
    saving.open = false;
    onSave(format);
  };
  saving.append(html("div", {}, button("Picture as SVG", saves("svg")), button("Picture as PNG", saves("png"))));
  const element = html(
    "div",
    { class: "timeline-bar" },
    html("div", { class: "timeline-group" }, laneChoice.element, menu, zoneChoice.element),
    html(
      "div",
      { class: "timeline-group timeline-zoom", role: "group", "aria-label": "Stretch on screen" },
      button("−", () => onZoom("out"), { "aria-label": "Zoom out", title: "Zoom out" }),
      button("+", () => onZoom("in"), { "aria-label": "Zoom in", title: "Zoom in" }),
      button("Fit", () => onZoom("fit"), { title: "Show everything" }),
      button("Today", () => onZoom("today")),
      stretch,
      button("List only these days", onList, { class: "timeline-list-these" }),
      saving,
    ),
  );
  return {
    element,
    /** @param {LaneMode} mode @param {Zone} clock */
    show(mode, clock) {
      laneChoice.select.value = mode;
      zoneChoice.select.value = clock;
    },
  };
}

/** @type {[Prim[], string][]} each drawn in 36 × 16 px */
const SAMPLES = [
  [[{ kind: "rect", x: 1, y: 3, w: 34, h: 10, r: 2, fill: "family-talks" }], "it lasted this long"],
  [[{ kind: "rect", x: 1, y: 3, w: 34, h: 10, r: 2, hatch: "family-talks", stroke: "family-talks", dash: [3, 2] }], "it lies somewhere in this stretch"],
  [[{ kind: "rect", x: 8, y: 3, w: 28, h: 10, hatch: "family-talks", fade: "left" }, { kind: "path", d: "M6,-5L0,0L6,5", x: 4, y: 8, stroke: "family-talks", width: 2 }], "an open end: by this day, or from this day on"],
  [[{ kind: "path", d: shapeOf("talks"), x: 18, y: 8, fill: "paper-raised", stroke: "family-talks", width: 2 }], "planned"],
  [[{ kind: "path", d: shapeOf("talks"), x: 18, y: 8, fill: "family-talks" }, { kind: "line", x1: 10, y1: 16, x2: 26, y2: 0, stroke: "ink", width: 2 }], "did not happen"],
  [[{ kind: "path", d: shapeOf("talks"), x: 14, y: 9, fill: "family-talks" }, { kind: "text", x: 20, y: 9, text: "≠", font: "sign", fill: "danger" }], "reports differ"],
  [[{ kind: "path", d: shapeOf("talks"), x: 18, y: 8, fill: "family-talks" }, { kind: "path", d: "M7.5,0A7.5,7.5 0 1 1 -7.5,0A7.5,7.5 0 1 1 7.5,0Z", x: 18, y: 8, stroke: "family-talks", dash: [2, 2] }], "date uncertain or approximate"],
];

/** @param {{slug: string, label: string}[]} families */
export function legend(families) {
  /** @type {[Prim[], string][]} */
  const shapes = families
    .filter(({ slug }) => FAMILIES.includes(slug))
    .map(({ slug, label }) => {
      const look = slug === "other" ? { fill: "paper-raised", stroke: colourOf(slug), width: 2 } : { fill: colourOf(slug) };
      return [[{ kind: "path", d: shapeOf(slug), x: 18, y: 8, ...look }], label];
    });
  /** @type {[HTMLCanvasElement, Prim[]][]} */
  const pictures = [];
  /** @param {[Prim[], string]} sample */
  const item = ([prims, words]) => {
    const canvas = html("canvas", { class: "legend-sample", "aria-hidden": "true" });
    pictures.push([canvas, prims]);
    return html("li", {}, canvas, words);
  };
  const element = html(
    "details",
    { class: "timeline-legend" },
    html("summary", {}, "How to read the timeline"),
    html("ul", { class: "legend-list" }, ...shapes.map(item)),
    html("ul", { class: "legend-list" }, ...SAMPLES.map(item), html("li", {}, html("span", { class: "legend-sign" }, "▂▅"), "at the foot: days with coded articles")),
    html(
      "p",
      { class: "legend-keys" },
      "Drag, or scroll sideways, to move; Ctrl or ⌘ with the wheel, a pinch or a double click to zoom. With the keyboard: arrows go from event to event, Page Up and Page Down move, + and − zoom, 0 shows everything, Enter opens, Esc closes.",
    ),
  );

  /** @param {import("./palette.js").Palette} palette */
  function draw(palette) {
    const ratio = devicePixelRatio;
    for (const [canvas, prims] of pictures) {
      canvas.width = 36 * ratio;
      canvas.height = 16 * ratio;
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      pen.scale(ratio, ratio);
      paint(pen, prims, palette);
    }
  }
  return { element, draw };
}
