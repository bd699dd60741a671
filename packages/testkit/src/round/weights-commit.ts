import { isAlloAddress } from "../chain/bech32.js";
import { parseOutput } from "../chain/output.js";
import { weightUint, type WeightFault } from "../chain/weight.js";
import { chainErrors } from "../errors/chain-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";

/** What a run's stdout would do to the weights: the entries to set, or why nothing is set. */
export interface Commitment {
  /** Uint to store by address; 0 removes. Empty when `failure` is set. */
  readonly entries: ReadonlyMap<string, number>;
  readonly failure: WeightkitError | null;
  /** What head node or chain drop or keep without a word. */
  readonly notes: readonly WeightkitError[];
}

const NOTHING: ReadonlyMap<string, number> = new Map();
const ROWS = {
  "not a number": chainErrors.weightNotNumber,
  "out of range": chainErrors.weightNotNumber,
  spelling: chainErrors.weightSpelling,
  "not finite": chainErrors.weightNotFinite,
  negative: chainErrors.weightNegative,
  "too large": chainErrors.weightTooLarge,
} as const satisfies Record<WeightFault, unknown>;

/**
 * Judges stdout as head node and chain would. A weight that does not parse is skipped (noted). One that they would turn
 * into garbage, or an address that makes the chain refuse the message, fails the whole run: no logic that does this is fit
 * to be published, and garbage in the store would make the rest of the replay meaningless.
 * @param known Whether an address is one of the history's workers (or was weighted before).
 */
export function judgeOutput(stdout: Uint8Array, known: (worker: string) => boolean): Commitment {
  const output = parseOutput(stdout);
  if (output.kind === "refused") return failed(output.fault);
  const entries = new Map<string, number>();
  const notes: WeightkitError[] = [];
  for (const [worker, text] of output.weights) {
    if (!known(worker)) {
      if (!isAlloAddress(worker)) return failed(fault(chainErrors.invalidAddress, { worker }));
      notes.push(fault(chainErrors.strangerWeighted, { worker }));
    }
    const uint = weightUint(text);
    if (typeof uint === "number") entries.set(worker, uint);
    else {
      const found = fault(ROWS[uint], { worker, text });
      if (uint !== "not a number" && uint !== "out of range") return failed(found);
      notes.push(found);
    }
  }
  return { entries, failure: null, notes };
}

function failed(failure: WeightkitError): Commitment {
  return { entries: NOTHING, failure, notes: [] };
}
