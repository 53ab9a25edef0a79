/** Reads a file of ours from standard input with a library of others; writes what it found as JSON. */

import { readFileSync } from "node:fs";
import { check } from "@placemarkio/check-geojson";
import ICAL from "ical.js";

/** @type {Record<string, (text: string) => object[]>} */
const readers = {
  ics(text) {
    const calendar = new ICAL.Component(ICAL.parse(text));
    return calendar.getAllSubcomponents("vevent").map((entry) => {
      const { uid, summary, startDate, endDate } = new ICAL.Event(entry);
      return { uid, summary, start: startDate.toString(), end: endDate.toString() };
    });
  },
  geojson: (text) => check(text).features.map(({ id, geometry }) => ({ id, geometry })),
};

console.log(JSON.stringify(readers[process.argv[2]](readFileSync(0, "utf8"))));
