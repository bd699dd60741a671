import { isAlloAddress } from "../chain/bech32.js";
import { parseOutput } from "../chain/output.js";
import { weightUint, type WeightFault } from "../chain/weight.js";
import { chainErrors } from "../errors/chain-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { RunOutcome } from "../runtime/engine.js";
import { failureOf, type Failure } from "../runtime/failure.js";

/** Addresses outside the history that the logic may give weights to. */
const MAX_STRANGERS = 10_000;
const MAX_NOTES = 20;

/** What head node and chain make of a run. */
export interface Judgement {
  /** Weight to store by address, times 100,000, whole; 0 removes. Null when nothing is stored. */
  readonly stored: ReadonlyMap<string, number> | null;
  readonly failure: Failure | null;
  /** What a user should know although the round counts, e.g. a weight that was skipped. One sentence each. */
  readonly notes: readonly string[];
}

/** Addresses whose weights need no note. */
export interface KnownAddresses {
  /** Whether an address is known: a worker, a reputer, or somebody who had a weight before. */
  readonly has: (address: string) => boolean;
  /** Strangers that had a weight before. Default none. */
  readonly strangers?: number;
}

const ROWS = {
  "not a number": chainErrors.weightNotNumber,
  "out of range": chainErrors.weightNotNumber,
  spelling: chainErrors.weightSpelling,
  "not finite": chainErrors.weightNotFinite,
  negative: chainErrors.weightNegative,
  "too large": chainErrors.weightTooLarge,
} as const satisfies Record<WeightFault, unknown>;

/**
 * Judges a run as head node and chain would. A weight that does not parse is skipped (noted). One that they would turn into garbage,
 * or an address that makes the chain refuse the message, fails the whole round: logic that does this must not be published, and
 * garbage in the store would make the rest of a replay meaningless.
 *
 * A run that ends with another exit code than 0, or traps, has failed. What it printed before is stored where the host looks at no exit
 * code, as v0.0.9's head node does.
 * @param submitsFailures Whether the host stores what failed runs printed. Default true.
 */
export function judgeRound(
  outcome: RunOutcome,
  known: KnownAddresses,
  submitsFailures = true,
): Judgement {
  const { exitCode, stdout, notes } = outcome;
  const failure =
    outcome.failure ??
    (exitCode === 0 ? null : failureOf(fault(chainErrors.nonZeroExit, { exitCode })));
  if (failure === null) {
    const output = judgeOutput(stdout, known);
    return { ...output, notes: output.stored === null ? notes : [...notes, ...output.notes] };
  }
  const stored = submitsFailures ? judgeOutput(stdout, known).stored : null;
  if (stored === null) return { stored, failure, notes };
  return {
    stored,
    failure,
    notes: [...notes, ...sentences([fault(chainErrors.failedButSubmitted, {})])],
  };
}

function judgeOutput(stdout: Uint8Array, known: KnownAddresses): Judgement {
  const failed = (error: WeightkitError): Judgement => ({
    stored: null,
    failure: failureOf(error),
    notes: [],
  });
  const output = parseOutput(stdout);
  if (output.kind === "refused") return failed(output.fault);
  const stored = new Map<string, number>();
  const found: WeightkitError[] = [];
  let strangers = known.strangers ?? 0;
  for (const [worker, text] of output.weights) {
    const stranger = !known.has(worker);
    if (stranger) {
      if (!isAlloAddress(worker)) return failed(fault(chainErrors.invalidAddress, { worker }));
      found.push(fault(chainErrors.strangerWeighted, { worker }));
    }
    const uint = weightUint(text);
    if (typeof uint === "number") {
      stored.set(worker, uint);
      if (stranger) strangers += 1;
      continue;
    }
    const skipped = fault(ROWS[uint], { worker, text });
    if (uint !== "not a number" && uint !== "out of range") return failed(skipped);
    found.push(skipped);
  }
  if (strangers > MAX_STRANGERS) {
    return failed(fault(chainErrors.tooManyStrangers, { limit: MAX_STRANGERS }));
  }
  return { stored, failure: null, notes: sentences(found) };
}

function sentences(found: readonly WeightkitError[]): string[] {
  const shown = found.slice(0, MAX_NOTES).map(({ code, message }) => `${code}: ${message}`);
  const more = found.length - MAX_NOTES;
  return more > 0 ? [...shown, `… and ${more} more like these`] : shown;
}
