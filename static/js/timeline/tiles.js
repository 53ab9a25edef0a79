/**
 * The tree of time tiles: which ones a view needs, and what those that have arrived hold for it. Pure: whoever calls
 * fetches what is missing and adds it. The tree is that of timeline/strip/tiles.py.
 */

import { eventsOf } from "./columns.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Opening} Opening */
/** @typedef {import("./types.js").TimelineEvent} TimelineEvent */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Bin} Bin */
/** @typedef {{level: number, index: number}} Tile */
/** @typedef {{key: string, label: string, bins: Bin[]}} BinnedLane */
/** @typedef {Tile & View & {events: TimelineEvent[], reaching: TimelineEvent[], lanes: BinnedLane[] | null}} Loaded `lanes`: only in a summary */
/**
 * @typedef {object} Gathered
 * @property {string} key the same as long as nothing else would be drawn
 * @property {TimelineEvent[]} events in order of time
 * @property {Set<string>} sampled ids of events that are here as examples: bins count them too, of this stretch or of one before
 * @property {BinnedLane[]} lanes counts of the stretches whose events are too many
 * @property {Tile[]} missing
 */

const DAY_LEVEL = 22; // here a tile is one day
const EPOCH = 719_163; // the ordinal of 1 January 1970, where 1 is 1 January of the year 1
const BIN_BITS = 7;
const DEEPEST = 36; // a tile of five seconds

/**
 * @param {Tile} tile
 * @returns {View}
 * @example daysOf({level: 22, index: 719163}) // {from: 0, to: 1}
 */
export function daysOf({ level, index }) {
  const days = 2 ** (DAY_LEVEL - level);
  return { from: index * days - EPOCH, to: (index + 1) * days - EPOCH };
}

/** The level whose tiles are as long as the view or up to half as long: two or three of them hold it. @param {View} view */
export function levelFor(view) {
  return Math.min(Math.max(DAY_LEVEL - Math.floor(Math.log2(view.to - view.from)), 0), DEEPEST);
}

/** The tiles of one level that touch the view. @param {View} view @param {number} level @returns {Tile[]} */
export function touching(view, level) {
  const days = 2 ** (DAY_LEVEL - level);
  const first = Math.max(Math.floor((view.from + EPOCH) / days), 0);
  const last = Math.min(Math.ceil((view.to + EPOCH) / days) - 1, 2 ** level - 1);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_unused, at) => ({ level, index: first + at }));
}

/** @param {Tile} tile */
export const nameOf = ({ level, index }) => `${level}/${index}`;

/** @param {Opening} opening */
export function tileStore(opening) {
  /** @type {Map<string, Loaded>} */
  const loaded = new Map();
  let last = /** @type {Gathered | null} */ (null);
  /** @type {Loaded[]} */
  const base = opening.tiles.map((tile) => add(tile));
  const baseLevel = Math.max(0, ...base.map((tile) => tile.level));

  /** @param {Answer} answer */
  function add(answer) {
    const [level, index] = answer.tile;
    const tile = { level, index };
    const found = { ...tile, ...daysOf(tile), events: eventsOf(answer), reaching: eventsOf(answer.reaching), lanes: lanesIn(answer) };
    loaded.set(nameOf(tile), found);
    last = null;
    return found;
  }

  /** From a tile up to the base: the first one of which `fits` is true. @param {Tile} tile @param {(found: Loaded) => boolean} fits */
  function upwards({ level, index }, fits) {
    for (let up = 0; up <= level - baseLevel; up += 1) {
      const found = loaded.get(nameOf({ level: level - up, index: Math.floor(index / 2 ** up) }));
      if (found && fits(found)) return found;
    }
    return null;
  }

  /** @param {View} view @returns {Gathered} */
  function gather(view) {
    const level = Math.max(levelFor(view), baseLevel);
    const wanted = touching(view, level).filter((tile) => upwards(tile, () => true));
    const key = `${loaded.size}:${level}:${wanted[0]?.index}:${wanted.length}`;
    if (last?.key === key) return last;
    /** @type {Map<Loaded, View[]>} of a summary, the stretches for which it stands */
    const used = new Map();
    const missing = [];
    for (const tile of wanted) {
      const whole = upwards(tile, (found) => !found.lanes);
      const own = whole ?? loaded.get(nameOf(tile));
      if (!own) missing.push(tile);
      const found = own ?? upwards(tile, () => true);
      if (found) used.set(found, [...(used.get(found) ?? []), daysOf(tile)]);
    }
    last = { key, missing, ...merged(used) };
    return last;
  }

  return {
    add,
    gather,
    base,
    /** Whether everything is here already, event by event. */
    isWhole: base.every((tile) => !tile.lanes),
    has: (/** @type {Tile} */ tile) => upwards(tile, (found) => !found.lanes) !== null || loaded.has(nameOf(tile)) || !upwards(tile, () => true),
  };
}

/** @param {Answer} answer @returns {BinnedLane[] | null} */
function lanesIn({ tile: [level, index], kind, lanes }) {
  if (kind === "events") return null;
  const { from, to } = daysOf({ level, index });
  const days = (to - from) / 2 ** Math.max(0, Math.min(BIN_BITS, DAY_LEVEL - level));
  return (lanes ?? []).map(({ key, label, bins }) => ({
    key,
    label,
    bins: bins.map(([number, count]) => ({ from: from + number * days, to: from + (number + 1) * days, count })),
  }));
}

/** @param {Map<Loaded, View[]>} used */
function merged(used) {
  /** @type {Map<string, TimelineEvent>} */
  const events = new Map();
  /** @type {Set<string>} */
  const told = new Set();
  /** @type {Map<string, BinnedLane>} */
  const lanes = new Map();
  for (const [tile, stretches] of used) {
    for (const event of [...tile.reaching, ...tile.events]) events.set(event.id, event);
    if (!tile.lanes) for (const event of [...tile.reaching, ...tile.events]) told.add(event.id);
    if (!tile.lanes) continue;
    for (const { key, label, bins } of tile.lanes) {
      const lane = lanes.get(key) ?? { key, label, bins: [] };
      lanes.set(key, lane);
      lane.bins.push(...bins.filter((bin) => stretches.some((stretch) => bin.from < stretch.to && bin.to > stretch.from)));
    }
  }
  const day = (/** @type {TimelineEvent} */ event) => event.from ?? event.to ?? 0;
  const sampled = new Set([...events.keys()].filter((id) => !told.has(id)));
  return { events: [...events.values()].sort((a, b) => day(a) - day(b)), sampled, lanes: [...lanes.values()] };
}
