import assert from "node:assert/strict";
import { test } from "node:test";

import { readAddress, writeAddress, writeView } from "../../static/js/timeline/address.js";
import { random } from "./events.js";

const PLAIN = { lanes: /** @type {const} */ ("none"), lane: [], zone: /** @type {const} */ ("own"), view: null, event: "" };

for (const href of [
  "https://demarche.example/?actor=israel&lanes=type#event-f29r4k0q3mqk",
  "https://demarche.example/?q=a&lanes=actor&lane=israel,russia&zone=utc&view=2022-03-01/2022-04-30",
  "https://demarche.example/?lanes=dyad&lane=israel~russia&view=2022-03-05T06:15/2022-03-05T18:00",
]) {
  test(`nothing of ${href} is lost`, () => assert.equal(writeAddress(href, readAddress(href)), href));
}

test("what opens by itself does not stand in the address", () => {
  const href = "https://demarche.example/?actor=israel&lanes=type&zone=utc&view=2022-03-01/2022-04-30#event-f29r4k0q3mqk";
  assert.equal(writeAddress(href, PLAIN), "https://demarche.example/?actor=israel");
});

for (const query of ["lanes=x", "zone=mars", "view=2022", "view=2022-03-02/2022-03-01", "view=a/b", "#event-<b>"]) {
  test(`${query} is taken for nothing`, () => assert.deepEqual(readAddress(`https://demarche.example/?${query}`), PLAIN));
}

test("a stretch comes back as it was, to the minute when close and to the day when far", () => {
  const next = random(3);
  for (let n = 0; n < 300; n += 1) {
    const from = (next() - 0.5) * 400_000;
    const view = { from, to: from + 0.1 + next() ** 4 * 3000 };
    const { view: again } = readAddress(writeAddress("https://demarche.example/", { ...PLAIN, view }));
    assert.ok(again);
    const most = view.to - view.from < 8 ? 1 / 1440 : 0.51;
    assert.ok(Math.abs(again.from - view.from) < most && Math.abs(again.to - view.to) < most, JSON.stringify([view, again]));
    assert.equal(writeView(again), writeView(view));
  }
});

test("before the year 1 and after 9999 there is no address", () => {
  assert.equal(writeView({ from: -800_000, to: 0 }), "");
  assert.equal(writeView({ from: 0, to: 3_000_000 }), "");
});
