/** Which event the arrow keys lead to. Every dated event is reached, also those that share a “+N”. */

/** @typedef {import("./lanes.js").Lane} Lane */
/** @typedef {{lane: number, index: number}} Position */

/**
 * @param {Lane[]} lanes @param {Position | null} from null: nothing is focused yet
 * @param {"next" | "previous" | "first" | "last" | "up" | "down"} where
 * @returns {Position | null} null where there is nothing to go to
 * @example step(lanes, null, "next") // {lane: 0, index: 0}
 */
export function step(lanes, from, where) {
  if (lanes.every((lane) => lane.marks.length === 0)) return null;
  if (!from || where === "first") return { lane: 0, index: 0 };
  const last = lanes.length - 1;
  if (where === "last") return { lane: last, index: lanes[last].marks.length - 1 };
  if (where === "up" || where === "down") return acrossLanes(lanes, from, where === "up" ? -1 : 1);
  const index = from.index + (where === "next" ? 1 : -1);
  if (index >= 0 && index < lanes[from.lane].marks.length) return { lane: from.lane, index };
  const lane = from.lane + (where === "next" ? 1 : -1); // on into the next lane, so that one key reaches everything
  if (lane < 0 || lane > last) return from;
  return { lane, index: where === "next" ? 0 : lanes[lane].marks.length - 1 };
}

/** The event nearest in time in the lane above or below. @param {Lane[]} lanes @param {Position} from @param {number} by */
function acrossLanes(lanes, from, by) {
  const lane = from.lane + by;
  if (lane < 0 || lane >= lanes.length) return from;
  const day = lanes[from.lane].marks[from.index].from;
  const gaps = lanes[lane].marks.map((mark) => Math.abs(mark.from - day));
  return { lane, index: gaps.indexOf(Math.min(...gaps)) };
}

/** @param {Lane[]} lanes @param {string} id @returns {Position | null} */
export function find(lanes, id) {
  for (const [lane, { marks }] of lanes.entries()) {
    const index = marks.findIndex((mark) => mark.event.id === id);
    if (index >= 0) return { lane, index };
  }
  return null;
}
