/** Where each mark and each label of a lane goes: nothing overlaps, nothing is lost, and the same input gives the same picture. */

import { anchorDay } from "./marks.js";
import { toPixels } from "./scale.js";

/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").View} View */
/**
 * @typedef {object} Placed
 * @property {Mark} mark
 * @property {number} row 0 is the top
 * @property {number} left px of the bar
 * @property {number} right px of the bar
 * @property {number} shape px of the middle of the shape
 * @property {number} label px where the label begins; NaN: no room for one
 */
/** @typedef {{x: number, row: number, marks: Mark[]}} Cluster `x` is the middle in px */
/** @typedef {{placed: Placed[], clusters: Cluster[]}} Layout */

export const SHAPE_PX = 12;
export const FADE_PX = 72; // how far an open end is drawn beyond the known one
const GAP_PX = 8; // between a label and the next mark
const CLUSTER_PX = 44; // room for “+999”

/**
 * Lays out the marks of one lane that touch the view, the most important first, in `rows` rows. What finds no room is
 * counted in clusters, in the last row: placed + clustered = marks in view.
 * @param {Mark[]} marks @param {View} view @param {number} width px @param {number} rows
 * @param {(mark: Mark) => number} labelWidth px, without the shape
 * @param {string} [pinned] the id of an event that must be placed
 * @returns {Layout}
 */
export function layOut(marks, view, width, rows, labelWidth, pinned) {
  const boxes = marks.map((mark) => boxOf(mark, view, width)).filter((box) => box.right > 0 && box.left < width);
  const first = (/** @type {Placed} */ box) => (box.mark.event.id === pinned ? 0 : 1);
  const order = [...boxes].sort(
    (a, b) => first(a) - first(b) || b.mark.event.importance - a.mark.event.importance || a.left - b.left || a.mark.from - b.mark.from,
  );
  const whole = place(order, rows, labelWidth, width);
  if (whole.left.length === 0) return { placed: whole.placed, clusters: [] };
  if (rows === 1) return { placed: [], clusters: clustersOf(order, 0, width) };
  const most = place(order, rows - 1, labelWidth, width);
  return { placed: most.placed, clusters: clustersOf(most.left, rows - 1, width) };
}

/** @param {Mark} mark @param {View} view @param {number} width @returns {Placed} */
function boxOf(mark, view, width) {
  const from = toPixels(view, width, mark.from) - (mark.openStart ? FADE_PX : 0);
  const to = toPixels(view, width, mark.to) + (mark.openEnd ? FADE_PX : 0);
  const shape = shapePx(mark, view, width);
  return {
    mark,
    row: 0,
    left: Math.min(from, shape - SHAPE_PX / 2),
    right: Math.max(to, shape + SHAPE_PX / 2),
    shape,
    label: NaN,
  };
}

/** On its day; at the beginning of a stretch, where it stands for no day of it; at the known one of two ends. @param {Mark} mark @param {View} view @param {number} width */
function shapePx(mark, view, width) {
  if (mark.extent === "day") return toPixels(view, width, anchorDay(mark));
  if (mark.openStart) return toPixels(view, width, mark.to) - SHAPE_PX / 2;
  const start = toPixels(view, width, mark.from) + SHAPE_PX / 2;
  const end = toPixels(view, width, mark.to) - SHAPE_PX / 2;
  return mark.openEnd ? start : Math.max(start, Math.min(SHAPE_PX / 2, end)); // in sight while any of the stretch is
}

/**
 * @param {Placed[]} boxes @param {number} rows @param {(mark: Mark) => number} labelWidth @param {number} width
 * @returns {{placed: Placed[], left: Placed[]}}
 */
function place(boxes, rows, labelWidth, width) {
  /** @type {[number, number][][]} */
  const taken = Array.from({ length: rows }, () => []);
  const placed = [];
  const left = [];
  for (const box of boxes) {
    const wide = labelWidth(box.mark);
    const behind = Math.max(box.right, 0) + GAP_PX / 2;
    const label = behind + wide <= width ? behind : Math.min(box.left, width) - GAP_PX / 2 - wide;
    const from = Math.min(box.left, label);
    const to = Math.max(box.right, label + wide) + GAP_PX;
    const withLabel = label >= 0 ? freeRow(taken, from, to) : -1;
    const row = withLabel >= 0 ? withLabel : freeRow(taken, box.left, box.right + 2);
    if (row < 0) {
      left.push(box);
      continue;
    }
    taken[row].push(withLabel >= 0 ? [from, to] : [box.left, box.right + 2]);
    placed.push({ ...box, row, label: withLabel >= 0 ? label : NaN });
  }
  return { placed, left };
}

/** @param {[number, number][][]} taken @param {number} from @param {number} to */
function freeRow(taken, from, to) {
  return taken.findIndex((row) => row.every(([a, b]) => to <= a || from >= b));
}

/**
 * Neighbours of whatever found no room, in stretches wide enough for a number.
 * @param {Placed[]} boxes @param {number} row @param {number} width
 * @returns {Cluster[]}
 */
function clustersOf(boxes, row, width) {
  /** @type {Map<number, Mark[]>} */
  const stretches = new Map();
  for (const box of boxes) {
    const at = Math.floor(Math.min(Math.max(box.shape, 0), width - 1) / CLUSTER_PX);
    stretches.set(at, [...(stretches.get(at) ?? []), box.mark]);
  }
  return [...stretches.entries()]
    .sort(([a], [b]) => a - b)
    .map(([at, marks]) => ({ x: Math.min((at + 0.5) * CLUSTER_PX, width - CLUSTER_PX / 2), row, marks }));
}
