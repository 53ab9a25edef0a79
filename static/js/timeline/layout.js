/**
 * Where each mark and each label of a lane goes: nothing overlaps, nothing is lost, and the same input gives the same
 * picture. Places are counted in pixels from a fixed day, so that moving sideways needs no new layout.
 */

/** @typedef {import("./types.js").Mark} Mark */
/**
 * @typedef {object} Placed
 * @property {Mark} mark
 * @property {number} row 0 is the top
 * @property {number} from where the known stretch begins
 * @property {number} to where it ends
 * @property {number} left of all that is drawn without a label
 * @property {number} right of the same
 * @property {number} shape the middle of the shape, at the beginning of a stretch
 * @property {number} label where the label begins; NaN: no room for one
 * @property {boolean} detailed there is room for the date and the parties behind the title
 */
/** @typedef {{x: number, row: number, marks: Mark[]}} Cluster `x` is the middle */
/** @typedef {{placed: Placed[], clusters: Cluster[]}} Layout */
/**
 * @typedef {object} Ruler
 * @property {number} origin the day that lies at 0
 * @property {number} scale pixels a day
 * @property {number} end where the chronology ends, in pixels: a label that would reach beyond it stands before its mark
 */
/** @typedef {{label: (mark: Mark) => number, detail: (mark: Mark) => number}} Widths in pixels; a detail is added to its label */

export const SHAPE_PX = 12;
export const FADE_PX = 56; // how far an open end is drawn beyond the known one
export const CLUSTER_PX = 46; // room for “+999”
const AHEAD_PX = 5; // between a shape and its label
const GAP_PX = 8; // between a label and the next mark

/**
 * Lays out the marks of one lane in `rows` rows. What finds no room is counted in clusters, in the last row:
 * placed + clustered = marks, but for those that bars count already.
 * @param {Mark[]} ranked the most important first
 * @param {Ruler} ruler @param {number} rows @param {Widths} widths
 * @param {{pinned?: string, counted?: Set<string>}} [but] ids: of an event that must be placed, which two rows allow; of
 *   those that may be left out
 * @returns {Layout}
 */
export function layOut(ranked, ruler, rows, widths, { pinned, counted } = {}) {
  const boxes = ranked.map((mark) => boxOf(mark, ruler));
  const first = pinned ? boxes.findIndex((box) => box.mark.event.id === pinned) : -1;
  if (first > 0) boxes.unshift(...boxes.splice(first, 1));
  /** @type {Placed[]} */
  const placed = [];
  const taken = Array.from({ length: rows }, () => new Row());
  const isHidden = (/** @type {Placed} */ box) => !counted?.has(box.mark.event.id);
  const left = boxes.filter((box) => !settle(box, taken, rows, ruler, widths, placed)).filter(isHidden);
  if (!left.length) return { placed: detailed(placed, taken, ruler, widths), clusters: [] };
  const kept = rows === 1 ? [] : placed.filter((box) => box.row < rows - 1);
  const hidden = [...placed.filter((box) => (rows === 1 || box.row === rows - 1) && isHidden(box)), ...left];
  return { placed: detailed(kept, taken, ruler, widths), clusters: clustersOf(hidden, rows - 1) };
}

/** @param {Mark} mark @param {Ruler} ruler @returns {Placed} */
function boxOf(mark, { origin, scale }) {
  const [from, to] = [(mark.from - origin) * scale, (mark.to - origin) * scale];
  const shape = shapeOf(mark, (mark.at - origin) * scale, to);
  const isPoint = mark.extent === "day";
  const [first, last] = isPoint ? [shape, shape] : [from - (mark.openStart ? FADE_PX : 0), to + (mark.openEnd ? FADE_PX : 0)];
  return {
    mark,
    row: 0,
    from,
    to,
    left: Math.min(first, shape - SHAPE_PX / 2),
    right: Math.max(last, shape + SHAPE_PX / 2),
    shape,
    label: NaN,
    detailed: false,
  };
}

/** On its minute or day; just inside the beginning of a stretch, where it stands for no day of it. @param {Mark} mark @param {number} at @param {number} to */
function shapeOf(mark, at, to) {
  if (mark.extent === "day") return at;
  if (mark.openStart) return at - SHAPE_PX / 2;
  return mark.openEnd ? at + SHAPE_PX / 2 : Math.min(at + SHAPE_PX / 2, (at + Math.max(to, at)) / 2);
}

/**
 * Finds a row for a box, with its label if it can be: behind the shape, or before it; an open stretch has its shape at its known end.
 * @param {Placed} box @param {Row[]} taken @param {number} rows @param {Ruler} ruler @param {Widths} widths @param {Placed[]} placed
 */
function settle(box, taken, rows, ruler, widths, placed) {
  const wide = widths.label(box.mark);
  const behind = box.shape + SHAPE_PX / 2 + AHEAD_PX;
  const ahead = box.shape - SHAPE_PX / 2 - AHEAD_PX - wide;
  const after = { label: behind, from: box.left, to: Math.max(box.right, behind + wide) + GAP_PX, fits: behind + wide <= ruler.end };
  const before = { label: ahead, from: Math.min(box.left, ahead) - GAP_PX, to: box.right + GAP_PX, fits: ahead >= 0 };
  const bare = { label: NaN, from: box.left, to: box.right + 2, fits: true };
  const choices = box.mark.openStart ? [before, after, bare] : [after, before, bare];
  for (const { label, from, to, fits } of choices) {
    const row = fits ? taken.findIndex((found, at) => at < rows && found.isFree(from, to)) : -1;
    if (row < 0) continue;
    taken[row].take(from, to);
    placed.push(Object.assign(box, { row, label }));
    return true;
  }
  return false;
}

/** Labels behind their marks say more where nothing follows. @param {Placed[]} placed @param {Row[]} taken @param {Ruler} ruler @param {Widths} widths */
function detailed(placed, taken, ruler, widths) {
  for (const box of placed) {
    if (!(box.label > box.shape)) continue;
    const end = box.label + widths.label(box.mark);
    const to = end + widths.detail(box.mark);
    const from = Math.max(box.right, end) + GAP_PX;
    if (to > ruler.end || (to + GAP_PX > from && !taken[box.row].isFree(from, to + GAP_PX))) continue;
    if (to + GAP_PX > from) taken[box.row].take(from, to + GAP_PX);
    box.detailed = true;
  }
  return placed;
}

/** Taken stretches of a row, apart from each other and in order. */
class Row {
  /** @type {number[]} */
  starts = [];
  /** @type {number[]} */
  ends = [];

  /** How many stretches begin before `x`. @param {number} x */
  before(x) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {number} from @param {number} to */
  isFree(from, to) {
    const at = this.before(to);
    return at === 0 || this.ends[at - 1] <= from;
  }

  /** @param {number} from @param {number} to */
  take(from, to) {
    const at = this.before(from);
    this.starts.splice(at, 0, from);
    this.ends.splice(at, 0, to);
  }
}

/**
 * Neighbours of whatever found no room, in stretches wide enough for a number.
 * @param {Placed[]} boxes @param {number} row
 * @returns {Cluster[]}
 */
function clustersOf(boxes, row) {
  /** @type {Map<number, Mark[]>} */
  const stretches = new Map();
  for (const box of boxes) {
    const at = Math.floor(box.shape / CLUSTER_PX);
    const marks = stretches.get(at);
    if (marks) marks.push(box.mark);
    else stretches.set(at, [box.mark]);
  }
  return [...stretches.entries()]
    .sort(([a], [b]) => a - b)
    .map(([at, marks]) => ({ x: (at + 0.5) * CLUSTER_PX, row, marks }));
}
