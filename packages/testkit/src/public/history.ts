/** Histories: read from files, simulated, written. */
export { readHistory, topicOf } from "../history/read-history.js";
export type * from "../history/read-history.js";
export type * from "../history/history.js";
export type { AttachmentName, Attachments } from "../chain/attachments.js";
export { simulate, TRAFFIC } from "../history/simulate/simulate.js";
export type * from "../history/simulate/simulate.js";
export { historyFiles } from "../history/write/write-history.js";
export type * from "../history/write/write-history.js";
