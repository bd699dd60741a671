import type { SweepProgress } from "@weightkit/testkit/internal/lab/sweep/run-cells";
import { count } from "@weightkit/testkit/internal/report/text/numbers";

/** Milliseconds, and replays, before a guess at the time that is left is worth anything. */
const MIN_TIME = 1000;
const MIN_DONE = 4;

/** The progress line of a sweep, with the time left as the pace so far has it. @param now milliseconds */
export function remaining(now: () => number): (progress: SweepProgress) => string {
  let begun = now();
  return ({ cells, done, kept }) => {
    if (done === 0) begun = now();
    const spent = now() - begun;
    const there = kept === 0 ? "" : `, ${count(kept)} were there`;
    const guess =
      spent < MIN_TIME || done < MIN_DONE
        ? ""
        : `, ${timeText((spent / done) * (cells - done))} left`;
    return `sweeping: ${count(done)} of ${count(cells)} replays${guess}${there}`;
  };
}

/** What a sweep that goes on where it was reports. */
export function resumedNote({ cells, kept }: Pick<SweepProgress, "cells" | "kept">): string {
  return `${count(kept)} of ${count(cells + kept)} replays were finished before`;
}

/** Damaged files that the warning lists. */
const MAX_LISTED = 3;

/** What a sweep reports of files in its store that were damaged or edited. */
export function damagedWarning(paths: readonly string[]): string {
  const more = paths.length - MAX_LISTED;
  const listed = `${paths.slice(0, MAX_LISTED).join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}`;
  return paths.length === 1
    ? `a file in the store is damaged or was changed, and its replay counts as missing: ${listed}`
    : `${count(paths.length)} files in the store are damaged or were changed, and their replays count as missing: ${listed}`;
}

function timeText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
