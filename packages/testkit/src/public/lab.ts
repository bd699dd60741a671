/** The lab: which of several weight logics is better, how sure that is, and what a logic does on any round. */
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
export type { ParameterChange, Parting, PartingCause } from "../lab/compare/parting-cause.js";
export type { Divergence } from "../lab/compare/weight-trail.js";
export { attackLogic } from "../lab/attack/attack-logic.js";
export type * from "../lab/attack/attack-logic.js";
export type { AttackResult, TriedAdversary } from "../lab/attack/attack-result.js";
export type { WorldFigures } from "../lab/attack/world-figures.js";
export type { NodeMove } from "../lab/attack/node-move.js";
export type { WorldPlan } from "../lab/attack/world-job.js";
export {
  answers,
  half,
  joinedBy,
  knownBefore,
  leaderBefore,
  medianOfOthers,
} from "../lab/attack/moves.js";
export { ADVERSARIES } from "../lab/attack/adversaries.js";
export type * from "../lab/attack/adversary.js";
export { LADDER, makeWorld } from "../lab/attack/world.js";
export type * from "../lab/attack/world.js";
export { sweepPlan } from "../lab/sweep/plan.js";
export type * from "../lab/sweep/plan.js";
export { planText, readPlans } from "../lab/sweep/plan-file.js";
export { copyCells, runSweep, sweepResult } from "../lab/sweep/sweep.js";
export type * from "../lab/sweep/sweep.js";
export { FolderStore, JoinedStore, MemoryStore } from "../lab/sweep/cell-store.js";
export type * from "../lab/sweep/cell-store.js";
export { scoreSweep } from "../lab/sweep/score.js";
export type * from "../lab/sweep/score.js";
export type * from "../lab/sweep/space.js";
export type * from "../lab/sweep/cell.js";
export type { SweepProgress } from "../lab/sweep/run-cells.js";
export type { SweepMethod } from "../lab/sweep/methods.js";
export type { SetFailures, SweptLosses } from "../lab/sweep/loss-table.js";
export type { RoundsFailed } from "../lab/most-frequent.js";
export type { AnsweredSets } from "../report/verdict-words.js";
export type { Stage } from "../lab/sweep/stages.js";
export { sweepDocument, sweepDocumentText } from "../lab/sweep/sweep-document.js";
export type * from "../lab/sweep/sweep-document.js";
export { sweepText } from "../lab/sweep/sweep-text.js";
export type { SweepWords } from "../lab/sweep/sweep-words.js";
export { propertyFault } from "../lab/check/property-fault.js";
export type * from "../lab/check/property-fault.js";
export { PROPERTY_NAMES } from "../lab/check/property-names.js";
export type { PropertyName } from "../lab/check/property-names.js";
export type { PairedGain } from "../metrics/statistics/paired-gain.js";
export type { Random } from "../numbers/random.js";
