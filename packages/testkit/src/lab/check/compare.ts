import type { CheckedRun } from "./laboratory.js";

/** How far apart two equal weights may be: one unit of the chain's integers, to which a logic may round them so that their sum is right. */
export const ROUNDING = 1.5e-5;

/**
 * The first worker who gets another weight in another run, in one sentence, or null. Only runs that ended well are compared.
 * @param name what a worker is called in the other run
 */
export function differenceOf(
  run: CheckedRun,
  other: CheckedRun,
  changed: string,
  name: (worker: string) => string = (worker) => worker,
): string | null {
  if (run.failure !== null || run.printed === null) return null;
  if (other.failure !== null || other.printed === null)
    return `${changed}, the round fails: ${other.failure?.message ?? "stdout has no weights"}`;
  for (const [worker, text] of run.printed) {
    const there = other.printed.get(name(worker));
    if (there === undefined) return `${changed}, ${worker} gets no weight instead of ${text}`;
    const far = Math.abs(Number(text) - Number(there));
    if (far > ROUNDING * Math.max(1, Math.abs(Number(text))))
      return `${changed}, ${worker} gets ${there} instead of ${text}`;
  }
  const more = other.printed.size - run.printed.size;
  return more > 0 ? `${changed}, ${more} more workers get a weight` : null;
}
