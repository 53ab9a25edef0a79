/** One state of the strip as a picture of prims. Knows nothing of canvases, gestures or the page around it. */

import { dateOf, isoDay } from "./days.js";
import { drawBins, peakOf } from "./bins_scene.js";
import { ROW_PX, drawCluster, drawMark } from "./marks_scene.js";
import { QUIET_PX, drawQuiet } from "./quiet_scene.js";
import { pixelsADay, toPixels } from "./scale.js";
import { ticks } from "./ticks.js";

/** @typedef {import("./prims.js").Prim} Prim */
/** @typedef {import("./marks_scene.js").Hit} Hit */
/** @typedef {import("./lanes.js").Lane} Lane */
/** @typedef {{lane: Lane, rows: number, top: number, header: number, band: number, height: number}} Slot a lane's place: `top` in px */
/**
 * @typedef {object} State
 * @property {Slot[]} slots
 * @property {import("./layout.js").Layout[]} layouts one for each slot
 * @property {number} origin the day at 0 of the layouts
 * @property {import("./types.js").View} view
 * @property {number} width px
 * @property {{focused: string, selected: string, hovered: string}} shown ids of events or empty
 * @property {import("./layout.js").Widths} widths
 * @property {import("./quiet_scene.js").Quiet} quiet
 * @property {number} today as a day number
 * @property {string} locale
 */

export const AXIS_PX = 46;
export const HEADER_PX = 20;
const GAP_PX = 6;
const BAND_PX = { alone: 96, shared: 30 };

/**
 * Where each lane lies, from the top.
 * @param {Lane[]} lanes @param {number[]} rows
 * @returns {Slot[]}
 */
export function slotsOf(lanes, rows) {
  let top = AXIS_PX;
  return lanes.map((lane, at) => {
    const header = lane.label ? HEADER_PX : GAP_PX;
    const band = bandOf(lanes, lane);
    const height = header + rows[at] * ROW_PX + band + GAP_PX;
    const slot = { lane, rows: rows[at], top, header, band, height };
    top += height;
    return slot;
  });
}

/** @param {Lane[]} lanes @param {Lane} lane px for its density bars */
export function bandOf(lanes, lane) {
  const isCounted = lanes.some((other) => other.layers.length);
  if (!isCounted) return 0;
  return lane.label || lanes.length > 1 ? BAND_PX.shared : BAND_PX.alone;
}

/** What each lane takes beside its rows, px. @param {Lane[]} lanes */
export const fixedHeight = (lanes) => slotsOf(lanes, lanes.map(() => 0)).reduce((sum, slot) => sum + slot.height, AXIS_PX + QUIET_PX);

/** @param {Slot[]} slots px */
export function heightOf(slots) {
  const last = slots.at(-1);
  return (last ? last.top + last.height : AXIS_PX) + QUIET_PX;
}

/** @param {State} state @returns {{prims: Prim[], hits: Hit[], height: number}} hits: what lies above comes later */
export function picture(state) {
  const height = heightOf(state.slots);
  /** @type {Prim[]} */
  const prims = [];
  /** @type {Hit[]} */
  const hits = [];
  drawAxis(state, height - QUIET_PX, prims);
  const peak = peakOf(state.slots.map(({ lane }) => lane), state.view);
  for (const [at, slot] of state.slots.entries()) drawSlot(state, slot, state.layouts[at], peak, prims, hits);
  drawQuiet(state, height - QUIET_PX, prims);
  drawToday(state, height - QUIET_PX, prims);
  return { prims, hits, height };
}

/** @param {State} state @param {Slot} slot @param {import("./layout.js").Layout} layout @param {import("./bins_scene.js").Peak | null} peak @param {Prim[]} prims @param {Hit[]} hits */
function drawSlot(state, slot, layout, peak, prims, hits) {
  const { view, width, shown, widths } = state;
  const scale = pixelsADay(view, width);
  const frame = { shift: (state.origin - view.from) * scale, scale, width, shown, widths, lane: slot.lane.key };
  if (slot.top > AXIS_PX) prims.push({ kind: "line", x1: 0, x2: width, y1: slot.top, y2: slot.top, stroke: "rule" });
  if (slot.band && peak) drawBins(slot, view, width, peak, prims, hits);
  const middle = (/** @type {number} */ row) => slot.top + slot.header + row * ROW_PX + ROW_PX / 2;
  for (const placed of layout.placed) drawMark(placed, middle(placed.row), frame, prims, hits);
  for (const cluster of layout.clusters) drawCluster(cluster, middle(cluster.row), frame, prims, hits);
}

/** @param {State} state @param {number} bottom @param {Prim[]} prims */
function drawAxis({ view, width, locale }, bottom, prims) {
  const { lower, upper } = ticks(view, width, locale);
  for (const tick of upper) {
    if (tick.x > 0) prims.push({ kind: "line", x1: tick.x, x2: tick.x, y1: 0, y2: bottom, stroke: "rule-strong", alpha: 0.55 });
    if (tick.label) prims.push({ kind: "text", x: Math.max(tick.x, 0) + 6, y: 15, text: tick.label, font: "upper", fill: "ink" });
  }
  for (const tick of lower) {
    prims.push({ kind: "line", x1: tick.x, x2: tick.x, y1: 24, y2: bottom, stroke: "rule", alpha: 0.7 });
    if (tick.x + tick.width > 24) prims.push({ kind: "text", x: tick.x + 6, y: 37, text: tick.label, font: "lower", fill: "ink-soft" });
  }
}

/** @param {State} state @param {number} bottom @param {Prim[]} prims */
function drawToday({ view, width, today }, bottom, prims) {
  const x = toPixels(view, width, today);
  if (x < 0 || x > width) return;
  prims.push({ kind: "line", x1: x, x2: x, y1: 0, y2: bottom, stroke: "accent", dash: [3, 3] });
  prims.push({ kind: "text", x: x + 4, y: bottom - 4, text: "today", font: "small", fill: "accent", halo: "paper-raised" });
}

/** What the picture shows, for its caption. @param {import("./types.js").View} view */
export function stretchWords({ from, to }, locale = "en-GB") {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const [first, last] = [dateOf(Math.floor(from)), dateOf(Math.max(Math.ceil(to) - 1, Math.floor(from)))];
  return isoDay(from) === isoDay(Math.ceil(to) - 1) ? format.format(first) : format.formatRange(first, last);
}
