/** The foot of the picture: stretches without an event, by name, and the days on which articles were coded. */

import { toPixels } from "./scale.js";

/** @typedef {import("./prims.js").Prim} Prim */
/** @typedef {import("./types.js").Bin} Bin */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {{from: number, to: number}} Gap whole days */
/** @typedef {{gaps: Gap[], coverage: Bin[], what: string}} Quiet `what`: of which there is none, “a coded event” */

export const QUIET_PX = 34;
const LEAST_GAP_DAYS = 2;
const CHARACTER_PX = 5.8;
const LABEL_PX = 84; // at the left, for what the row shows

/**
 * Stretches of whole days between the marks on which nothing lies. Open ends and stretches in which an event may lie
 * leave no gap.
 * @param {Mark[]} marks in order of time
 * @returns {Gap[]}
 */
export function gapsOf(marks) {
  const gaps = [];
  let reached = -Infinity;
  for (const mark of marks) {
    if (mark.openStart) return [];
    if (mark.from - reached >= LEAST_GAP_DAYS && reached > -Infinity) gaps.push({ from: reached, to: mark.from });
    reached = mark.openEnd ? Infinity : Math.max(reached, mark.to);
  }
  return gaps;
}

/** @param {Gap} gap @param {string} what */
export const gapWords = ({ from, to }, what) => `${(to - from).toLocaleString("en")} days without ${what}`;

/** @param {import("./scene.js").State} state @param {number} top @param {Prim[]} prims */
export function drawQuiet({ view, width, quiet }, top, prims) {
  prims.push({ kind: "line", x1: 0, x2: width, y1: top, y2: top, stroke: "rule" });
  for (const gap of quiet.gaps) drawGap(gap, view, width, quiet.what, top + 8, prims);
  const bottom = top + QUIET_PX - 3;
  if (quiet.coverage.length) prims.push({ kind: "text", x: 6, y: bottom - 1, text: "coded articles", font: "small", fill: "ink-soft" });
  for (const bin of quiet.coverage) {
    const [x, end] = [toPixels(view, width, bin.from), toPixels(view, width, bin.to)];
    if (end < LABEL_PX || x > width) continue;
    const h = Math.min(3 + 2.5 * Math.log2(bin.count), 12);
    const start = Math.max(x, LABEL_PX);
    prims.push({ kind: "rect", x: start, y: bottom - h, w: Math.max(end - start - 1, 1.5), h, fill: "ink-soft", alpha: 0.65 });
  }
}

/** @param {Gap} gap @param {import("./types.js").View} view @param {number} width @param {string} what @param {number} y @param {Prim[]} prims */
function drawGap(gap, view, width, what, y, prims) {
  const x1 = Math.max(toPixels(view, width, gap.from), 0) + 2;
  const x2 = Math.min(toPixels(view, width, gap.to), width) - 2;
  const long = gapWords(gap, what);
  const text = [long, `${gap.to - gap.from} days`].find((words) => words.length * CHARACTER_PX + 24 < x2 - x1);
  if (!text) return;
  const half = (text.length * CHARACTER_PX) / 2 + 6;
  const middle = (x1 + x2) / 2;
  const line = { kind: /** @type {const} */ ("line"), y1: y, y2: y, stroke: "rule-strong", alpha: 0.8 };
  prims.push({ ...line, x1, x2: middle - half }, { ...line, x1: middle + half, x2 });
  for (const x of [x1, x2]) prims.push({ ...line, x1: x, x2: x, y1: y - 3, y2: y + 3 });
  prims.push({ kind: "text", x: middle, y: y + 4, text, font: "small", fill: "ink-soft", align: "center" });
}
