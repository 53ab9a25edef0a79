/** One lane's marks and clusters as prims, and where a pointer hits them. */

import { FADE_PX, SHAPE_PX } from "./layout.js";
import { partyNames } from "./marks.js";
import { colourOf, shapeOf } from "./shapes.js";

/** @typedef {import("./prims.js").Prim} Prim */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./layout.js").Placed} Placed */
/** @typedef {import("./layout.js").Cluster} Cluster */
/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {Box & ({kind: "event", id: string, lane: string} | {kind: "cluster", marks: Mark[], lane: string} | {kind: "bin", from: number, to: number, count: number, lane: string})} Hit */
/**
 * @typedef {object} Frame what all marks of a picture share
 * @property {number} shift pixels from a layout's place to the screen's
 * @property {number} scale pixels a day
 * @property {number} width of the picture
 * @property {{focused: string, selected: string, hovered: string}} shown ids or empty
 * @property {import("./layout.js").Widths} widths
 * @property {string} lane key of the lane
 */

export const ROW_PX = 26;
const BAR_PX = 7;
const UNDER_PX = 4; // a stretch lies under its label, so that both can be read
const OVER_PX = 3; // and its shape and label that much over the row's middle
const LONGEST_LABEL = { wide: 48, narrow: 26 }; // characters
const NARROW_PX = 600;
const BEYOND_PX = 24; // how far off the screen is still drawn

/** @param {Mark} mark @param {number} width of the picture */
export function labelText({ event: { title } }, width) {
  const most = width < NARROW_PX ? LONGEST_LABEL.narrow : LONGEST_LABEL.wide;
  return title.length > most ? `${title.slice(0, most - 1).trimEnd()}…` : title;
}

/** What stands behind the title where there is room. @param {Mark} mark */
export function detailText({ event }) {
  return ["", event.date, partyNames(event)].filter((part, at) => !at || part).join(" · ");
}

/** @param {Placed} placed @param {number} y the middle of its row @param {Frame} frame @param {Prim[]} prims @param {Hit[]} hits */
export function drawMark(placed, y, frame, prims, hits) {
  const { mark } = placed;
  const { event } = mark;
  const wide = Number.isNaN(placed.label) ? 0 : frame.widths.label(mark) + (placed.detailed ? frame.widths.detail(mark) : 0);
  const slide = slideOf(placed, wide, frame);
  const left = (wide ? Math.min(placed.left, placed.label) : placed.left) + frame.shift;
  const right = (wide ? Math.max(placed.right, placed.label + wide) : placed.right) + frame.shift;
  if (right < -BEYOND_PX || left > frame.width + BEYOND_PX) return;
  const [from, to] = [Math.max(left, -BEYOND_PX), Math.min(right, frame.width + BEYOND_PX)];
  const ground = groundOf(event.id, frame.shown);
  if (ground) prims.push({ kind: "rect", x: from - 4, y: y - ROW_PX / 2 + 1, w: to - from + 8, h: ROW_PX - 2, r: 4, ...ground });
  const line = mark.extent === "day" ? y : y - OVER_PX;
  prims.push(...bars(placed, y, frame));
  prims.push(...signs(mark, placed.shape + frame.shift + slide, line));
  if (wide) prims.push(...words(placed, placed.label + frame.shift + slide, line, frame));
  hits.push({ kind: "event", id: event.id, lane: frame.lane, x: from - 2, y: y - ROW_PX / 2, w: to - from + 4, h: ROW_PX });
}

/** A stretch that begins off the screen keeps its shape and label in sight as long as both lie on it. @param {Placed} placed @param {number} wide @param {Frame} frame */
function slideOf({ mark, shape, label, right }, wide, { shift }) {
  if (mark.extent === "day" || mark.openStart || label < shape) return 0;
  const slack = right - (wide ? label + wide : shape + SHAPE_PX / 2);
  return Math.max(0, Math.min(SHAPE_PX / 2 + 4 - (shape + shift), slack));
}

/** @param {string} id @param {Frame["shown"]} shown @returns {import("./prims.js").Look | null} */
function groundOf(id, { focused, selected, hovered }) {
  if (id === selected) return { fill: "mark-text", ...(id === focused ? { stroke: "focus", width: 2 } : { stroke: "rule-strong" }) };
  if (id === focused) return { fill: "paper-raised", stroke: "focus", width: 2 };
  return id === hovered ? { fill: "paper-sunk", stroke: "rule" } : null;
}

/** The stretch that the event filled, or in which it lies, with arrows at open ends. @param {Placed} placed @param {number} y @param {Frame} frame @returns {Prim[]} */
function bars({ mark, ...ends }, y, frame) {
  const colour = colourOf(mark.event.type.family);
  const box = { kind: /** @type {const} */ ("rect"), y: y + UNDER_PX, h: BAR_PX };
  if (mark.extent === "day") {
    // Closer in than a shape is wide: show how far the day reaches, so that noon is not mistaken for the hour.
    if (frame.scale < 24 || mark.event.time) return [];
    return [{ ...box, ...clipped(ends.from + frame.shift, ends.to + frame.shift, frame.width), r: 2, hatch: colour, alpha: 0.55 }];
  }
  const [from, to] = [ends.from + frame.shift, ends.to + frame.shift];
  const look = mark.extent === "lasted" ? { fill: colour } : { hatch: colour, stroke: colour, dash: [3, 2] };
  const isShort = to - from < 2;
  /** @type {Prim[]} */
  const drawn = isShort ? [] : [{ ...box, ...clipped(from, to, frame.width), r: 2, ...look }];
  if (mark.openStart) drawn.push(...openEnd(colour, from, box.y, -1));
  if (mark.openEnd) drawn.push(...openEnd(colour, to, box.y, 1));
  return drawn;
}

/** A bar of years seen from inside one hour is millions of pixels long. @param {number} from @param {number} to @param {number} width */
function clipped(from, to, width) {
  const [x, end] = [Math.max(from, -BEYOND_PX), Math.min(to, width + BEYOND_PX)];
  return { x, w: Math.max(end - x, 0) };
}

/** @param {string} colour @param {number} x of the known end @param {number} y its top @param {1 | -1} way @returns {Prim[]} */
function openEnd(colour, x, y, way) {
  const tip = x + way * FADE_PX;
  return [
    { kind: "rect", x: Math.min(x, tip), y, w: FADE_PX, h: BAR_PX, hatch: colour, fade: way < 0 ? "left" : "right" },
    { kind: "path", d: `M${-5 * way},-4L0,0L${-5 * way},4`, x: tip, y: y + BAR_PX / 2, stroke: colour, width: 2 },
  ];
}

/** @param {Mark} mark @param {number} x @param {number} y @returns {Prim[]} */
function signs({ event }, x, y) {
  const colour = colourOf(event.type.family);
  const isHollow = event.realisation === "planned" || event.type.family === "other";
  /** @type {Prim[]} */
  const drawn = [{ kind: "path", d: shapeOf(event.type.family), x, y, ...(isHollow ? { fill: "paper-raised", stroke: colour, width: 2 } : { fill: colour, stroke: "paper-raised", width: 1 }) }];
  if (event.uncertain || event.approximate) drawn.push({ kind: "path", d: "M8,0A8,8 0 1 1 -8,0A8,8 0 1 1 8,0Z", x, y, stroke: colour, dash: [2, 2] });
  if (event.realisation === "did_not_happen") drawn.push({ kind: "line", x1: x - 8, y1: y + 8, x2: x + 8, y2: y - 8, stroke: "ink", width: 2 });
  if (event.disputed) drawn.push({ kind: "text", x: x + 4, y: y - 3, text: "≠", font: "sign", fill: "danger", halo: "paper-raised" });
  return drawn;
}

/** @param {Placed} placed @param {number} x @param {number} y @param {Frame} frame @returns {Prim[]} */
function words({ mark, detailed }, x, y, frame) {
  const { realisation } = mark.event;
  const isNot = realisation === "did_not_happen";
  const style = { italic: realisation === "planned" };
  const at = { kind: /** @type {const} */ ("text"), y: y + 4.5, font: /** @type {const} */ ("label") };
  /** @type {Prim[]} */
  const drawn = [{ ...at, x, text: labelText(mark, frame.width), fill: isNot ? "ink-soft" : "ink", struck: isNot, ...style }];
  if (detailed) drawn.push({ ...at, x: x + frame.widths.label(mark), text: detailText(mark), fill: "ink-soft", ...style, italic: false });
  return drawn;
}

/** @param {Cluster} cluster @param {number} y @param {Frame} frame @param {Prim[]} prims @param {Hit[]} hits */
export function drawCluster(cluster, y, frame, prims, hits) {
  const x = cluster.x + frame.shift;
  if (x < -BEYOND_PX || x > frame.width + BEYOND_PX) return;
  const box = { x: x - 20, y: y - 10, w: 40, h: 20 };
  const isLit = cluster.marks.some(({ event: { id } }) => id === frame.shown.hovered || id === frame.shown.selected);
  prims.push({ kind: "rect", ...box, r: 10, fill: isLit ? "mark-text" : "paper-sunk", stroke: "rule-strong" });
  const { length } = cluster.marks;
  prims.push({ kind: "text", x, y: y + 4, text: length < 1000 ? `+${length}` : `+${Math.floor(length / 1000)}k`, font: "count", fill: "ink", align: "center" });
  hits.push({ kind: "cluster", marks: cluster.marks, lane: frame.lane, ...box });
}
