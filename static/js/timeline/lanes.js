/** Which lanes there are and which marks and counts stand in them. The same keys as timeline/strip/lanes.py. */

/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").TimelineEvent} TimelineEvent */
/** @typedef {import("./tiles.js").BinnedLane} BinnedLane */
/** @typedef {import("./tiles.js").Gathered} Gathered */
/** @typedef {{key: string, label: string}} Heading */
/** @typedef {{family: string, bins: import("./types.js").Bin[]}} Layer */
/**
 * @typedef {object} Lane
 * @property {string} key empty: whatever stands in no other lane
 * @property {string} label
 * @property {Mark[]} marks in order of time
 * @property {Mark[]} ranked the same, the most important first
 * @property {Layer[]} layers counts where events are too many; with a family, in its colour
 */
/** @typedef {"none" | "type" | "actor" | "dyad" | "country" | "place" | "outlet"} LaneMode */

/** @type {Record<LaneMode, (event: TimelineEvent) => Heading[]>} */
const KEYS = {
  none: () => [{ key: "all", label: "" }],
  type: (event) => [{ key: event.type.family, label: "" }],
  actor: (event) => event.parties.map(heading),
  dyad: dyads,
  country: (event) => event.places.filter((place) => place.country).map((place) => ({ key: place.country, label: place.countryName })),
  place: (event) => event.places.map(heading),
  outlet: (event) => event.outlets.map(heading),
};

export const LANE_MODES = /** @type {LaneMode[]} */ (Object.keys(KEYS));
export const MOST_LANES = 12; // as many as timeline/filters/looking.py lets be chosen
export const OTHERS = "";

/** @param {import("./types.js").Named} named @returns {Heading} */
function heading({ slug, name }) {
  return { key: slug, label: name };
}

/** Each pair of parties; who acts for a state counts as that state. @param {TimelineEvent} event @returns {Heading[]} */
function dyads(event) {
  const sides = new Map(event.parties.map((party) => party.state ?? party).map((side) => [side.slug, side]));
  const sorted = [...sides.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return sorted.flatMap((a, at) => sorted.slice(at + 1).map((b) => ({ key: `${a.slug}~${b.slug}`, label: `${a.name} – ${b.name}` })));
}

/**
 * The lanes of one mode, the fullest first: at most `MOST_LANES`, counted in marks and bins.
 * @param {TimelineEvent[]} events @param {BinnedLane[]} binned @param {LaneMode} mode
 * @returns {(Heading & {count: number})[]}
 */
export function headings(events, binned, mode) {
  /** @type {Map<string, Heading & {count: number}>} */
  const found = new Map();
  /** @param {Heading} head @param {number} by */
  const count = (head, by) => {
    const known = found.get(head.key) ?? { ...head, count: 0 };
    known.count += by;
    found.set(head.key, known);
  };
  for (const { key, label, bins } of binned) if (key !== OTHERS) count({ key, label }, bins.reduce((sum, bin) => sum + bin.count, 0));
  for (const event of events) for (const head of unique(KEYS[mode](event))) count(head, 1);
  return [...found.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** @param {Heading[]} heads */
function unique(heads) {
  return heads.length < 2 ? heads : [...new Map(heads.map((head) => [head.key, head])).values()];
}

/**
 * Marks and counts in their lanes: a mark in each lane that one of its keys names, or else in the last one, “others”.
 * Lanes that hold nothing here keep their place, so that the picture stands still; “others” only stands where it is used.
 * @param {Mark[]} marks @param {BinnedLane[]} binned @param {LaneMode} mode @param {Heading[]} heads
 * @returns {Lane[]}
 */
export function lanesOf(marks, binned, mode, heads) {
  const lanes = new Map([...heads, { key: OTHERS, label: "Others" }].map((head) => [head.key, lane(head)]));
  for (const mark of marks) {
    const own = new Set(KEYS[mode](mark.event).map(({ key }) => lanes.get(key)).filter((found) => found !== undefined));
    for (const found of own.size ? own : [lanes.get(OTHERS)]) found?.marks.push(mark);
  }
  for (const { key, bins } of binned) {
    const isFamily = mode === "none" || mode === "type";
    const target = mode === "none" ? lanes.get("all") : (lanes.get(key) ?? lanes.get(OTHERS));
    if (bins.length) target?.layers.push({ family: isFamily ? key : "", bins });
  }
  const others = lanes.get(OTHERS);
  if (others && !others.marks.length && !others.layers.length) lanes.delete(OTHERS);
  for (const found of lanes.values()) found.ranked = ranked(found.marks);
  return [...lanes.values()];
}

/** @param {Heading} head @returns {Lane} */
function lane(head) {
  return { ...head, marks: [], ranked: [], layers: [] };
}

/** @param {Mark[]} marks */
function ranked(marks) {
  return [...marks].sort((a, b) => b.event.importance - a.event.importance || a.from - b.from || (a.event.id < b.event.id ? -1 : 1));
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
