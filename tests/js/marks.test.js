import assert from "node:assert/strict";
import { test } from "node:test";

import { dayNumber, isoDay } from "../../static/js/timeline/days.js";
import { clockOf, dateWords, markOf, spoken } from "../../static/js/timeline/marks.js";
import { event } from "./events.js";

for (const text of ["1970-01-01", "2022-03-05", "2024-02-29", "0001-01-01", "0099-12-31", "9999-12-31"]) {
  test(`${text} is the same day as a number and back`, () => assert.equal(isoDay(dayNumber(text)), text));
}

/** @type {[string, Partial<import("../../static/js/timeline/types.js").TimelineEvent>, object][]} */
const drawn = [
  ["a day", {}, { days: 1, extent: "day", openStart: false, openEnd: false }],
  ["some day in March covers March", { from: 19052, to: 19082 }, { days: 31, extent: "somewhere" }],
  ["a year covers the year", { from: 18993, to: 19357 }, { days: 365, extent: "somewhere" }],
  ["what lasted is solid", { to: 19057, lasted: true }, { days: 2, extent: "lasted" }],
  ["by 7 March reaches back without an end", { from: null, to: 19058 }, { days: 1, extent: "somewhere", openStart: true }],
  ["from 7 March goes on without an end", { from: 19058, to: null }, { days: 1, extent: "somewhere", openEnd: true }],
];
for (const [name, values, expected] of drawn) {
  test(`drawn as known: ${name}`, () => {
    const mark = markOf(event(values));
    assert.ok(mark);
    assert.deepEqual({ ...expected }, { ...pick({ ...mark, days: mark.to - mark.from }, Object.keys(expected)) });
  });
}

/** @param {Record<string, unknown>} from @param {string[]} names */
function pick(from, names) {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

test("an event without a date has no mark", () => assert.equal(markOf(event({ from: null, to: null })), null));

test("a known hour moves the shape inside its day, never out of it", () => {
  const mark = markOf(event({ time: "18:00" }));
  assert.ok(mark);
  assert.equal(mark.at, mark.from + 0.75);
});

test("a screen reader hears date, type, parties, title and what must not be overlooked", () => {
  assert.equal(
    spoken(event({ realisation: "did_not_happen", disputed: true, time: "14:00" })),
    "5 March 2022 14:00. Meeting. Naftali Bennett. Meets Putin at the Kremlin. did not happen, reports differ",
  );
});

/** @type {[string, Partial<import("../../static/js/timeline/types.js").TimelineEvent>, "own" | "reader" | "utc", string, string][]} */
const clocks = [
  ["its own clock", { time: "00:30", offset: 120 }, "own", "5 March 2022", "00:30"],
  ["in UTC it was the evening before", { time: "00:30", offset: 120 }, "utc", "4 March 2022", "22:30 UTC"],
  ["in UTC it was the day after", { time: "23:30", offset: -300 }, "utc", "6 March 2022", "04:30 UTC"],
  ["without a zone no clock is made up", { time: "23:30" }, "utc", "5 March 2022", "23:30"],
  ["without an hour a day is the same day everywhere", { offset: 120 }, "utc", "5 March 2022", ""],
];
for (const [name, values, zone, date, time] of clocks) {
  test(`another clock: ${name}`, () => {
    const found = event(values);
    assert.deepEqual([dateWords(found, zone, "en-GB"), clockOf(found, zone)], [date, time]);
    const mark = markOf(found, zone);
    assert.equal(mark?.from, 19051 + Number(date[0]));
  });
}
