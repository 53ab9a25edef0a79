/** Events for tests, with a small generator whose numbers are the same in every run. */

import { isoDay } from "../../static/js/timeline/days.js";

/** @typedef {import("../../static/js/timeline/types.js").TimelineEvent} TimelineEvent */

/** @param {Partial<TimelineEvent>} [values] @returns {TimelineEvent} */
export function event(values = {}) {
  const id = values.id ?? "f29r4k0q3mqk";
  return {
    id,
    url: `/events/${id}/`,
    title: "Meets Putin at the Kremlin",
    earliest: "2022-03-05",
    latest: "2022-03-05",
    precision: "day",
    uncertain: false,
    approximate: false,
    lasted: false,
    date: "5 March 2022",
    time: "",
    type: "meeting",
    type_label: "Meeting",
    family: "talks",
    realisation: "occurred",
    disputed: false,
    importance: 3,
    parties: [{ slug: "naftali-bennett", name: "Naftali Bennett", state: "israel" }],
    place: "Kremlin",
    ...values,
  };
}

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

/** @param {number} count @param {number} seed @returns {TimelineEvent[]} in chronological order */
export function events(count, seed) {
  const next = random(seed);
  const people = ["Bennett", "Putin", "Zelenskyy", "Lapid", "Blinken", "Scholz", "Macron", "Erdogan", "Draghi", "Guterres"];
  const made = Array.from({ length: count }, (_unused, at) => {
    const first = 19000 + Math.floor(next() ** 2 * 400);
    const last = first + (next() < 0.3 ? Math.floor(next() * 40) : 0);
    const open = next();
    const parties = people.filter(() => next() < 0.2).map((name) => ({ slug: name.toLowerCase(), name, state: null }));
    return event({
      id: String(at).padStart(12, "0"),
      title: `Event ${at} ${"x".repeat(Math.floor(next() * 40))}`,
      earliest: open < 0.05 ? null : isoDay(first),
      latest: open > 0.95 ? null : isoDay(last),
      lasted: next() < 0.5,
      family: ["talks", "aid", "pressure", "other"][Math.floor(next() * 4)],
      importance: 1 + Math.floor(next() * 5),
      parties,
    });
  });
  return made.sort((a, b) => ((a.earliest ?? a.latest ?? "") < (b.earliest ?? b.latest ?? "") ? -1 : 1));
}
