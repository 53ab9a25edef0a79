import assert from "node:assert/strict";
import { test } from "node:test";

import { composer } from "../../static/js/timeline/composition.js";
import { openingView, wholeOf } from "../../static/js/timeline/opening.js";
import { daysOf, nameOf, tileStore } from "../../static/js/timeline/tiles.js";
import { dayOf, events, random, widths } from "./events.js";
import { isoDay } from "../../static/js/timeline/days.js";

/** @typedef {import("../../static/js/timeline/types.js").TimelineEvent} TimelineEvent */
/** @typedef {import("../../static/js/timeline/types.js").Answer} Answer */
/** @typedef {import("../../static/js/timeline/tiles.js").Tile} Tile */

const MOST = 40; // events of a tile, for these tests

/** Columns as timeline/strip/columns.py writes them. @param {TimelineEvent[]} found @returns {import("../../static/js/timeline/types.js").Table} */
function table(found) {
  /** @type {import("../../static/js/timeline/types.js").Names} */
  const names = { types: [], actors: [], places: [], outlets: [] };
  const number = (/** @type {string[][]} */ rows, /** @type {string[]} */ row) => {
    const at = rows.findIndex(([slug]) => slug === row[0]);
    return at < 0 ? rows.push(row) - 1 : at;
  };
  const fields = /** @type {const} */ (["id", "title", "from", "to", "date", "time", "offset", "lasted", "uncertain", "approximate", "realisation", "disputed", "importance"]);
  /** @type {any} */
  const columns = Object.fromEntries(fields.map((field) => [field, found.map((event) => event[field])]));
  columns.type = found.map(({ type }) => number(names.types, [type.slug + type.family, type.label, type.family]));
  columns.parties = found.map(({ parties }) => parties.map(({ slug, name }) => [number(names.actors, [slug, name]), null]));
  columns.places = found.map(({ places }) => places.map((place) => number(names.places, [place.slug, place.name, place.country, place.countryName])));
  columns.outlets = found.map(() => []);
  return { events: columns, names };
}

/** What the server would answer. @param {TimelineEvent[]} all @param {Tile} tile @param {number} [most] @returns {Answer} */
function answer(all, tile, most = MOST) {
  const { from, to } = daysOf(tile);
  const inside = all.filter((event) => dayOf(event) >= from && dayOf(event) < to);
  const before = all.filter((event) => dayOf(event) < from && (event.to ?? -Infinity) >= from);
  const head = { tile: /** @type {[number, number]} */ ([tile.level, tile.index]), count: inside.length, reaching: table(before.slice(0, 5)) };
  if (inside.length <= most) return { ...head, kind: "events", ...table(inside) };
  const bins = new Map();
  const days = Math.max((to - from) / 128, 1);
  for (const event of inside) {
    const number = Math.floor((dayOf(event) - from) / days);
    bins.set(number, (bins.get(number) ?? 0) + 1);
  }
  return { ...head, kind: "summary", ...table(inside.slice(0, 10)), lanes: [{ key: "talks", label: "", bins: [...bins.entries()] }] };
}

/** @param {TimelineEvent[]} all @param {Tile[]} tiles @param {number} [most] */
function opening(all, tiles, most) {
  const days = all.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null);
  return {
    query: "",
    counts: { certain: all.length, possible: 0, undated: 0, total: all.length },
    span: /** @type {[string, string]} */ ([isoDay(Math.min(...days)), isoDay(Math.max(...days))]),
    families: ["talks", "aid", "pressure", "other"].map((slug) => ({ slug, label: slug })),
    tiles: tiles.map((tile) => answer(all, tile, most)),
  };
}

const ROOT = { level: 0, index: 0 };
const BASE = { level: 13, index: Math.floor((719163 + 19000) / 512) }; // 512 days

for (let seed = 1; seed <= 20; seed += 1) {
  const next = random(seed * 104729);
  const all = events(200 + Math.floor(next() * 400), seed);
  const bases = [BASE, { level: 13, index: BASE.index + 1 }];

  test(`descent ${seed}: whatever the view, bins and events add up to the selection`, () => {
    const store = tileStore(opening(all, bases));
    let rounds = 0;
    for (let n = 0; n < 12; n += 1) {
      const from = 18950 + next() * 500;
      const view = { from, to: from + 2 ** (next() * 9) };
      let gathered = store.gather(view);
      for (; gathered.missing.length; gathered = store.gather(view)) {
        assert.ok((rounds += 1) < 60, "it never ends");
        for (const tile of gathered.missing) store.add(answer(all, tile));
      }
      const inView = all.filter((event) => dayOf(event) >= view.from && dayOf(event) < view.to);
      const known = new Set(gathered.events.map(({ id }) => id));
      const counted = gathered.lanes.flatMap(({ bins }) => bins);
      for (const event of inView) {
        const isCounted = counted.some((bin) => dayOf(event) >= bin.from && dayOf(event) < bin.to);
        assert.ok(isCounted || known.has(event.id), `${event.id} is neither drawn nor counted`);
      }
      for (const bin of counted) assert.equal(bin.count, all.filter((event) => dayOf(event) >= bin.from && dayOf(event) < bin.to).length);
      assert.ok(gathered.events.every((event, at) => !at || dayOf(gathered.events[at - 1]) <= dayOf(event)), "in order of time");
    }
  });
}

test("a small selection is all there, and nothing more is asked for", () => {
  const all = events(30, 4);
  const store = tileStore(opening(all, [ROOT]));
  assert.ok(store.isWhole);
  for (const view of [{ from: 18900, to: 20000 }, { from: 19000, to: 19000.5 }, { from: -500000, to: 900000 }]) {
    assert.deepEqual(store.gather(view).missing, []);
    assert.equal(store.gather(view).events.length, 30);
  }
});

test("until a tile is there the larger one stands in for it", () => {
  const all = events(500, 9);
  const store = tileStore(opening(all, [BASE]));
  const { missing, lanes } = store.gather({ from: 19010, to: 19030 });
  assert.ok(missing.length > 0 && missing.every((tile) => nameOf(tile).startsWith("18/")));
  assert.ok(lanes[0].bins.some((bin) => bin.count > 0));
});

for (const mode of /** @type {const} */ (["none", "type", "actor", "country"])) {
  test(`drawn and counted in clusters are the selection, by ${mode}`, () => {
    const all = events(300, 21);
    const start = opening(all, [ROOT], all.length);
    const data = { store: tileStore(start), families: start.families, whole: wholeOf(start, 0) };
    const look = { mode, chosen: [], zone: /** @type {const} */ ("own"), expanded: null };
    const found = composer(widths).compose(data, look, data.whole, { width: 1000, height: 600 }, "");
    const drawn = found.layouts.flatMap(({ placed, clusters }) => [...placed.map((p) => p.mark), ...clusters.flatMap((c) => c.marks)]);
    assert.deepEqual(new Set(drawn.map((mark) => mark.event.id)), new Set(all.map(({ id }) => id)));
    const height = found.slots.reduce((sum, slot) => sum + slot.height, 0);
    assert.ok(height <= 600, `${height} px`);
  });
}

test("a chronicle of many years opens on the last of them, a short one or a thin one on all", () => {
  const whole = wholeOf({ span: ["1990-01-01", "2022-12-31"] }, 0);
  const counts = (/** @type {number} */ total) => ({ counts: { certain: total, possible: 0, undated: 0, total } });
  assert.ok(openingView(counts(5000), whole).from > whole.from + 9000);
  assert.deepEqual(openingView(counts(20), whole), whole);
  const short = wholeOf({ span: ["2022-01-01", "2022-12-31"] }, 0);
  assert.deepEqual(openingView(counts(5000), short), short);
});
