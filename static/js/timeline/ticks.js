/** The axis in two rows: the lower says the step, the upper always says the year. */

import { utcDay, utcHour, utcMinute, utcMonday, utcMonth, utcYear } from "d3-time";
import { dateOf, dayOf } from "./days.js";
import { pixelsADay, toPixels } from "./scale.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {{x: number, width: number, label: string}} Tick `x` and `width` in px; a label of the upper row may start left of 0 */
/** @typedef {Intl.DateTimeFormatOptions} Form */

const LEAST_PX = 52; // the widest label of the lower row, "30 Sept", with air around it
const LEAST_UPPER_PX = 44;
const UTC = "UTC";
const CLOCK = /** @type {Form} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/**
 * From fine to coarse. `days` is the usual length; `upper` the row above.
 * @type {{name: string, days: number, every: import("d3-time").TimeInterval, form: Form, upper: "day" | "month" | "year" | "century"}[]}
 */
const STEPS = [
  ...[5, 15, 30].map((minutes) => ({
    name: `${minutes} minutes`,
    days: minutes / 1440,
    every: /** @type {import("d3-time").TimeInterval} */ (utcMinute.every(minutes)),
    form: CLOCK,
    upper: /** @type {"day"} */ ("day"),
  })),
  ...[1, 3, 6].map((hours) => ({
    name: `${hours} hours`,
    days: hours / 24,
    every: utcHour.filter((d) => d.getUTCHours() % hours === 0),
    form: CLOCK,
    upper: /** @type {"day"} */ ("day"),
  })),
  { name: "day", days: 1, every: utcDay, form: { day: "numeric", weekday: "short" }, upper: "month" },
  { name: "2 days", days: 2, every: utcDay.filter((d) => d.getUTCDate() % 2 === 1 && d.getUTCDate() < 31), form: { day: "numeric" }, upper: "month" },
  { name: "week", days: 7, every: utcMonday, form: { day: "numeric" }, upper: "month" },
  { name: "month", days: 30.4, every: utcMonth, form: { month: "short" }, upper: "year" },
  { name: "quarter", days: 91.3, every: utcMonth.filter((d) => d.getUTCMonth() % 3 === 0), form: { month: "short" }, upper: "year" },
  { name: "year", days: 365.25, every: utcYear, form: { year: "numeric" }, upper: "century" },
  ...[2, 5, 10, 25, 50, 100, 250, 500, 1000].map((years) => ({
    name: `${years} years`,
    days: years * 365.25,
    every: /** @type {import("d3-time").TimeInterval} */ (utcYear.every(years)),
    form: /** @type {Form} */ ({ year: "numeric" }),
    upper: /** @type {"century"} */ ("century"),
  })),
];

/** @type {Record<string, {every: import("d3-time").TimeInterval | null, form: Form}>} */
const UPPER = {
  day: { every: utcDay, form: { weekday: "short", day: "numeric", month: "long", year: "numeric" } },
  month: { every: utcMonth, form: { month: "long", year: "numeric" } },
  year: { every: utcYear, form: { year: "numeric" } },
  century: { every: null, form: {} }, // the lower row holds the years itself
};

/** @param {View} view @param {number} width px */
export function stepFor(view, width) {
  const scale = pixelsADay(view, width);
  return STEPS.find((step) => step.days * scale >= LEAST_PX) ?? STEPS[STEPS.length - 1];
}

/**
 * @param {View} view @param {number} width px @param {string} [locale]
 * @returns {{lower: Tick[], upper: Tick[]}}
 * @example ticks({from: 19056, to: 19063}, 800, "en-GB").upper[0].label // "March 2022"
 */
export function ticks(view, width, locale) {
  const step = stepFor(view, width);
  const lower = row(view, width, step.every, step.form, locale);
  const above = UPPER[step.upper];
  const upper = above.every ? row(view, width, above.every, above.form, locale) : [];
  return { lower, upper: roomy(upper, width) };
}

/**
 * @param {View} view @param {number} width @param {import("d3-time").TimeInterval} every @param {Form} form @param {string | undefined} locale
 * @returns {Tick[]}
 */
function row(view, width, every, form, locale) {
  const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: UTC });
  const first = every.floor(dateOf(view.from));
  const dates = [...every.range(first, dateOf(view.to)), every.ceil(dateOf(view.to))];
  const edges = dates.map((date) => toPixels(view, width, dayOf(date)));
  return dates.slice(0, -1).map((date, at) => ({ x: edges[at], width: edges[at + 1] - edges[at], label: format.format(date) }));
}

/**
 * Upper labels whose visible part is too narrow to hold them lose their text, unless no other says where we are.
 * @param {Tick[]} found @param {number} width
 * @returns {Tick[]}
 */
function roomy(found, width) {
  const visible = (/** @type {Tick} */ t) => Math.min(t.x + t.width, width) - Math.max(t.x, 0);
  const widest = Math.max(...found.map(visible), 0);
  return found.map((t) => (visible(t) >= Math.min(LEAST_UPPER_PX * 2, widest) ? t : { ...t, label: "" }));
}
