/** Civil days as whole numbers, so that no time zone can move an event: 0 is 1 January 1970. */

const MS_A_DAY = 86_400_000;

/**
 * @param {string} text an ISO day
 * @example dayNumber("1970-01-02") // 1
 */
export function dayNumber(text) {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC() reads the years 0 to 99 as 1900 to 1999
  return Math.round(date.getTime() / MS_A_DAY);
}

/** @param {number} day */
export function dateOf(day) {
  return new Date(day * MS_A_DAY);
}

/**
 * @param {number} day
 * @example isoDay(1) // "1970-01-02"
 */
export function isoDay(day) {
  const date = dateOf(Math.floor(day));
  const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-");
}

/** @param {Date} date */
export function dayOf(date) {
  return date.getTime() / MS_A_DAY;
}
