import { everybody, type CheckRound } from "../check-round.js";
import { ROUNDING } from "../compare.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

const STORED = 20_000;

export const equalWorkers: Property = {
  name: "equal-workers",
  statement: "workers with the same answers and the same stored weights get the same weight",
  method:
    "everybody answers every set, with the first worker's answer, and has the same stored weight",
  exempt: "the logic knows a worker by its address, such as one that brings the truth",
  rounds: (range) => generatedRound(range, { minWorkers: 2, full: true }),
  onRecorded: true,
  judge(round, lab) {
    const run = lab.run(allAlike(round));
    if (run.failure !== null) return `all are equal and the round fails: ${run.failure.message}`;
    const [first, ...others] = [...(run.printed ?? [])];
    if (first === undefined) return null;
    const [worker, weight] = first;
    const other = others.find(([, text]) => Math.abs(Number(text) - Number(weight)) > ROUNDING);
    if (other !== undefined)
      return `all are equal, but ${worker} gets ${weight} and ${other[0]} gets ${other[1]}`;
    const left = everybody(round).find((one) => run.printed?.has(one) === false);
    return left === undefined ? null : `all are equal, but ${left} gets no weight`;
  },
};

function allAlike(round: CheckRound): CheckRound {
  const workers = everybody(round);
  const sets = round.sets.map(({ timestamp, answers }) => ({
    timestamp,
    answers: workers.map((worker) => ({ worker, value: answers[0]?.value ?? "0" })),
  }));
  const weights = Object.fromEntries(everybody(round).map((worker) => [worker, STORED]));
  return { ...round, sets, weights };
}
