import assert from "node:assert/strict";
import { test } from "node:test";

import { lanesOf, shareRows } from "../../static/js/timeline/lanes.js";
import { layOut } from "../../static/js/timeline/layout.js";
import { marksOf } from "../../static/js/timeline/marks.js";
import { fit, toPixels } from "../../static/js/timeline/scale.js";
import { find, step } from "../../static/js/timeline/walk.js";
import { event, events, random } from "./events.js";

const labelWidth = (/** @type {import("../../static/js/timeline/types.js").Mark} */ mark) => mark.event.title.length * 7;
const families = ["talks", "aid", "pressure", "other"].map((slug) => ({ slug, label: slug }));

for (let seed = 1; seed <= 40; seed += 1) {
  const next = random(seed * 7919);
  const marks = marksOf(events(Math.floor(next() * 300), seed));
  const width = 300 + Math.floor(next() * 1500);
  const rows = 1 + Math.floor(next() * 14);
  const from = 18990 + next() * 300;
  const view = { from, to: from + 2 + next() * 500 };
  const { placed, clusters } = layOut(marks, view, width, rows, labelWidth);

  test(`layout ${seed} loses no event of the view`, () => {
    const kept = [...placed.map((p) => p.mark), ...clusters.flatMap((c) => c.marks)];
    assert.equal(new Set(kept).size, kept.length);
    const inView = marks.filter((m) => toPixels(view, width, m.to) > 0 && toPixels(view, width, m.from) < width);
    for (const mark of inView) assert.ok(kept.includes(mark));
  });

  test(`layout ${seed} never overlaps`, () => {
    for (const [at, a] of placed.entries()) {
      assert.ok(a.row >= 0 && a.row < rows);
      for (const b of placed.slice(at + 1)) {
        if (a.row !== b.row) continue;
        const [a0, a1, b0, b1] = [...extent(a), ...extent(b)];
        assert.ok(a1 <= b0 || b1 <= a0, `${a.mark.event.id} and ${b.mark.event.id}`);
      }
      if (!Number.isNaN(a.label)) assert.ok(a.label >= 0 && a.label + labelWidth(a.mark) <= width);
    }
    const own = clusters.map((c) => c.row);
    assert.ok(placed.every((p) => !own.includes(p.row)), "a cluster has its row to itself");
  });

  test(`layout ${seed} is the same picture again`, () => {
    assert.deepEqual(layOut(marks, view, width, rows, labelWidth), { placed, clusters });
  });
}

/** @param {import("../../static/js/timeline/layout.js").Placed} p @returns {[number, number]} */
function extent(p) {
  if (Number.isNaN(p.label)) return [p.left, p.right];
  return [Math.min(p.left, p.label), Math.max(p.right, p.label + labelWidth(p.mark))];
}

test("where room is short the more important event keeps its label", () => {
  const marks = marksOf([1, 5, 2].map((importance) => event({ id: `${importance}`.repeat(12), importance })));
  const { placed } = layOut(marks, fit(19040, 19080), 260, 2, () => 100);
  assert.equal(placed.filter((p) => !Number.isNaN(p.label))[0].mark.event.importance, 5);
});

test("the focused event is placed however crowded it is", () => {
  const marks = marksOf(events(300, 3));
  const pinned = marks.find((mark) => mark.event.importance === 1)?.event.id ?? "";
  const { placed } = layOut(marks, fit(19000, 19400), 400, 3, labelWidth, pinned);
  assert.ok(placed.some((p) => p.mark.event.id === pinned));
});

test("an event stands in the lane of each of its parties, once", () => {
  const twice = { slug: "putin", name: "Putin", state: null };
  const marks = marksOf([event({ parties: [twice, twice, { slug: "bennett", name: "Bennett", state: null }] })]);
  assert.deepEqual(lanesOf(marks, "actor", families).map((lane) => [lane.key, lane.marks.length]), [["bennett", 1], ["putin", 1]]);
});

for (const mode of /** @type {const} */ (["none", "type", "actor"])) {
  test(`lanes by ${mode} hold every event`, () => {
    const marks = marksOf(events(200, 5));
    const held = new Set(lanesOf(marks, mode, families).flatMap((lane) => lane.marks));
    assert.equal(held.size, marks.length);
  });

  test(`by ${mode}, one key walks through every event of every lane`, () => {
    const marks = marksOf(events(200, 6));
    const lanes = lanesOf(marks, mode, families);
    const seen = new Set();
    let at = step(lanes, null, "first");
    for (let presses = 0; at && presses < 5000; presses += 1) {
      seen.add(lanes[at.lane].marks[at.index]);
      const next = step(lanes, at, "next");
      if (!next || (next.lane === at.lane && next.index === at.index)) break;
      at = next;
    }
    assert.equal(seen.size, marks.length);
  });
}

test("up and down lead to the event nearest in time", () => {
  const lanes = [
    { key: "a", label: "A", marks: marksOf([event({ earliest: "2022-03-05", latest: "2022-03-05" })]) },
    { key: "b", label: "B", marks: marksOf([event({ earliest: "2022-01-01", latest: "2022-01-01" }), event({ earliest: "2022-03-04", latest: "2022-03-04" })]) },
  ];
  assert.deepEqual(step(lanes, { lane: 0, index: 0 }, "down"), { lane: 1, index: 1 });
  assert.deepEqual(step(lanes, { lane: 0, index: 0 }, "up"), { lane: 0, index: 0 });
});

test("a lane takes no row that it does not need, and others get it", () => {
  assert.deepEqual(shareRows([6, 1, 9], 10, 2), [5, 1, 4]);
  assert.deepEqual(shareRows([2, 1, 3], 16, 2), [2, 1, 3]);
  assert.deepEqual(shareRows([9, 9, 9, 9], 4, 2), [2, 2, 2, 2]);
  assert.deepEqual(shareRows([], 16, 2), []);
});

test("an empty timeline leads nowhere", () => {
  assert.equal(step([{ key: "all", label: "", marks: [] }], null, "next"), null);
  assert.equal(find([], "x"), null);
});
