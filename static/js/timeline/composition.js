/**
 * From tiles to a picture that is ready to be drawn: which lanes, how high, and where each mark goes. Whatever has not
 * changed since the last frame is taken over, so that moving sideways costs next to nothing.
 */

import { MOST_LANES, headings, lanesOf, shareRows } from "./lanes.js";
import { layOut } from "./layout.js";
import { marksOf } from "./marks.js";
import { ROW_PX } from "./marks_scene.js";
import { QUIET_PX, gapsOf } from "./quiet_scene.js";
import { pixelsADay } from "./scale.js";
import { AXIS_PX, HEADER_PX, fixedHeight, slotsOf } from "./scene.js";

/** @typedef {import("./lanes.js").Lane} Lane */
/** @typedef {import("./lanes.js").LaneMode} LaneMode */
/** @typedef {import("./types.js").View} View */
/** @typedef {ReturnType<typeof import("./tiles.js").tileStore>} Store */
/** @typedef {{key: string, label: string, count: number}} Head */
/** @typedef {{mode: LaneMode, chosen: string[], zone: import("./types.js").Zone, expanded: string | null}} Look `expanded`: key of the lane that has most of the height */
/** @typedef {{store: Store, families: {slug: string, label: string}[], whole: View}} Data */
/** @typedef {{width: number, height: number}} Room px */

const FEW = 500; // marks that are laid out all at once; of more, those around the view
const MOST_ROWS = 16;
const FEW_ROWS = 3;
const LEAST_LANES = 3;
const LANE_PX = HEADER_PX + 6; // of a lane beside its rows

/** @param {import("./layout.js").Widths} widths */
export function composer(widths) {
  /** @type {Map<string, {of: unknown[], value: any}>} */
  const kept = new Map();

  /**
   * The last value of that name as long as it is made of the same things.
   * @template T
   * @param {string} name @param {unknown[]} of @param {() => T} make @returns {T}
   */
  function same(name, of, make) {
    const last = kept.get(name);
    if (last && last.of.length === of.length && last.of.every((part, at) => part === of[at])) return last.value;
    const value = make();
    kept.set(name, { of, value });
    return value;
  }

  /** @param {Data} data @param {Look} look @param {View} view @param {Room} room @param {string} pinned */
  function compose(data, look, view, room, pinned) {
    const gathered = data.store.gather(view);
    const all = same("heads", [data, look.mode], () => headsOf(data, look.mode));
    const heads = same("chosen", [all, look.chosen, room.height], () => chosenOf(data, all, look, room));
    const marks = same("marks", [gathered, look.zone], () => marksOf(gathered.events, look.zone));
    const lanes = same("lanes", [marks, gathered, heads], () => lanesOf(marks, gathered.lanes, look.mode, heads));
    const rows = same("rows", [lanes, room.width, room.height, look.expanded], () => rowsOf(data, lanes, look, room, widths));
    const slots = same("slots", [lanes, rows], () => slotsOf(lanes, rows));
    const gaps = same("gaps", [marks, gathered], () => (gathered.lanes.length || gathered.missing.length ? [] : gapsOf(marks)));
    const scale = pixelsADay(view, room.width);
    const stretch = marks.length > FEW ? Math.floor(view.from / (view.to - view.from)) : null;
    const layouts = same("layouts", [slots, scale, stretch, pinned], () => {
      const near = stretch === null ? null : { from: (stretch - 0.5) * (view.to - view.from), to: (stretch + 2.5) * (view.to - view.from) };
      const ruler = rulerOf(data.whole, scale);
      return slots.map((slot) => layOut(within(slot.lane.ranked, near), ruler, slot.rows, widths, { pinned, counted: gathered.sampled }));
    });
    return { gathered, all, heads, lanes, slots, layouts, gaps, marks, origin: data.whole.from };
  }

  return { compose };
}

/** @param {View} whole @param {number} scale */
function rulerOf(whole, scale) {
  return { origin: whole.from, scale, end: (whole.to - whole.from) * scale };
}

/** @param {import("./types.js").Mark[]} marks @param {View | null} near */
function within(marks, near) {
  return near ? marks.filter((mark) => (mark.to > near.from || mark.openEnd) && (mark.from < near.to || mark.openStart)) : marks;
}

/** All lanes that there could be, with how much of the whole selection stands in them. @param {Data} data @param {LaneMode} mode @returns {Head[]} */
export function headsOf({ store, families }, mode) {
  const events = store.base.flatMap((tile) => (tile.lanes ? [] : tile.events));
  const binned = store.base.flatMap((tile) => tile.lanes ?? []);
  if (mode === "none") return [{ key: "all", label: "", count: events.length }];
  const found = headings(events, binned, mode);
  if (mode !== "type") return found;
  const counts = new Map(found.map((head) => [head.key, head.count]));
  return families.filter(({ slug }) => counts.has(slug)).map(({ slug, label }) => ({ key: slug, label, count: counts.get(slug) ?? 0 }));
}

/**
 * The chosen lanes; or the fullest ones, no more than have a few rows each.
 * @param {Data} data @param {Head[]} all @param {Look} look @param {Room} room
 */
function chosenOf({ store }, all, { chosen, mode }, { height }) {
  if (mode === "none" || mode === "type") return all;
  const known = new Map(all.map((head) => [head.key, head]));
  if (chosen.length) return chosen.flatMap((key) => known.get(key) ?? []);
  let left = height - AXIS_PX - QUIET_PX;
  const others = LANE_PX + 2 * ROW_PX;
  const fitting = all.findIndex(({ count }, at) => {
    left -= LANE_PX + (store.isWhole ? Math.min(count, FEW_ROWS) : 2) * ROW_PX;
    return left < (at < all.length - 1 ? others : 0);
  });
  return all.slice(0, Math.min(fitting < 0 ? all.length : Math.max(fitting, LEAST_LANES), MOST_LANES));
}

/**
 * As many rows as each lane needs where everything is shown; where not all events are here, an equal share, so that the
 * picture keeps its height.
 * @param {Data} data @param {Lane[]} lanes @param {Look} look @param {Room} room @param {import("./layout.js").Widths} widths
 */
function rowsOf(data, lanes, look, room, widths) {
  const total = Math.max(Math.floor((room.height - fixedHeight(lanes)) / ROW_PX), lanes.length);
  const most = Math.min(Math.max(total - lanes.length + 1, 1), MOST_ROWS);
  const ruler = rulerOf(data.whole, pixelsADay(data.whole, room.width));
  const needs = lanes.map((lane) => (data.store.isWhole ? needed(lane, ruler, most, widths) : MOST_ROWS));
  const isOpen = (/** @type {number} */ at) => lanes[at].key === look.expanded;
  if (lanes.some((_lane, at) => isOpen(at))) {
    return lanes.map((_lane, at) => (isOpen(at) ? Math.max(most, Math.min(needs[at], MOST_ROWS)) : 1));
  }
  return shareRows(needs, total, Math.min(Math.max(Math.floor(total / lanes.length), 1), FEW_ROWS));
}

/** @param {Lane} lane @param {import("./layout.js").Ruler} ruler @param {number} most @param {import("./layout.js").Widths} widths */
function needed(lane, ruler, most, widths) {
  const { placed, clusters } = layOut(lane.ranked, ruler, most, widths);
  return Math.max(1, ...placed.map((box) => box.row + 1), ...clusters.map((cluster) => cluster.row + 1));
}
