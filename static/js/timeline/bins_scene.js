/** Density bars: how many events begin in each bin, where they are too many to be drawn. */

import { toPixels } from "./scale.js";

/** @typedef {import("./prims.js").Prim} Prim */
/** @typedef {import("./lanes.js").Lane} Lane */
/** @typedef {import("./types.js").Bin} Bin */
/** @typedef {import("./types.js").View} View */
/** @typedef {{rate: number, count: number, days: number}} Peak the fullest bin in view of any lane; `rate` events a day */

const LABEL_PX = 16; // over the bars of the first lane, for what the fullest one holds

/** The bins of all layers of a lane, one on top of the other. @param {Lane} lane @param {View} view */
function stacked(lane, view) {
  /** @type {Map<string, {bin: Bin, parts: [string, number][]}>} */
  const stacks = new Map();
  for (const { family, bins } of lane.layers) {
    for (const bin of bins) {
      if (bin.to <= view.from || bin.from >= view.to) continue;
      const name = `${bin.from}:${bin.to}`;
      const stack = stacks.get(name) ?? { bin: { ...bin, count: 0 }, parts: [] };
      stacks.set(name, stack);
      stack.bin.count += bin.count;
      stack.parts.push([family, bin.count]);
    }
  }
  return [...stacks.values()];
}

/** @param {Lane[]} lanes @param {View} view @returns {Peak | null} */
export function peakOf(lanes, view) {
  /** @type {Peak | null} */
  let peak = null;
  for (const lane of lanes) {
    for (const { bin } of stacked(lane, view)) {
      const days = bin.to - bin.from;
      const rate = bin.count / days;
      if (!peak || rate > peak.rate) peak = { rate, count: bin.count, days };
    }
  }
  return peak;
}

/**
 * @param {import("./scene.js").Slot} slot @param {View} view @param {number} width @param {Peak} peak @param {Prim[]} prims
 * @param {import("./marks_scene.js").Hit[]} hits
 */
export function drawBins(slot, view, width, peak, prims, hits) {
  const bottom = slot.top + slot.height - 3;
  const room = slot.band - (slot.lane.label ? 2 : LABEL_PX);
  for (const { bin, parts } of stacked(slot.lane, view)) {
    const [x, end] = [toPixels(view, width, bin.from), toPixels(view, width, bin.to)];
    const w = Math.max(end - x - (end - x > 3 ? 1 : 0), 1);
    let y = bottom;
    for (const [family, count] of parts) {
      const h = Math.max((count / (bin.to - bin.from) / peak.rate) * room, 0.75);
      y -= h;
      prims.push({ kind: "rect", x, y, w, h, fill: family ? `family-${family}` : "ink-soft", alpha: 0.8 });
    }
    hits.push({ kind: "bin", lane: slot.lane.key, from: bin.from, to: bin.to, count: bin.count, x, y: bottom - slot.band, w: Math.max(end - x, 2), h: slot.band + 3 });
  }
  if (!slot.lane.label) prims.push({ kind: "text", x: 6, y: bottom - slot.band + 8, text: `Tallest bar: ${peakWords(peak)}`, font: "small", fill: "ink-soft", halo: "paper-raised" });
}

/** @param {Peak} peak */
export function peakWords({ count, days }) {
  const events = `${count.toLocaleString("en")} ${count === 1 ? "event" : "events"}`;
  return `${events} in ${days === 1 ? "one day" : `${days.toLocaleString("en")} days`}`;
}
