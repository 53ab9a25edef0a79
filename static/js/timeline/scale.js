/** From days to pixels and back. Views are plain values; every function returns a new one. */

/** @typedef {import("./types.js").View} View */

export const LEAST_DAYS = 1 / 12; // two hours, with minutes on the axis
export const MOST_DAYS = 366 * 4000;
const MARGIN = 0.04; // of the span, so that the first and last mark do not stick to the edge

/** @param {View} view @param {number} width px */
export function pixelsADay(view, width) {
  return width / (view.to - view.from);
}

/** @param {View} view @param {number} width px @param {number} day */
export function toPixels(view, width, day) {
  return (day - view.from) * pixelsADay(view, width);
}

/** @param {View} view @param {number} width px @param {number} px */
export function toDay(view, width, px) {
  return view.from + px / pixelsADay(view, width);
}

/**
 * The view that shows all days of a span, with a margin.
 * @param {number} first @param {number} last both included
 * @returns {View}
 */
export function fit(first, last) {
  const days = last + 1 - first;
  const margin = Math.max(days * MARGIN, 0.5);
  return { from: first - margin, to: last + 1 + margin };
}

/**
 * Closer (factor < 1) or farther around a day, which stays where it is on the screen.
 * @param {View} view @param {number} factor @param {number} day
 * @returns {View}
 */
export function zoomed(view, factor, day) {
  const days = view.to - view.from;
  const wanted = Math.min(Math.max(days * factor, LEAST_DAYS), MOST_DAYS);
  const share = (day - view.from) / days;
  return { from: day - wanted * share, to: day + wanted * (1 - share) };
}

/** @param {View} view @param {number} days @returns {View} */
export function moved(view, days) {
  return { from: view.from + days, to: view.to + days };
}

/**
 * Keeps at least a third of the view on the data, so that nobody gets lost in an empty century.
 * @param {View} view @param {View} whole the view that fits everything
 * @returns {View}
 */
export function constrained(view, whole) {
  const days = Math.min(view.to - view.from, (whole.to - whole.from) * 2);
  const middle = (view.from + view.to) / 2;
  const slack = days / 6;
  const kept = Math.min(Math.max(middle, whole.from - slack), whole.to + slack);
  return { from: kept - days / 2, to: kept + days / 2 };
}

/**
 * The least movement that brings a stretch into view.
 * @param {View} view @param {number} from @param {number} to
 * @returns {View}
 */
export function revealing(view, from, to) {
  const edge = (view.to - view.from) * 0.08;
  if (to - from > view.to - view.from - 2 * edge) return moved(view, (from + to) / 2 - (view.from + view.to) / 2);
  if (from < view.from + edge) return moved(view, from - edge - view.from);
  if (to > view.to - edge) return moved(view, to + edge - view.to);
  return view;
}
