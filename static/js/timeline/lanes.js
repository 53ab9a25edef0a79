/** Which lanes there are and which marks stand in them. */

/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {{key: string, label: string, marks: Mark[]}} Lane */
/** @typedef {"none" | "type" | "actor"} LaneMode */

/** @type {LaneMode[]} */
export const LANE_MODES = ["none", "type", "actor"];
export const MOST_LANES = 8; // more would leave a lane no room for a label; the rest share one

/**
 * Lanes in the order of families, or of actors by number of events. With actors an event stands in the lane of each of
 * its parties, or of the state for which a party acted, once in each.
 * @param {Mark[]} marks @param {LaneMode} mode @param {{slug: string, label: string}[]} families
 * @returns {Lane[]}
 */
export function lanesOf(marks, mode, families) {
  if (mode === "type") return byFamily(marks, families);
  if (mode === "actor") return byActor(marks);
  return [{ key: "all", label: "", marks }];
}

/** @param {Mark[]} marks @param {{slug: string, label: string}[]} families @returns {Lane[]} */
function byFamily(marks, families) {
  return families
    .map(({ slug, label }) => ({ key: slug, label, marks: marks.filter((mark) => mark.event.family === slug) }))
    .filter((lane) => lane.marks.length > 0);
}

/** @param {Mark[]} marks @returns {Lane[]} */
function byActor(marks) {
  /** @type {Map<string, Lane>} */
  const found = new Map();
  /** @type {Mark[]} */
  const alone = [];
  for (const mark of marks) {
    if (mark.event.parties.length === 0) alone.push(mark);
    for (const party of mark.event.parties) {
      const lane = found.get(party.slug) ?? { key: party.slug, label: party.name, marks: [] };
      found.set(party.slug, lane);
      if (lane.marks.at(-1) !== mark) lane.marks.push(mark);
    }
  }
  const lanes = [...found.values()].sort((a, b) => b.marks.length - a.marks.length || a.label.localeCompare(b.label));
  const own = lanes.slice(0, lanes.length > MOST_LANES ? MOST_LANES - 1 : MOST_LANES);
  const others = new Set([...lanes.slice(own.length).flatMap((lane) => lane.marks), ...alone]);
  if (others.size) own.push({ key: "", label: "Others", marks: marks.filter((mark) => others.has(mark)) });
  return own;
}
