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
  /** Weight to store by address, times 100,000, whole; 0 removes. Null when nothing is stored, as the round failed. */
  readonly stored: ReadonlyMap<string, number> | null;
  readonly failure: Failure | null;
  /** What a user should know although the round counts, e.g. a weight that was skipped. One sentence each. */
  readonly notes: readonly string[];
}

/** Whose weights need no remark. */
export interface KnownAddresses {
  /** Whether an address is known: a worker, a reputer, or somebody who was weighed before. */
  readonly has: (address: string) => boolean;
  /** Strangers that were weighed before. Default none. */
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
 * or an address that makes the chain refuse the message, fails the whole round: no logic that does this is fit to be published, and
 * garbage in the store would make the rest of a replay meaningless.
 */
export function judgeRound(outcome: RunOutcome, known: KnownAddresses): Judgement {
  const { failure, exitCode, stdout, notes } = outcome;
  if (failure !== null) return { stored: null, failure, notes };
  const failed = (error: WeightkitError): Judgement => ({
    stored: null,
    failure: failureOf(error),
    notes,
  });
  if (exitCode !== 0) return failed(fault(chainErrors.nonZeroExit, { exitCode }));
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
  return { stored, failure: null, notes: [...notes, ...sentences(found)] };
}

function sentences(found: readonly WeightkitError[]): string[] {
  const shown = found.slice(0, MAX_NOTES).map(({ code, message }) => `${code}: ${message}`);
  const more = found.length - MAX_NOTES;
  return more > 0 ? [...shown, `… and ${more} more like these`] : shown;
}
