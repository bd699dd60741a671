import { answering, type CheckRound } from "../check-round.js";
import { ROUNDING } from "../compare.js";
import { generatedRound } from "../generate.js";
import type { Laboratory } from "../laboratory.js";
import type { CheckSubject } from "../plan.js";
import type { Property } from "../property.js";
import { withAnswers } from "../transform.js";

/** Workers of a round that are moved, one after the other. */
const MAX_MOVED = 3;

export const closerToTruth: Property = {
  name: "closer-to-truth",
  statement: "a worker that comes closer to the truth does not lose weight",
  method:
    "one worker's answers move half of their way to the known truths, to the right class for classes, and its weight is compared",
  exempt:
    "it is checked where check.holds has it; a logic that weighs by what a worker adds to the others may lower the weight",
  notFor,
  rounds: (range) => generatedRound(range, { minWorkers: 2 }),
  onRecorded: true,
  judge(round, lab) {
    for (const worker of answering(round).slice(0, MAX_MOVED)) {
      const fault = lossOf(worker, round, lab);
      if (fault !== null) return fault;
    }
    return null;
  },
};

function notFor({ route, values: { kind } }: CheckSubject): string | null {
  if (kind === "distribution") return "values are distributions";
  return route === null ? "the project names no source of truth" : null;
}

function lossOf(worker: string, round: CheckRound, lab: Laboratory): string | null {
  const other = withAnswers(round, (answer, timestamp) => {
    const truth = round.truths[String(timestamp)];
    if (answer.worker !== worker || typeof truth !== "number") return answer;
    return { worker, value: closer(answer.value, truth, lab.subject) };
  });
  const before = lab.run(round).printed?.get(worker);
  const after = lab.run(other).printed?.get(worker);
  if (before === undefined || after === undefined) return null;
  return Number(after) >= Number(before) - ROUNDING
    ? null
    : `${worker} comes closer to the truth and gets ${after} instead of ${before}`;
}

function closer(value: string, truth: number, { values, valueScale }: CheckSubject): string {
  if (values.kind === "class") return String(truth);
  return String(Math.round((Number(value) + truth * valueScale) / 2));
}
