/** How far a selection reaches, and on which stretch of it the timeline opens. */

import { dayNumber } from "./days.js";
import { fit } from "./scale.js";

/** @typedef {import("./types.js").Opening} Opening */
/** @typedef {import("./types.js").View} View */

const LONG_DAYS = 5 * 365.25; // beyond it a busy chronicle opens on its last stretch
const BUSY = 60; // events

/** @param {Pick<Opening, "span">} opening @param {number} today as a day number @returns {View} everything, with a margin */
export function wholeOf({ span }, today) {
  if (!span) return fit(today - 182, today + 182);
  return fit(dayNumber(span[0]), dayNumber(span[1]));
}

/** @param {Pick<Opening, "counts">} opening @param {View} whole @returns {View} */
export function openingView({ counts }, whole) {
  const isLong = whole.to - whole.from > LONG_DAYS && counts.total - counts.undated > BUSY;
  return isLong ? { from: whole.to - LONG_DAYS, to: whole.to } : whole;
}
