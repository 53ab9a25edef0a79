import assert from "node:assert/strict";
import { test } from "node:test";

import { dayNumber } from "../../static/js/timeline/days.js";
import { constrained, fit, LEAST_DAYS, moved, revealing, toDay, toPixels, zoomed } from "../../static/js/timeline/scale.js";
import { stepFor, ticks } from "../../static/js/timeline/ticks.js";
import { random } from "./events.js";

const close = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(a)), `${a} ≈ ${b}`);

test("pixels and days are each other's inverse", () => {
  const view = { from: 19000, to: 19100 };
  for (const day of [19000, 19033.25, 19100]) close(toDay(view, 800, toPixels(view, 800, day)), day);
});

test("what fits is all in view, with air around it", () => {
  const view = fit(19056, 19063);
  assert.ok(view.from < 19056 && view.to > 19064);
});

test("zooming keeps the day under the pointer where it is", () => {
  const next = random(11);
  for (let n = 0; n < 200; n += 1) {
    const from = next() * 20000;
    const view = { from, to: from + 5 + next() * 4000 };
    const day = toDay(view, 1000, next() * 1000);
    const closer = zoomed(view, 0.2 + next() * 3, day);
    close(toPixels(closer, 1000, day), toPixels(view, 1000, day));
    assert.ok(closer.to - closer.from >= LEAST_DAYS - 1e-9);
  }
});

test("however far it is dragged, a part of the data stays in view", () => {
  const whole = fit(19000, 19100);
  for (const by of [-1e6, -200, 200, 1e6]) {
    const view = constrained(moved(whole, by), whole);
    assert.ok(view.from < whole.to && view.to > whole.from);
  }
});

test("revealing moves only as far as needed", () => {
  const view = { from: 0, to: 100 };
  assert.deepEqual(revealing(view, 40, 41), view);
  const right = revealing(view, 150, 151);
  assert.ok(right.to > 151 && right.from < 151);
  assert.ok(revealing(view, -20, -19).from < -20);
});

/** @type {[string, string, number, string, string[]][]} */
const axes = [
  ["2022-03-05", "2022-03-05", 8000, "15 minutes", ["Sat, 5 March 2022"]],
  ["2022-03-05", "2022-03-06", 1000, "3 hours", ["Sat, 5 March 2022"]],
  ["2022-03-01", "2022-03-12", 1000, "day", ["March 2022"]],
  ["2022-03-01", "2022-05-31", 1000, "week", ["March 2022", "April 2022", "May 2022"]],
  ["2022-01-01", "2022-12-31", 1000, "month", ["2022"]],
  ["2020-01-01", "2023-12-31", 1000, "quarter", ["2020", "2021", "2022", "2023"]],
  ["2005-01-01", "2020-12-31", 1000, "year", []],
  ["1900-01-01", "2020-12-31", 1000, "10 years", []],
];
for (const [first, last, width, name, upper] of axes) {
  test(`from ${first} to ${last} the axis steps by ${name} and says the year`, () => {
    const view = { from: dayNumber(first), to: dayNumber(last) + 1 };
    assert.equal(stepFor(view, width).name, name);
    const found = ticks(view, width, "en-GB");
    for (const label of upper) assert.ok(found.upper.some((t) => t.label === label), label);
    const years = [...found.upper, ...(upper.length ? [] : found.lower)].filter((t) => /\d{4}/.test(t.label));
    assert.ok(years.length > 0, "no year");
  });
}

test("at every zoom the year is on the axis and lower labels have room", () => {
  const next = random(5);
  for (let n = 0; n < 400; n += 1) {
    const days = 1.05 ** (n / 2) / 12;
    const from = dayNumber("1950-01-01") + next() * 20000;
    const width = 320 + next() * 1500;
    const { lower, upper } = ticks({ from, to: from + days }, width, "en-GB");
    assert.ok([...upper, ...lower].some((t) => /\b\d{4}\b/.test(t.label)), `${days} days`);
    for (const tick of lower.slice(0, -1)) assert.ok(tick.width > 18, `${tick.label}: ${tick.width}`);
  }
});
