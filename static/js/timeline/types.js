/**
 * The shapes of the timeline's data. Nothing runs here.
 *
 * @typedef {{slug: string, name: string}} Named
 * @typedef {Named & {state: Named | null}} Party `state`: for which it acts
 * @typedef {Named & {country: string, countryName: string}} Spot
 *
 * @typedef {object} TimelineEvent
 * @property {string} id
 * @property {string} title never empty
 * @property {number | null} from first day on which it may lie or which it filled; days since 1 January 1970; null: open
 * @property {number | null} to last such day, included; null: open
 * @property {string} date in words
 * @property {string} time HH:MM in the event's own zone, or empty
 * @property {number | null} offset minutes that its zone was ahead of UTC; null: zone or time not known
 * @property {{slug: string, label: string, family: string}} type
 * @property {boolean} lasted the stretch is how long it took, not where it lies
 * @property {boolean} uncertain
 * @property {boolean} approximate
 * @property {"planned" | "ongoing" | "occurred" | "did_not_happen"} realisation
 * @property {boolean} disputed
 * @property {number} importance 1 to 5
 * @property {Party[]} parties
 * @property {Spot[]} places
 * @property {Named[]} outlets
 *
 * Below, what timeline/strip/ writes.
 * @typedef {{[name: string]: any[]} & {id: string[]}} Columns one list for each property of an event
 * @typedef {{types: string[][], actors: string[][], places: string[][], outlets: string[][]}} Names
 * @typedef {{events: Columns, names: Names}} Table
 * @typedef {{key: string, label: string, bins: [number, number][]}} LaneCounts [number of the bin, events]
 * @typedef {Table & {tile: [number, number], kind: "events" | "summary", count: number, reaching: Table, lanes?: LaneCounts[]}} Answer
 * @typedef {{certain: number, possible: number, undated: number, total: number}} Counts
 * @typedef {{query: string, counts: Counts, span: [string, string] | null, families: {slug: string, label: string}[], tiles: Answer[]}} Opening
 *
 * @typedef {object} Mark what is drawn of one event; `from` and `to` a half-open stretch of days [from, to)
 * @property {TimelineEvent} event
 * @property {number} from
 * @property {number} to
 * @property {number} at where its shape stands: the minute if that is known, the middle of its day, or the stretch's begin
 * @property {"day" | "lasted" | "somewhere"} extent one known day; a stretch that it filled; a stretch in which it lies
 * @property {boolean} openStart
 * @property {boolean} openEnd
 *
 * @typedef {{from: number, to: number, count: number}} Bin how many events begin in [from, to), in days
 *
 * @typedef {{from: number, to: number}} View the days on screen, a half-open stretch; fractions are hours
 * @typedef {"own" | "reader" | "utc"} Zone
 */
export {};
