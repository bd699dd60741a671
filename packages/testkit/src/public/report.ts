/** Reports of an evaluation: text, JSON, a page, JUnit, annotations. */
export { documentText, replayDocument } from "../report/json-document.js";
export type * from "../report/json-document.js";
export { replayText } from "../report/text/replay-text.js";
export type * from "../report/text/text-options.js";
export { htmlReport } from "../report/html/html-report.js";
export type * from "../report/html/html-report.js";
export { replayOutcomes } from "../report/ci/outcome.js";
export type * from "../report/ci/outcome.js";
export { junitXml } from "../report/ci/junit.js";
export { githubAnnotations } from "../report/ci/github.js";
export type { ConfusionCell, PageInput, PageSeries } from "../report/html/page-data.js";
export type { OverallWords } from "../report/overall-words.js";
export type { Style, Tone } from "../report/text/style.js";
export type { VerdictWords } from "../report/verdict-words.js";
