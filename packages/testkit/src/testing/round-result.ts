import type { Judgement } from "../round/judgement.js";
import type { RunOutcome } from "../runtime/engine.js";

/** A round that was judged as the chain would: what the matchers are about. */
export interface JudgedRound {
  /**
   * What the chain stores by worker, in its integers (100,000 is 1; 0 removes the entry), or null when it stores nothing because
   * the run failed, or printed anything but weights that the chain can store for addresses that it knows.
   */
  readonly weights: Readonly<Record<string, number>> | null;
  /** Why the chain stores nothing, or null. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** What an author should know although the round counts, e.g. a weight that was skipped. One sentence each. */
  readonly notes: readonly string[];
  readonly exitCode: number;
  readonly stderr: string;
  readonly fuel: number;
}

/** The result of a round, as the chain would take it. */
export interface RoundResult extends JudgedRound {
  readonly stdout: string;
  /** URLs that were asked, in order. */
  readonly requests: readonly string[];
}

export function roundResult(
  { exitCode, stdout, stderr, fuel, exchanges }: RunOutcome,
  { stored, failure, notes }: Judgement,
): RoundResult {
  return {
    weights: stored === null ? null : Object.fromEntries(stored),
    error: failure === null ? null : { code: failure.code, message: failure.message },
    notes,
    exitCode,
    stdout: Buffer.from(stdout).toString(),
    stderr: Buffer.from(stderr).toString(),
    fuel: fuel ?? 0,
    requests: exchanges.map(({ request }) => request.url),
  };
}
