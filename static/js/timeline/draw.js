/** Draws one state of the strip into an SVG. Knows nothing of gestures, keys or the page around it. */

import { dayNumber, isoDay } from "./days.js";
import { FADE_PX, layOut } from "./layout.js";
import { pixelsADay, toPixels } from "./scale.js";
import { FAMILIES, shape } from "./shapes.js";
import { svg } from "./svg.js";
import { ticks } from "./ticks.js";

/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Bin} Bin */
/** @typedef {import("./lanes.js").Lane} Lane */
/** @typedef {import("./layout.js").Placed} Placed */
/**
 * @typedef {object} Scene
 * @property {Lane[]} lanes
 * @property {number[]} rows of each lane
 * @property {View} view
 * @property {number} width px
 * @property {string} focused id of an event or empty
 * @property {string} selected id of an event or empty
 * @property {string} hovered id of an event or empty
 * @property {boolean} rtl
 * @property {Bin[]} bins densities, in a summary
 * @property {number} today as a day number
 */

export const AXIS_PX = 46;
export const ROW_PX = 26;
export const HEADER_PX = 20;
export const LANE_GAP_PX = 6;
export const DENSITY_PX = 84;
const BAR_PX = 10;
const LONGEST_LABEL = 44; // characters

/** @type {Record<string, string>} */
const LOCALES = { "": "en-GB", en: "en-GB" }; // day before month, as in the list

const measure = document.createElement("canvas").getContext("2d");
/** @type {Map<string, number>} */
const widths = new Map();
const LABEL_FONT = "13px system-ui, sans-serif"; // as .mark-label in timeline.css, whose face may be narrower, never wider
const SAFETY = 1.06;

/** @param {Mark} mark */
export function labelText(mark) {
  const title = mark.event.title;
  return title.length > LONGEST_LABEL ? `${title.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : title;
}

/** @param {Mark} mark px */
function labelWidth(mark) {
  const text = labelText(mark);
  let width = widths.get(text);
  if (width === undefined) {
    if (measure) measure.font = LABEL_FONT;
    width = (measure?.measureText(text).width ?? text.length * 7) * SAFETY;
    widths.set(text, width);
  }
  return width;
}

/** @param {Lane} lane @param {number} rows px */
export function laneHeight(lane, rows) {
  return (lane.label ? HEADER_PX : LANE_GAP_PX) + rows * ROW_PX + LANE_GAP_PX;
}

/** The rows that a lane needs in this view, up to `most`. @param {Lane} lane @param {View} view @param {number} width @param {number} most */
export function rowsNeeded(lane, view, width, most) {
  const { placed, clusters } = layOut(lane.marks, view, width, most, labelWidth);
  return Math.max(1, ...placed.map((p) => p.row + 1), ...clusters.map((c) => c.row + 1));
}

/** Patterns and fades that marks refer to; once in each strip. */
export function definitions() {
  const hatches = FAMILIES.map((family) =>
    svg(
      "pattern",
      { id: `hatch-${family}`, class: `family-${family}`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 6, height: 6, class: "hatch-ground" }),
      svg("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "hatch-line" }),
    ),
  );
  const fades = [
    ["fade-start", 0, 1],
    ["fade-end", 1, 0],
  ].flatMap(([id, from, to]) => [
    svg(
      "linearGradient",
      { id: `${id}-gradient` },
      svg("stop", { offset: 0, "stop-color": "#fff", "stop-opacity": Number(from) * 0.9 + 0.1 }),
      svg("stop", { offset: 1, "stop-color": "#fff", "stop-opacity": Number(to) * 0.9 + 0.1 }),
    ),
    svg(
      "mask",
      { id: String(id), maskContentUnits: "objectBoundingBox" },
      svg("rect", { width: 1, height: 1, fill: `url(#${id}-gradient)` }),
    ),
  ]);
  return svg("defs", {}, ...hatches, ...fades);
}

/** @param {Scene} scene @returns {SVGElement} */
export function draw(scene) {
  const picture = svg("g", {});
  const densities = scene.bins.length ? DENSITY_PX : 0;
  const height = scene.lanes.reduce((sum, lane, at) => sum + laneHeight(lane, scene.rows[at]), AXIS_PX + densities);
  picture.append(axis(scene, height));
  if (scene.bins.length) picture.append(density(scene));
  let top = AXIS_PX + densities;
  for (const [at, lane] of scene.lanes.entries()) {
    picture.append(drawLane(scene, lane, scene.rows[at], top));
    top += laneHeight(lane, scene.rows[at]);
  }
  return picture;
}

/** @param {Scene} scene @param {number} height */
function axis(scene, height) {
  const { view, width } = scene;
  const { lower, upper } = ticks(view, width, LOCALES[document.documentElement.lang] ?? document.documentElement.lang);
  const group = svg("g", { class: "axis" });
  for (const tick of upper) {
    if (tick.x > 0) group.append(svg("line", { x1: tick.x, x2: tick.x, y1: 0, y2: height, class: "axis-major" }));
    if (tick.label) group.append(svg("text", { x: Math.max(tick.x, 0) + 6, y: 15, class: "axis-upper" }, tick.label));
  }
  for (const tick of lower) {
    group.append(svg("line", { x1: tick.x, x2: tick.x, y1: 24, y2: height, class: "axis-minor" }));
    if (tick.x + tick.width > 24) group.append(svg("text", { x: tick.x + 6, y: 37, class: "axis-lower" }, tick.label));
  }
  const now = toPixels(view, width, scene.today);
  if (now > 0 && now < width) {
    group.append(svg("line", { x1: now, x2: now, y1: 0, y2: height, class: "axis-today" }));
    group.append(svg("text", { x: now + 4, y: height - 4, class: "axis-today-label" }, "today"));
  }
  return group;
}

/** @param {Scene} scene */
function density(scene) {
  const group = svg("g", { class: "density" });
  const most = Math.max(...scene.bins.map((bin) => bin.count), 1);
  for (const bin of scene.bins) {
    if (!bin.count) continue;
    const from = toPixels(scene.view, scene.width, dayNumber(bin.start));
    const to = toPixels(scene.view, scene.width, dayNumber(bin.end) + 1);
    if (to < 0 || from > scene.width) continue;
    let y = AXIS_PX + DENSITY_PX - 4;
    for (const family of FAMILIES) {
      const high = ((bin.families[family] ?? 0) / most) * (DENSITY_PX - 24);
      if (!high) continue;
      y -= high;
      group.append(svg("rect", { x: from, y, width: Math.max(to - from - 1, 1), height: high, class: `density-bar family-${family}` }));
    }
    const bar = svg("rect", { x: from, y: AXIS_PX, width: Math.max(to - from, 3), height: DENSITY_PX, class: "density-hit", "data-from": bin.start, "data-to": bin.end });
    bar.append(svg("title", {}, `${bin.count} · ${bin.start} – ${bin.end}`));
    group.append(bar);
  }
  return group;
}

/** @param {Scene} scene @param {Lane} lane @param {number} rows @param {number} top */
function drawLane(scene, lane, rows, top) {
  const group = svg("g", { class: "lane", transform: `translate(0,${top})` });
  const header = lane.label ? HEADER_PX : LANE_GAP_PX;
  if (lane.label) {
    group.append(svg("line", { x1: 0, x2: scene.width, y1: 0, y2: 0, class: "lane-edge" }));
    group.append(svg("text", { x: 6, y: 14, class: "lane-label" }, `${lane.label} · ${lane.marks.length}`));
  }
  const { placed, clusters } = layOut(lane.marks, scene.view, scene.width, rows, labelWidth, scene.focused || scene.selected);
  const middle = (/** @type {number} */ row) => header + row * ROW_PX + ROW_PX / 2;
  for (const item of placed) group.append(drawMark(scene, item, middle(item.row)));
  for (const cluster of clusters) group.append(drawCluster(cluster, middle(cluster.row), scene));
  return group;
}

/** @param {Scene} scene @param {Placed} item @param {number} y */
function drawMark(scene, item, y) {
  const { event } = item.mark;
  const is = (/** @type {string} */ id, /** @type {string} */ name) => (id === event.id ? ` is-${name}` : "");
  const classes = `mark family-${event.family} is-${event.realisation}${is(scene.focused, "focused")}${is(scene.selected, "selected")}${is(scene.hovered, "hovered")}`;
  const group = svg("g", { class: classes, "data-event": event.id });
  const right = Number.isNaN(item.label) ? item.right : Math.max(item.right, item.label + labelWidth(item.mark));
  const left = Number.isNaN(item.label) ? item.left : Math.min(item.left, item.label);
  group.append(svg("rect", { x: left - 4, y: y - ROW_PX / 2 + 1, width: right - left + 8, height: ROW_PX - 2, rx: 4, class: "mark-ground" }));
  group.append(...bars(scene, item, y));
  group.append(shape(event.family, item.shape, y, event.realisation === "planned" ? "outlined" : ""));
  if (event.realisation === "did_not_happen") group.append(svg("line", { x1: item.shape - 8, x2: item.shape + 8, y1: y + 8, y2: y - 8, class: "mark-struck" }));
  if (event.disputed) group.append(svg("text", { x: item.shape + 4, y: y - 4, class: "mark-disputed" }, "≠"));
  if (!Number.isNaN(item.label)) group.append(svg("text", { x: item.label, y: y + 4.5, class: "mark-label" }, labelText(item.mark)));
  group.append(svg("title", {}, `${event.date} · ${event.title}`));
  return group;
}

/** The stretch that the event filled, or in which it lies, with arrows at open ends. @param {Scene} scene @param {Placed} item @param {number} y */
function bars(scene, item, y) {
  const { mark } = item;
  const { event } = mark;
  const from = toPixels(scene.view, scene.width, mark.from);
  const to = toPixels(scene.view, scene.width, mark.to);
  const box = { y: y - BAR_PX / 2, height: BAR_PX };
  if (mark.extent === "day") {
    // A day closer in than the shape is wide: show how far it reaches, so that noon is not mistaken for the hour.
    return pixelsADay(scene.view, scene.width) > 24 ? [svg("rect", { ...box, x: from, width: to - from, class: "bar bar-day" })] : [];
  }
  /** @type {Record<string, string>} */
  const fill = mark.extent === "lasted" ? {} : { fill: `url(#hatch-${event.family})` };
  const known = svg("rect", { ...box, x: from, width: Math.max(to - from, 1), class: `bar bar-${mark.extent}`, ...fill });
  const drawn = [known];
  if (mark.openStart) drawn.push(openEnd(event.family, from, y, -1));
  if (mark.openEnd) drawn.push(openEnd(event.family, to, y, 1));
  return drawn;
}

/** @param {string} family @param {number} x px of the known end @param {number} y @param {1 | -1} way */
function openEnd(family, x, y, way) {
  const tip = x + way * FADE_PX;
  const fade = svg("rect", {
    x: Math.min(x, tip),
    y: y - BAR_PX / 2,
    width: FADE_PX,
    height: BAR_PX,
    fill: `url(#hatch-${family})`,
    mask: `url(#fade-${way < 0 ? "start" : "end"})`,
  });
  const arrow = svg("path", { d: `M${tip + way * -6},${y - 5} L${tip},${y} L${tip + way * -6},${y + 5}`, class: "bar-arrow" });
  return svg("g", { class: "bar-open" }, fade, arrow);
}

/** @param {import("./layout.js").Cluster} cluster @param {number} y @param {Scene} scene */
function drawCluster(cluster, y, scene) {
  const days = cluster.marks.flatMap((mark) => [mark.from, mark.to - 1]);
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const group = svg("g", { class: "cluster", "data-from": isoDay(from), "data-to": isoDay(to) });
  group.append(svg("rect", { x: cluster.x - 20, y: y - 10, width: 40, height: 20, rx: 10, class: "cluster-ground" }));
  group.append(svg("text", { x: cluster.x, y: y + 4, class: "cluster-label" }, `+${cluster.marks.length}`));
  group.append(svg("title", {}, `${cluster.marks.length} more: ${isoDay(from)} – ${isoDay(to)}. Zoom in to see them.`));
  return group;
}
