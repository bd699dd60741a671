import type { CheckedRun } from "./laboratory.js";

const EXCERPT = 40;

/** Where two runs' stdout differs, in one sentence, or null. */
export function otherBytes(run: CheckedRun, other: CheckedRun, changed: string): string | null {
  const [one, two] = [run, other].map(({ outcome }) => Buffer.from(outcome.stdout).toString());
  if (one === undefined || two === undefined || one === two) return null;
  const at = Array.from(one).findIndex((character, i) => character !== two[i]);
  const from = Math.max(0, (at < 0 ? one.length : at) - EXCERPT / 2);
  const excerpt = (text: string): string => JSON.stringify(text.slice(from, from + EXCERPT));
  return `${changed} stdout has ${excerpt(two)} instead of ${excerpt(one)}`;
}
