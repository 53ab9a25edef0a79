import assert from "node:assert/strict";
import { test } from "node:test";

import { LANE_MODES, headings, lanesOf, shareRows } from "../../static/js/timeline/lanes.js";
import { marksOf } from "../../static/js/timeline/marks.js";
import { find, step } from "../../static/js/timeline/walk.js";
import { event, events, person } from "./events.js";

/** @param {import("../../static/js/timeline/types.js").TimelineEvent[]} found @param {import("../../static/js/timeline/lanes.js").LaneMode} mode */
const drawn = (found, mode) => lanesOf(marksOf(found), [], mode, headings(found, [], mode).slice(0, 12));

/** @type {[import("../../static/js/timeline/lanes.js").LaneMode, [string, number][]][]} */
const modes = [
  ["none", [["all", 2]]],
  ["type", [["talks", 2]]],
  ["actor", [["naftali-bennett", 2], ["volodymyr-zelenskyy", 1], ["vladimir-putin", 1]]],
  ["dyad", [["israel~russia", 1], ["israel~volodymyr-zelenskyy", 1]]],
  ["country", [["RU", 2]]],
  ["place", [["kremlin", 2]]],
  ["outlet", [["", 2]]],
];
for (const [mode, expected] of modes) {
  test(`lanes by ${mode}: an event stands in each of its lanes, once`, () => {
    const bennett = person("Naftali Bennett", "Israel");
    const found = [
      event({ id: "a".repeat(12), parties: [bennett, bennett, person("Vladimir Putin", "Russia")] }),
      event({ id: "b".repeat(12), parties: [bennett, person("Volodymyr Zelenskyy")] }),
    ];
    assert.deepEqual(new Map(drawn(found, mode).map((lane) => [lane.key, lane.marks.length])), new Map(expected));
  });
}

for (const mode of LANE_MODES) {
  test(`lanes by ${mode} hold every event`, () => {
    const found = events(200, 5);
    assert.equal(new Set(drawn(found, mode).flatMap((lane) => lane.marks)).size, found.length);
  });

  test(`by ${mode}, one key walks through every event of every lane`, () => {
    const found = events(200, 6);
    const lanes = drawn(found, mode);
    const seen = new Set();
    let at = step(lanes, null, "first");
    for (let presses = 0; at && presses < 5000; presses += 1) {
      seen.add(lanes[at.lane].marks[at.index]);
      const next = step(lanes, at, "next");
      if (!next || (next.lane === at.lane && next.index === at.index)) break;
      at = next;
    }
    assert.equal(seen.size, found.length);
    assert.deepEqual(step(lanes, at, "last"), at);
  });
}

test("counts of lanes that do not stand go to the others", () => {
  const bins = [{ from: 0, to: 1, count: 3 }];
  const lanes = lanesOf([], ["israel", "russia", ""].map((key) => ({ key, label: key, bins })), "actor", [{ key: "israel", label: "Israel" }]);
  assert.deepEqual(lanes.map((lane) => [lane.key, lane.layers.length]), [["israel", 1], ["", 2]]);
});

test("up and down lead to the event nearest in time, past lanes without any", () => {
  const lanes = [
    { key: "a", marks: marksOf([event()]) },
    { key: "b", marks: [] },
    { key: "c", marks: marksOf([event({ from: 18993, to: 18993 }), event({ from: 19055, to: 19055 })]) },
  ];
  assert.deepEqual(step(lanes, { lane: 0, index: 0 }, "down"), { lane: 2, index: 1 });
  assert.deepEqual(step(lanes, { lane: 0, index: 0 }, "up"), { lane: 0, index: 0 });
});

test("of an event's copies the one in the lane asked for is found", () => {
  const marks = marksOf([event()]);
  const lanes = [{ key: "a", marks }, { key: "b", marks }];
  assert.deepEqual(find(lanes, marks[0].event.id, "b"), { lane: 1, index: 0 });
  assert.deepEqual(find(lanes, marks[0].event.id, "z"), { lane: 0, index: 0 });
});

test("a lane takes no row that it does not need, and others get it", () => {
  assert.deepEqual(shareRows([6, 1, 9], 10, 2), [5, 1, 4]);
  assert.deepEqual(shareRows([2, 1, 3], 16, 2), [2, 1, 3]);
  assert.deepEqual(shareRows([9, 9, 9, 9], 4, 2), [2, 2, 2, 2]);
  assert.deepEqual(shareRows([], 16, 2), []);
});

test("an empty timeline leads nowhere", () => {
  assert.equal(step([{ key: "all", marks: [] }], null, "next"), null);
  assert.equal(find([], "x"), null);
});
