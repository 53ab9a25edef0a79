/** Events for tests, with a small generator whose numbers are the same in every run. */

/** @typedef {import("../../static/js/timeline/types.js").TimelineEvent} TimelineEvent */

const SAT = 19056; // 5 March 2022

/** @param {Partial<TimelineEvent>} [values] @returns {TimelineEvent} */
export function event(values = {}) {
  return {
    id: "f29r4k0q3mqk",
    title: "Meets Putin at the Kremlin",
    from: SAT,
    to: SAT,
    date: "5 March 2022",
    time: "",
    offset: null,
    type: { slug: "meeting", label: "Meeting", family: "talks" },
    lasted: false,
    uncertain: false,
    approximate: false,
    realisation: "occurred",
    disputed: false,
    importance: 3,
    parties: [person("Naftali Bennett", "Israel")],
    places: [{ slug: "kremlin", name: "Kremlin", country: "RU", countryName: "Russia" }],
    outlets: [],
    ...values,
  };
}

/** @param {string} name */
const named = (name) => ({ slug: name.toLowerCase().replaceAll(" ", "-"), name });

/** @param {string} name @param {string} [state] for which they act */
export const person = (name, state) => ({ ...named(name), state: state ? named(state) : null });

/** Labels of seven pixels a character; details of 40. */
export const widths = {
  label: (/** @type {import("../../static/js/timeline/types.js").Mark} */ mark) => mark.event.title.length * 7,
  detail: () => 40,
};

/** mulberry32 @param {number} seed */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PEOPLE = ["Bennett", "Putin", "Zelenskyy", "Lapid", "Blinken", "Scholz", "Macron", "Erdogan", "Draghi", "Guterres", "Herzog", "Duda", "Xi", "Modi", "Sunak"];

/** @param {number} count @param {number} seed @returns {TimelineEvent[]} in chronological order */
export function events(count, seed) {
  const next = random(seed);
  const made = Array.from({ length: count }, (_unused, at) => {
    const first = 19000 + Math.floor(next() ** 2 * 400);
    const last = first + (next() < 0.3 ? Math.floor(next() * 40) : 0);
    const open = next();
    return event({
      id: String(at).padStart(12, "0"),
      title: `Event ${at} ${"x".repeat(Math.floor(next() * 40))}`,
      from: open < 0.05 ? null : first,
      to: open > 0.95 ? null : last,
      time: next() < 0.1 ? "14:30" : "",
      lasted: next() < 0.5,
      type: { slug: "x", label: "X", family: ["talks", "aid", "pressure", "other"][Math.floor(next() * 4)] },
      importance: 1 + Math.floor(next() * 5),
      parties: PEOPLE.filter(() => next() < 0.2).map((name) => person(name)),
    });
  });
  return made.sort((a, b) => dayOf(a) - dayOf(b));
}

/** @param {TimelineEvent} event */
export const dayOf = ({ from, to }) => from ?? to ?? 0;
