/**
 * The shapes of the timeline's data, as timeline/strip/ writes them. Nothing runs here.
 *
 * @typedef {{slug: string, name: string, state: string | null}} Party
 *
 * @typedef {object} TimelineEvent
 * @property {string} id
 * @property {string} url
 * @property {string} title
 * @property {string | null} earliest ISO day; null: open
 * @property {string | null} latest ISO day, included; null: open
 * @property {string} precision
 * @property {boolean} uncertain
 * @property {boolean} approximate
 * @property {boolean} lasted a span is how long it took, not where it lies
 * @property {string} date in words
 * @property {string} time HH:MM or empty
 * @property {string} type
 * @property {string} type_label
 * @property {string} family
 * @property {"planned" | "ongoing" | "occurred" | "did_not_happen"} realisation
 * @property {boolean} disputed
 * @property {number} importance 1 to 5
 * @property {Party[]} parties
 * @property {string} place
 *
 * @typedef {{start: string, end: string, count: number, families: Record<string, number>}} Bin days, both included
 *
 * @typedef {object} Payload
 * @property {"events" | "summary"} kind
 * @property {{certain: number, possible: number, undated: number, total: number}} counts
 * @property {[string, string] | null} span first and last day
 * @property {{slug: string, label: string}[]} families
 * @property {TimelineEvent[]} events
 * @property {Bin[]} [bins] only in a summary, whose events are the most important ones
 *
 * @typedef {object} Mark what is drawn of one event; days are numbers, `from` and `to` a half-open stretch [from, to)
 * @property {TimelineEvent} event
 * @property {number} from
 * @property {number} to
 * @property {"day" | "lasted" | "somewhere"} extent one known day; a stretch that it filled; a stretch in which it lies
 * @property {boolean} openStart
 * @property {boolean} openEnd
 *
 * @typedef {{from: number, to: number}} View the days on screen, a half-open stretch; fractions are hours
 */
export {};
