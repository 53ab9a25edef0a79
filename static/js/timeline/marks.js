/** From what is known about an event's date to what is drawn: never a day that nobody reported. */

import { dateOf } from "./days.js";

/** @typedef {import("./types.js").TimelineEvent} TimelineEvent */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").Zone} Zone */

const MINUTES_A_DAY = 1440;

/**
 * The mark of a dated event; null for one without a date.
 * An open end reaches no farther than the known one: the drawing lets it fade out from there.
 * @param {TimelineEvent} event @param {Zone} [zone]
 * @returns {Mark | null}
 * @example markOf({from: null, to: 19058, …}) // openStart, from: 19058, to: 19059
 */
export function markOf(event, zone = "own") {
  const known = event.from ?? event.to;
  if (known === null) return null;
  const moment = momentOf(event, zone);
  const first = moment ? Math.floor(moment.at) : (event.from ?? known);
  const last = moment ? first : (event.to ?? known);
  const openStart = event.from === null;
  const openEnd = event.to === null;
  const isDay = first === last && !openStart && !openEnd;
  const extent = isDay ? "day" : event.lasted ? "lasted" : "somewhere";
  const at = moment?.at ?? (isDay ? first + 0.5 : openStart ? last + 1 : first);
  return { event, from: first, to: last + 1, at, extent, openStart, openEnd };
}

/** @param {TimelineEvent[]} events @param {Zone} [zone] @returns {Mark[]} in the order given */
export function marksOf(events, zone) {
  return events.map((event) => markOf(event, zone)).filter((mark) => mark !== null);
}

/**
 * When an event of one known day and hour was, by the clock of a zone: `at` in days, `minutes` those of that day.
 * Null without an hour. An event without a zone of its own stands as reported on every clock.
 * @param {TimelineEvent} event @param {Zone} zone
 */
export function momentOf(event, zone) {
  if (!event.time || event.from === null || event.from !== event.to) return null;
  const [hours, minutes] = event.time.split(":").map(Number);
  const own = event.from * MINUTES_A_DAY + hours * 60 + minutes;
  const shown = own + shiftOf(event, own, zone);
  return { at: shown / MINUTES_A_DAY, minutes: shown - Math.floor(shown / MINUTES_A_DAY) * MINUTES_A_DAY };
}

/** Minutes from the event's clock to another one. @param {TimelineEvent} event @param {number} own @param {Zone} zone */
function shiftOf({ offset }, own, zone) {
  if (offset === null || zone === "own") return 0;
  const readers = zone === "reader" ? -dateOf((own - offset) / MINUTES_A_DAY).getTimezoneOffset() : 0;
  return readers - offset;
}

/** @param {TimelineEvent} event @param {Zone} zone "14:30", "12:30 UTC" or empty */
export function clockOf(event, zone) {
  const moment = momentOf(event, zone);
  if (!moment || zone === "own" || event.offset === null) return event.time;
  const digits = [Math.floor(moment.minutes / 60), moment.minutes % 60].map((part) => String(part).padStart(2, "0"));
  return digits.join(":") + (zone === "utc" ? " UTC" : " your time");
}

/** The date in words, on the clock of a zone. @param {TimelineEvent} event @param {Zone} zone @param {string} [locale] */
export function dateWords(event, zone, locale) {
  const moment = momentOf(event, zone);
  if (!moment || Math.floor(moment.at) === event.from) return event.date;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(dateOf(Math.floor(moment.at)));
}

const REALISATIONS = { planned: "planned", ongoing: "ongoing", did_not_happen: "did not happen", occurred: "" };

/** @param {TimelineEvent} event */
export const partyNames = (event) => event.parties.map((party) => party.name).join(", ");

/**
 * What a screen reader says: date, type, parties, title, and whatever must not be overlooked.
 * @param {TimelineEvent} event @param {Zone} [zone] @param {string} [locale]
 */
export function spoken(event, zone = "own", locale) {
  const notes = [REALISATIONS[event.realisation], event.disputed ? "reports differ" : ""].filter(Boolean).join(", ");
  return [[dateWords(event, zone, locale), clockOf(event, zone)].filter(Boolean).join(" "), event.type.label, partyNames(event), event.title, notes]
    .filter(Boolean)
    .join(". ");
}
