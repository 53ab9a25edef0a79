import assert from "node:assert/strict";
import { test } from "node:test";

import { asked } from "../../../static/js/admin/asking.js";
import { countIn } from "../../../static/js/admin/desk_passages.js";
import { filling, origin } from "../../../static/js/admin/dates.js";
import { choice } from "../../../static/js/admin/offices.js";
import { choice as actorFor } from "../../../static/js/admin/parties.js";
import { around } from "../../../static/js/admin/quotes.js";
import { arranged, suggestedRole } from "../../../static/js/admin/roles.js";
import { rowOf } from "../../../static/js/admin/rows.js";

/** @type {(ms: number) => Promise<void>} */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test("only the newest question is asked, after a pause", async () => {
  /** @type {string[]} */
  const put = [];
  /** @type {string[]} */
  const shown = [];
  const ask = asked(async (/** @type {string} */ text) => (put.push(text), text), (text) => shown.push(text), 5);
  ask("Sat");
  ask("Saturday");
  await wait(20);
  assert.deepEqual([put, shown], [["Saturday"], ["Saturday"]]);
});

test("a late answer to an old question is not shown", async () => {
  /** @type {string[]} */
  const shown = [];
  const slow = async (/** @type {string} */ text) => (await wait(text === "old" ? 30 : 1), text);
  const ask = asked(slow, (text) => shown.push(text), 1);
  ask("old");
  await wait(5);
  ask("new");
  await wait(50);
  assert.deepEqual(shown, ["new"]);
});

test("a reading says how it came about", () => {
  assert.equal(
    origin({ status: "read", text: "Saturday", anchor_words: "7 March 2022", rule: "weekday-bare" }),
    "counted from 7 March 2022 by the rule weekday-bare",
  );
  assert.equal(origin({ status: "read", text: "5 March 2022" }), "the same whenever it is read");
  assert.equal(origin({ status: "read" }), "EDTF");
});

test("an accepted reading fills four fields and empties what it does not need", () => {
  assert.deepEqual(filling({ status: "read", edtf: "2022-03", basis: "stated" }), {
    edtf: "2022-03",
    date_text: "",
    date_anchor: "",
    date_basis: "stated",
  });
});

const OFFICES = [
  { id: "7", label: "Prime Minister", then: true },
  { id: "5", label: "Minister", then: false },
];
/** @type {[string, boolean, string | null, string][]} */
const CHOICES = [
  ["", false, "7", "7"],
  ["", false, null, ""],
  ["5", false, "7", "5"], // somebody chose it
  ["5", true, "7", "7"], // it was only a suggestion, for another day
  ["9", false, "7", "7"], // of another actor
];
for (const [value, wasSuggested, suggested, expected] of CHOICES) {
  test(`office “${value}”, suggested before: ${wasSuggested}, now ${suggested} → “${expected}”`, () => {
    assert.equal(choice({ value, wasSuggested }, { offices: OFFICES, suggested }), expected);
  });
}

test("the first row of an unequal pair acts, and equals are alike", () => {
  assert.equal(suggestedRole(["visitor", "host"], false, 0), "visitor");
  assert.equal(suggestedRole(["visitor", "host"], false, 1), "host");
  assert.equal(suggestedRole(["participant", "host"], true, 1), "participant");
  assert.equal(suggestedRole([], false, 3), "participant");
});

test("the roles of the type stand first and none is lost", () => {
  assert.deepEqual(arranged(["host", "visitor"], ["target", "visitor", "host"]), [["host", "visitor"], ["target"]]);
});

test("the context of a quote is cut between characters, not inside them", () => {
  assert.equal(around("short", "before"), "short");
  const long = "📰".repeat(50);
  assert.equal(around(long, "before"), `…${"📰".repeat(40)}`);
  assert.equal(around(long, "after"), `${"📰".repeat(40)}…`);
});

test("a control knows its row", () => {
  assert.equal(rowOf("participations-12-actor"), "participations-12");
  assert.equal(rowOf("participations-__prefix__-actor"), "");
  assert.equal(rowOf("title"), "");
});

test("a party is who somebody chose while that is offered, else who has just that name", () => {
  const actors = ["", "france", "french-red-cross"].map((id) => ({ id, label: id }));
  assert.equal(actorFor(undefined, { actors, suggested: "france" }), "france");
  assert.equal(actorFor("french-red-cross", { actors, suggested: "france" }), "french-red-cross");
  assert.equal(actorFor("", { actors, suggested: "france" }), "");
  assert.equal(actorFor("gone", { actors, suggested: "" }), "");
});

test("selected words say a count, and of what", () => {
  const cases = [
    ["90 children", "90", "children"],
    ["about 1,200 blankets", "1,200", "blankets"],
    ["20 million euros", "20000000", "euros"],
    ["1.5 million", "1500000", ""],
    ["three", "3", ""],
    ["Three times", "3", ""],
    ["twice", "2", ""],
    ["several", "", ""],
    ["", "", ""],
  ];
  for (const [words, amount, what] of cases) assert.deepEqual(countIn(words), { amount, what }, words);
});
