/** The part of the page's address that the timeline keeps: lanes in the query, the selected event behind the #. */

import { LANE_MODES } from "./lanes.js";

/** @typedef {import("./lanes.js").LaneMode} LaneMode */

/** @param {string} href @returns {{lanes: LaneMode, event: string}} */
export function readAddress(href) {
  const url = new URL(href);
  const lanes = /** @type {LaneMode} */ (url.searchParams.get("lanes"));
  const event = url.hash.startsWith("#event-") ? url.hash.slice(7) : "";
  return { lanes: LANE_MODES.includes(lanes) ? lanes : "none", event: /^[0-9a-z]{12}$/.test(event) ? event : "" };
}

/**
 * @param {string} href @param {{lanes: LaneMode, event: string}} state
 * @example writeAddress("https://x.example/?q=a", {lanes: "type", event: ""}) // "https://x.example/?q=a&lanes=type"
 */
export function writeAddress(href, { lanes, event }) {
  const url = new URL(href);
  if (lanes === "none") url.searchParams.delete("lanes");
  else url.searchParams.set("lanes", lanes);
  url.hash = event ? `event-${event}` : "";
  return url.href;
}
