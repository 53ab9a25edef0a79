/** From what is known about an event's date to what is drawn: never a day that nobody reported. */

import { dayNumber } from "./days.js";

/** @typedef {import("./types.js").TimelineEvent} TimelineEvent */
/** @typedef {import("./types.js").Mark} Mark */

/**
 * The mark of a dated event; null for one without a date.
 * An open end reaches no farther than the known one: the drawing lets it fade out from there.
 * @param {TimelineEvent} event
 * @returns {Mark | null}
 * @example markOf({earliest: null, latest: "2022-03-07", …}) // openStart, from = to - 1
 */
export function markOf(event) {
  const known = event.earliest ?? event.latest;
  if (!known) return null;
  const first = dayNumber(event.earliest ?? known);
  const last = dayNumber(event.latest ?? known);
  const openStart = event.earliest === null;
  const openEnd = event.latest === null;
  const isDay = first === last && !openStart && !openEnd;
  const extent = isDay ? "day" : event.lasted ? "lasted" : "somewhere";
  return { event, from: first, to: last + 1, extent, openStart, openEnd };
}

/** @param {TimelineEvent[]} events @returns {Mark[]} in the order given */
export function marksOf(events) {
  return events.map(markOf).filter((mark) => mark !== null);
}

/** Where the shape of a one-day event stands: at its hour if that is known, else in the middle of its day. @param {Mark} mark */
export function anchorDay(mark) {
  const [hours, minutes] = (mark.event.time || "12:00").split(":").map(Number);
  return mark.extent === "day" ? mark.from + (hours + minutes / 60) / 24 : (mark.from + mark.to) / 2;
}

const REALISATIONS = { planned: "planned", ongoing: "ongoing", did_not_happen: "did not happen", occurred: "" };

/**
 * What a screen reader says: date, type, parties, title, and whatever must not be overlooked.
 * @param {TimelineEvent} event
 */
export function spoken(event) {
  const parties = event.parties.map((party) => party.name).join(", ");
  const notes = [REALISATIONS[event.realisation], event.disputed ? "disputed" : ""].filter(Boolean).join(", ");
  return [event.date + (event.time ? ` ${event.time}` : ""), event.type_label, parties, event.title, notes]
    .filter(Boolean)
    .join(". ");
}
