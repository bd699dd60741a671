/** What the facts of a replay come to: errors, verdicts, fuel, rewards. */
export { evaluate, Evaluator } from "../metrics/evaluate.js";
export type * from "../metrics/evaluate.js";
export type * from "../metrics/counts.js";
export type * from "../metrics/summary.js";
export type * from "../metrics/summary-options.js";
export type * from "../metrics/judged-fact.js";
export type {
  Accuracy,
  Against,
  CombinationLosses,
  NaiveInference,
} from "../metrics/folds/accuracy-fold.js";
export type { Calibration, CalibrationBin } from "../metrics/folds/calibration.js";
export type { Calls, ClassCalls } from "../metrics/folds/class-calls.js";
export type { Coverage } from "../metrics/folds/coverage.js";
export type { PerRound } from "../metrics/folds/per-round.js";
export type { CostOfMissing } from "../metrics/folds/money.js";
export type { WorkerChange } from "../metrics/folds/responses.js";
export type { EpochAmounts, FloatDifferences, Rewards } from "../metrics/folds/rewards-fold.js";
export type { OverRounds, RankCorrelation, Weighting } from "../metrics/folds/weighting-fold.js";
export type { Combined, JudgedSet, WeightsFrom } from "../metrics/judged-set.js";
export type { OverallVerdict, TopicVerdict } from "../metrics/overall.js";
export type { SkillParts, Unlearnt, Verdict } from "../metrics/verdict.js";
export type {
  BaselineName,
  CombinationName,
  LossName,
  LossScale,
  Score,
  WorkerScoring,
} from "../kinds/score.js";
export type { Assessment, VerdictKind } from "../metrics/statistics/assess.js";
export type { CadenceRemedy, CadenceShares } from "../metrics/folds/cadence-remedy.js";
export type { Comparison } from "../metrics/folds/comparison.js";
export type { CountSpread } from "../metrics/statistics/count-spread.js";
export type { DependentProportion } from "../metrics/statistics/dependent-proportion.js";
export type { ReliabilityReason } from "../metrics/statistics/reliability.js";
export type { DieboldMariano } from "../metrics/statistics/diebold-mariano.js";
export type { EwcTest, Untestable, UntestableReason } from "../metrics/statistics/ewc.js";
export type { McNemar } from "../metrics/statistics/mcnemar.js";
export type { SkillInterval } from "../metrics/statistics/skill-interval.js";
export type { ConsumerResult } from "../metrics/folds/consumers.js";
