import { answering, type CheckRound } from "../check-round.js";
import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { CheckedRun, Laboratory } from "../laboratory.js";
import { otherBytes } from "../other-bytes.js";
import type { Property } from "../property.js";
import { movedBy, withAnswers } from "../transform.js";

const ROUNDS = 500;
const THOROUGH_ROUNDS = 10_000;
/** How far a declared sum may drift, in the chain's integers a worker: each stored weight loses up to one by truncation. */
const DRIFT = 2;
const UNITS = 100_000;
/** Rounds from one that is run again with another seed to the next. */
const SEED_EVERY = 50;

export const longRun: Property = {
  name: "long-run",
  statement: "weights stay sound over thousands of rounds",
  method:
    "a round is repeated on its own stored weights, 500 times or 10,000 with --thorough, while the workers take turns in answering what the others did: rounds end well, other randomness changes nothing, not all weight is lost, and a declared sum does not drift",
  exempt: "the logic ends its topic on purpose",
  rounds: (range) => generatedRound(range, { minWorkers: 2, full: true, weights: "all" }),
  onRecorded: false,
  maxRuns: 2,
  judge(first, lab) {
    const last = lab.thorough ? THOROUGH_ROUNDS : ROUNDS;
    let { weights } = first;
    for (let i = 0; i < last; i += 1) {
      const round = { ...turned(first, i), weights };
      const run = lab.runAgain(round);
      const fault = faultOf(run) ?? chanceFaultOf(run, round, i, lab);
      if (fault !== null) return `in round ${i + 1}: ${fault}`;
      weights = storedAfter(weights, run.stored);
      const drift = driftOf(weights, run.stored, lab);
      if (drift !== null) return `after round ${i + 1} ${drift}`;
    }
    return null;
  },
};

/** What another seed changes, as late as in this round: looked at now and then, unless chance is declared. */
function chanceFaultOf(
  run: CheckedRun,
  round: CheckRound,
  index: number,
  lab: Laboratory,
): string | null {
  const isDeclared = lab.subject.declared.exceptions["other-seed"] !== undefined;
  if (isDeclared || index % SEED_EVERY !== SEED_EVERY - 1) return null;
  return otherBytes(run, lab.runAgain(round, { seed: 2 }), "with other randomness");
}

/** The round in which each worker answers what another one did, who changes from round to round. */
function turned(round: CheckRound, turn: number): CheckRound {
  const workers = answering(round);
  const moved = withAnswers(round, ({ worker, value }) => ({
    worker: workers[(workers.indexOf(worker) + turn) % workers.length] ?? worker,
    value,
  }));
  return movedBy(moved, turn * 86_400);
}

function storedAfter(
  weights: CheckRound["weights"],
  stored: ReadonlyMap<string, number> | null,
): CheckRound["weights"] {
  const all = { ...weights, ...Object.fromEntries(stored ?? []) };
  return Object.fromEntries(Object.entries(all).filter(([, weight]) => weight > 0));
}

function driftOf(
  weights: CheckRound["weights"],
  stored: ReadonlyMap<string, number> | null,
  { subject: { declared } }: Laboratory,
): string | null {
  const all = Object.values(weights);
  if (all.length === 0) return "nobody has a weight any more";
  if (declared.sum === null || stored === null || stored.size < all.length) return null;
  const total = all.reduce((sum, weight) => sum + weight, 0);
  const least = declared.sum * UNITS - DRIFT * all.length;
  return total >= least && total <= declared.sum * UNITS + DRIFT * all.length
    ? null
    : `the stored weights sum to ${total / UNITS} instead of ${declared.sum}`;
}
