/** From the columns of an answer to events. */

/** @typedef {import("./types.js").TimelineEvent} TimelineEvent */
/** @typedef {import("./types.js").Table} Table */

/** @param {string[]} row @returns {import("./types.js").Named} */
const named = ([slug, name]) => ({ slug, name });

/** @param {Table} table @returns {TimelineEvent[]} in the order given */
export function eventsOf({ events, names }) {
  const types = names.types.map(([slug, label, family]) => ({ slug, label, family }));
  const actors = names.actors.map(named);
  const places = names.places.map(([slug, name, country, countryName]) => ({ slug, name, country: country ?? "", countryName: countryName ?? "" }));
  const outlets = names.outlets.map(named);
  const untyped = { slug: "", label: "", family: "other" };
  return events.id.map((id, at) => {
    const type = types[events.type[at]] ?? untyped;
    return {
      id,
      title: events.title[at] || type.label,
      from: events.from[at],
      to: events.to[at],
      date: events.date[at],
      time: events.time[at],
      offset: events.offset[at],
      type,
      lasted: events.lasted[at],
      uncertain: events.uncertain[at],
      approximate: events.approximate[at],
      realisation: events.realisation[at],
      disputed: events.disputed[at],
      importance: events.importance[at],
      parties: events.parties[at].map((/** @type {[number, number | null]} */ [who, state]) => ({ ...actors[who], state: state === null ? null : actors[state] })),
      places: events.places[at].map((/** @type {number} */ place) => places[place]),
      outlets: events.outlets[at].map((/** @type {number} */ outlet) => outlets[outlet]),
    };
  });
}

/** @param {{id: string}} event */
export const addressOf = (event) => `/events/${event.id}/`;
