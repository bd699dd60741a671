/** A failure, and how many rounds had it. */
export interface RoundsFailed {
  readonly code: string;
  readonly message: string;
  readonly rounds: number;
}

/** The code that most rounds have, with its first message; of equals the first. Null without any. */
export function mostFrequent(failures: readonly RoundsFailed[]): RoundsFailed | null {
  const byCode = new Map<string, RoundsFailed>();
  for (const { code, message, rounds } of failures) {
    const before = byCode.get(code) ?? { code, message, rounds: 0 };
    byCode.set(code, { ...before, rounds: before.rounds + rounds });
  }
  return [...byCode.values()].sort((a, b) => b.rounds - a.rounds)[0] ?? null;
}
