/** The lab: which of several weight logics is better, and how sure that is. */
export { compareLogics } from "../lab/compare/compare.js";
export type * from "../lab/compare/compare.js";
export { compareDocument, compareDocumentText } from "../lab/compare/compare-document.js";
export type * from "../lab/compare/compare-document.js";
export { compareText } from "../lab/compare/compare-text.js";
export type { AgainstBaseline, Pair, Race, Standing } from "../lab/compare/race.js";
export type { Oracles } from "../lab/compare/regret.js";
export type { Moved } from "../lab/compare/moved-shares.js";
export type { Supplements } from "../lab/compare/supplements.js";
export type { CompareWords } from "../lab/compare/compare-words.js";
export type { Divergence } from "../lab/compare/weight-trail.js";
export { attackLogic } from "../lab/attack/attack-logic.js";
export type * from "../lab/attack/attack-logic.js";
export { ADVERSARIES } from "../lab/attack/adversaries.js";
export type * from "../lab/attack/adversary.js";
export { LADDER, makeWorld } from "../lab/attack/world.js";
export type * from "../lab/attack/world.js";
