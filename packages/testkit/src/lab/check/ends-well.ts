import { weightUint } from "../../chain/weight.js";
import type { CheckedRun } from "./laboratory.js";

/** Failures of a limit, each of which is a separate property. */
const FUEL = "WK430";
const TIME = "WK431";
const MEMORY = "WK442";

export type LimitName = "fuel" | "memory" | "time";

const LIMITS: Readonly<Record<string, LimitName>> = {
  [FUEL]: "fuel",
  [TIME]: "time",
  [MEMORY]: "memory",
};

/** The limit that a run hit, or null. */
export function limitOf({ failure }: CheckedRun): LimitName | null {
  return failure === null ? null : (LIMITS[failure.code] ?? null);
}

/** Why a run did not end with one JSON object of weights that the chain can store, in one sentence, or null. */
export function faultOf(run: CheckedRun): string | null {
  return objectFaultOf(run) ?? weightFaultOf(run);
}

/** Why a run did not end with exit code 0 and one JSON object, or null. */
export function objectFaultOf(run: CheckedRun): string | null {
  const { failure, printed } = run;
  if (failure === null) return null;
  // A weight that cannot be stored fails a round whose object is right.
  const isWeights = printed !== null && run.outcome.failure === null && run.outcome.exitCode === 0;
  return isWeights ? null : `${failure.code}: ${failure.message}`;
}

/** The first weight that the chain cannot store as it was printed, or null. */
export function weightFaultOf({ printed }: CheckedRun): string | null {
  for (const [worker, text] of printed ?? []) {
    const uint = weightUint(text);
    if (typeof uint !== "number") return `${worker} gets ${JSON.stringify(text)} (${WORDS[uint]})`;
  }
  return null;
}

const WORDS = {
  "not a number": "not a number",
  "out of range": "out of range",
  spelling: "an unusual notation",
  "not finite": "not finite",
  negative: "negative",
  "too large": "too large for the chain",
} as const;
