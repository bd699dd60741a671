import { count, counted, fixed } from "../../report/text/numbers.js";
import { gradeOf, type Grade } from "./grade.js";
import type { AttackResult } from "./attack-result.js";
import { ofAdversaries } from "./of-adversaries.js";
import type { AttackPlan } from "./search/plan.js";
import type { Design } from "./world.js";

/** What was attacked, and in what. */
export interface AttackHead {
  readonly logic: string;
  readonly design: Design;
  /** How many. */
  readonly worlds: number;
  /** Index of the worker that turns adversary. */
  readonly worker: number;
  /** Index of the worker that is to be harmed, where one was named. */
  readonly victim?: number;
  /** The plan that was tried, where it was one. */
  readonly plan?: AttackPlan;
  /** Replays of the search that found it, and the file that it was saved as. */
  readonly evaluations?: number;
  readonly saved?: string;
}

/** What attacks came to, in words. */
export interface AttackWords {
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly grade: Grade;
}

/** A combination that gets this much worse is worth a sentence, whoever gains. */
const DAMAGING = 0.5;

export function attackWords(results: readonly AttackResult[]): AttackWords {
  const gaining = results
    .filter(({ verdict }) => verdict === "gains")
    .sort((a, b) => b.gain.meanGain - a.gain.meanGain);
  const [most] = gaining;
  const grade = gradeOf(results);
  const tried = ofAdversaries(results).length;
  return {
    headline:
      most === undefined
        ? `None of ${counted(tried, "adversary", "adversaries")} gains weight beyond chance.`
        : `${count(gaining.length)} of ${counted(tried, "adversary", "adversaries")} ${gaining.length === 1 ? "gains" : "gain"} weight beyond chance, ${most.adversary.name} the most: ${fixed(most.gain.meanGain * 100, 1)} points.`,
    sentences: [
      ...(most === undefined ? [] : [`${most.adversary.name} ${most.adversary.does}.`]),
      ...halting(results),
      ...failing(results),
      ...damaging(results),
      grade.words,
    ],
    grade,
  };
}

function halting(results: readonly AttackResult[]): string[] {
  return results
    .filter(({ verdict }) => verdict === "halts")
    .map(
      ({ adversary, haltedWorlds, gain }) =>
        `${adversary.name} halts the chain in ${haltedWorlds} of ${counted(gain.seeds, "world")}: a worker that runs a head node, is weighted and falls silent.`,
    );
}

/** Rounds that fail leave weights as they are, and a run that hangs leaves nobody any: shares alone would look harmless. */
function failing(results: readonly AttackResult[]): string[] {
  return results
    .filter(({ failedRounds }) => failedRounds > 0)
    .map(
      ({ adversary, failedRounds, gain }) =>
        `${adversary.name} makes ${counted(failedRounds, "round")} of ${counted(gain.seeds, "world")} fail.`,
    );
}

function damaging(results: readonly AttackResult[]): string[] {
  const found = results
    .filter(({ damage }) => (damage ?? 0) >= DAMAGING)
    .map(({ adversary }) => adversary.name);
  return found.length === 0
    ? []
    : [`The combination's loss grows by half or more under ${found.join(", ")}.`];
}
