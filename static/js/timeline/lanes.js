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

/**
 * Rows for each lane: what it needs where there is enough for all, else an equal share, and what one does not need goes
 * to the others.
 * @param {number[]} needs @param {number} total @param {number} least for a lane that needs as many
 * @returns {number[]}
 * @example shareRows([6, 1, 9], 10, 2) // [5, 1, 4]
 */
export function shareRows(needs, total, least) {
  const rows = needs.map((need) => Math.min(need, least));
  let left = total - rows.reduce((sum, own) => sum + own, 0);
  while (left > 0 && rows.some((own, at) => own < needs[at])) {
    for (const [at, need] of needs.entries()) {
      if (left > 0 && rows[at] < need) {
        rows[at] += 1;
        left -= 1;
      }
    }
  }
  return rows;
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
