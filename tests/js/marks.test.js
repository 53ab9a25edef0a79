import assert from "node:assert/strict";
import { test } from "node:test";

import { dayNumber, isoDay } from "../../static/js/timeline/days.js";
import { anchorDay, markOf, spoken } from "../../static/js/timeline/marks.js";
import { event } from "./events.js";

for (const text of ["1970-01-01", "2022-03-05", "2024-02-29", "0001-01-01", "0099-12-31", "9999-12-31"]) {
  test(`${text} is the same day as a number and back`, () => assert.equal(isoDay(dayNumber(text)), text));
}

/** @type {[string, Partial<import("../../static/js/timeline/types.js").TimelineEvent>, object][]} */
const drawn = [
  ["a day", {}, { days: 1, extent: "day", openStart: false, openEnd: false }],
  ["some day in March covers March", { earliest: "2022-03-01", latest: "2022-03-31" }, { days: 31, extent: "somewhere" }],
  ["a year covers the year", { earliest: "2022-01-01", latest: "2022-12-31" }, { days: 365, extent: "somewhere" }],
  ["what lasted is solid", { latest: "2022-03-06", lasted: true }, { days: 2, extent: "lasted" }],
  ["by 7 March reaches back without an end", { earliest: null, latest: "2022-03-07" }, { days: 1, extent: "somewhere", openStart: true }],
  ["from 7 March goes on without an end", { earliest: "2022-03-07", latest: null }, { days: 1, extent: "somewhere", openEnd: true }],
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

test("an event without a date has no mark", () => assert.equal(markOf(event({ earliest: null, latest: null })), null));

test("a known hour moves the shape inside its day, never out of it", () => {
  const mark = markOf(event({ time: "18:00" }));
  assert.ok(mark);
  assert.equal(anchorDay(mark), mark.from + 0.75);
});

test("a screen reader hears date, type, parties, title and what must not be overlooked", () => {
  assert.equal(
    spoken(event({ realisation: "did_not_happen", disputed: true, time: "14:00" })),
    "5 March 2022 14:00. Meeting. Naftali Bennett. Meets Putin at the Kremlin. did not happen, disputed",
  );
});
