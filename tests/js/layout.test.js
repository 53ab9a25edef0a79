import assert from "node:assert/strict";
import { test } from "node:test";

import { layOut } from "../../static/js/timeline/layout.js";
import { marksOf } from "../../static/js/timeline/marks.js";
import { event, events, random, widths } from "./events.js";

/** @typedef {import("../../static/js/timeline/types.js").Mark} Mark */

/** @param {Mark[]} marks */
const ranked = (marks) => [...marks].sort((a, b) => b.event.importance - a.event.importance || a.from - b.from);

for (let seed = 1; seed <= 40; seed += 1) {
  const next = random(seed * 7919);
  const marks = ranked(marksOf(events(Math.floor(next() * 300), seed)));
  const scale = 2 ** (next() * 9 - 2);
  const rows = 1 + Math.floor(next() * 14);
  const ruler = { origin: 18990, scale, end: 500 * scale };
  const { placed, clusters } = layOut(marks, ruler, rows, widths);

  test(`layout ${seed} loses no event and draws none twice`, () => {
    const kept = [...placed.map((p) => p.mark), ...clusters.flatMap((c) => c.marks)];
    assert.equal(new Set(kept).size, kept.length);
    assert.equal(kept.length, marks.length);
  });

  test(`layout ${seed} never overlaps`, () => {
    for (const [at, a] of placed.entries()) {
      assert.ok(a.row >= 0 && a.row < rows);
      for (const b of placed.slice(at + 1)) {
        if (a.row !== b.row) continue;
        const [a0, a1, b0, b1] = [...extent(a), ...extent(b)];
        assert.ok(a1 <= b0 || b1 <= a0, `${a.mark.event.id} and ${b.mark.event.id}`);
      }
      if (!Number.isNaN(a.label)) assert.ok(a.label >= 0 && a.label + widths.label(a.mark) <= ruler.end);
    }
    const own = clusters.map((c) => c.row);
    assert.ok(placed.every((p) => !own.includes(p.row)), "a cluster has its row to itself");
  });

  test(`layout ${seed} is the same picture again`, () => {
    assert.deepEqual(layOut(marks, ruler, rows, widths), { placed, clusters });
  });

  test(`layout ${seed} leaves out only what is counted elsewhere`, () => {
    const counted = new Set(marks.filter((_mark, at) => at % 2).map((mark) => mark.event.id));
    const again = layOut(marks, ruler, rows, widths, { counted });
    const kept = [...again.placed.map((p) => p.mark), ...again.clusters.flatMap((c) => c.marks)];
    assert.ok(again.clusters.every((c) => c.marks.every((mark) => !counted.has(mark.event.id))));
    assert.deepEqual(new Set([...kept, ...marks.filter((mark) => counted.has(mark.event.id))]), new Set(marks));
  });
}

/** @param {import("../../static/js/timeline/layout.js").Placed} p @returns {[number, number]} */
function extent(p) {
  if (Number.isNaN(p.label)) return [p.left, p.right];
  const wide = widths.label(p.mark) + (p.detailed ? widths.detail() : 0);
  return [Math.min(p.left, p.label), Math.max(p.right, p.label + wide)];
}

const RULER = { origin: 19000, scale: 8, end: 8 * 400 };

test("where room is short the more important event keeps its label", () => {
  const marks = ranked(marksOf([1, 5, 2].map((importance) => event({ id: `${importance}`.repeat(12), importance }))));
  const { placed } = layOut(marks, { ...RULER, end: 600 }, 2, widths);
  assert.equal(placed.filter((p) => !Number.isNaN(p.label))[0].mark.event.importance, 5);
});

test("the focused event is placed however crowded it is", () => {
  const marks = ranked(marksOf(events(300, 3)));
  const pinned = marks.find((mark) => mark.event.importance === 1)?.event.id ?? "";
  const { placed } = layOut(marks, { ...RULER, scale: 1 }, 3, widths, { pinned });
  assert.ok(placed.some((p) => p.mark.event.id === pinned));
});

test("a label stands before its mark where the chronology ends, and tells more where there is room", () => {
  const [mark] = marksOf([event()]);
  const near = layOut([mark], { origin: 19000, scale: 8, end: 8 * 60 }, 1, widths).placed[0];
  assert.ok(near.label + widths.label(mark) < near.shape);
  assert.ok(layOut([mark], RULER, 1, widths).placed[0].detailed);
});
