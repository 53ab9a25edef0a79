/** Which event the arrow keys lead to. Every dated event is reached, also those that share a “+N”. */

/** @typedef {{marks: import("./types.js").Mark[], key: string}} Row a lane */
/** @typedef {{lane: number, index: number}} Position */
/** @typedef {"next" | "previous" | "first" | "last" | "up" | "down"} Step */

/**
 * @param {Row[]} lanes @param {Position | null} from null: nothing is focused yet
 * @param {Step} where
 * @returns {Position | null} null where there is nothing to go to
 * @example step(lanes, null, "next") // {lane: 0, index: 0}
 */
export function step(lanes, from, where) {
  const filled = lanes.flatMap((lane, at) => (lane.marks.length ? [at] : []));
  if (!filled.length) return null;
  if (where === "last") return end(lanes, filled[filled.length - 1]);
  if (!from || where === "first") return { lane: filled[0], index: 0 };
  if (where === "up" || where === "down") return acrossLanes(lanes, filled, from, where === "up" ? -1 : 1);
  const by = where === "next" ? 1 : -1;
  const index = from.index + by;
  if (index >= 0 && index < lanes[from.lane].marks.length) return { lane: from.lane, index };
  const lane = filled[filled.indexOf(from.lane) + by]; // on into the next lane, so that one key reaches everything
  if (lane === undefined) return from;
  return by > 0 ? { lane, index: 0 } : end(lanes, lane);
}

/** @param {Row[]} lanes @param {number} lane */
const end = (lanes, lane) => ({ lane, index: lanes[lane].marks.length - 1 });

/** The event nearest in time in the lane above or below. @param {Row[]} lanes @param {number[]} filled @param {Position} from @param {number} by */
function acrossLanes(lanes, filled, from, by) {
  const lane = filled[filled.indexOf(from.lane) + by];
  if (lane === undefined) return from;
  const day = lanes[from.lane].marks[from.index].from;
  const gaps = lanes[lane].marks.map((mark) => Math.abs(mark.from - day));
  return { lane, index: gaps.indexOf(Math.min(...gaps)) };
}

/** Where an event stands; in the lane of that key if it stands there. @param {Row[]} lanes @param {string} id @param {string} [key] @returns {Position | null} */
export function find(lanes, id, key) {
  const found = lanes.flatMap((lane, at) => {
    const index = lane.marks.findIndex((mark) => mark.event.id === id);
    return index < 0 ? [] : [{ lane: at, index }];
  });
  return found.find((position) => lanes[position.lane].key === key) ?? found[0] ?? null;
}
