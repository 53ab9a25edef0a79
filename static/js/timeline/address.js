/** The part of the page's address that says how a selection is looked at: as timeline/filters/looking.py reads it. */

import { dayNumber, isoDay } from "./days.js";
import { LANE_MODES, MOST_LANES } from "./lanes.js";

/** @typedef {import("./lanes.js").LaneMode} LaneMode */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Zone} Zone */
/** @typedef {{lanes: LaneMode, lane: string[], zone: Zone, view: View | null, event: string}} Address `view` null: as the timeline opens */

export const LOOKS = ["lanes", "lane", "view", "zone"];
const ZONES = ["own", "reader", "utc"];
const [FIRST_DAY, LAST_DAY] = [dayNumber("0001-01-01"), dayNumber("9999-12-31")];
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d))?$/;

/** @param {string} href @returns {Address} */
export function readAddress(href) {
  const url = new URL(href);
  const lanes = /** @type {LaneMode} */ (url.searchParams.get("lanes"));
  const zone = /** @type {Zone} */ (url.searchParams.get("zone"));
  const event = url.hash.startsWith("#event-") ? url.hash.slice(7) : "";
  return {
    lanes: LANE_MODES.includes(lanes) ? lanes : "none",
    lane: (url.searchParams.get("lane") ?? "").split(",").filter(Boolean).slice(0, MOST_LANES),
    zone: ZONES.includes(zone) ? zone : "own",
    view: readView(url.searchParams.get("view") ?? ""),
    event: /^[0-9a-z]{12}$/.test(event) ? event : "",
  };
}

/**
 * @param {string} href @param {Address} state
 * @example writeAddress("https://x.example/?q=a", {lanes: "type", …}) // "https://x.example/?q=a&lanes=type"
 */
export function writeAddress(href, { lanes, lane, zone, view, event }) {
  const url = new URL(href);
  const values = { lanes: lanes === "none" ? "" : lanes, lane: lane.join(","), zone: zone === "own" ? "" : zone, view: view ? writeView(view) : "" };
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.search = readable(url.search);
  url.hash = event ? `event-${event}` : "";
  return url.href;
}

/** Read by people: these signs may stand in a query as they are. @param {string} search */
export function readable(search) {
  return search.replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%7E", "~");
}

/** @param {string} text @returns {View | null} */
function readView(text) {
  const [from, to] = text.split("/").map(readMoment);
  return from !== undefined && to !== undefined && from < to ? { from, to } : null;
}

/** @param {string} text @returns {number} NaN: none */
function readMoment(text) {
  const match = MOMENT.exec(text);
  return match ? dayNumber(match[1]) + (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)) / 1440 : NaN;
}

/** To the minute where that can be seen, else to the day; empty outside the years 1 to 9999. @param {View} view */
export function writeView(view) {
  if (view.from < FIRST_DAY || view.to > LAST_DAY) return "";
  const isClose = view.to - view.from < 8;
  const moment = (/** @type {number} */ day) => {
    const minutes = Math.round((day - Math.floor(day)) * 1440) % 1440;
    return isoDay(day) + (isClose && minutes ? `T${[Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":")}` : "");
  };
  return isClose ? `${moment(view.from)}/${moment(view.to)}` : `${isoDay(Math.round(view.from))}/${isoDay(Math.round(view.to))}`;
}
