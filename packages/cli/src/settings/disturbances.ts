import { disturbedRounds, type Disturbances } from "@weightkit/testkit/internal/chain/schedule";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import type { Cadences } from "@weightkit/testkit/internal/replay/plan";
import { calledBy, type Sources } from "../core/source.js";
import { usageErrors } from "../errors/usage-errors.js";
import type { Ui } from "../ui/ui.js";

/** Over 30 years: what guests count in nanoseconds still fits their 64 bits. */
const MAX_SECONDS = 1_000_000_000;
const MAX_ROUND = 1_000_000;

export interface DisturbanceValues {
  readonly late: readonly string[];
  readonly skip: readonly string[];
}

/**
 * The rounds of `--late` and `--skip`.
 * @param faults gets WK105 for each part that cannot be read
 */
export function disturbancesOf(
  values: DisturbanceValues,
  sources: Sources,
  faults: WeightkitError[],
): Disturbances {
  const late = new Map<number, number>();
  const skip = new Set<number>();
  const bad = (name: string, value: string, wanted: string): void => {
    const option = calledBy(name, sources);
    faults.push(fault(usageErrors.badOptionValue, { option, value, wanted }));
  };
  for (const part of parts(values.late)) {
    const [, round, seconds] = /^(\d{1,7})=(\d{1,10})$/.exec(part) ?? [];
    const by = Number(seconds);
    if (isRound(round) && by >= 1 && by <= MAX_SECONDS) late.set(Number(round), by);
    else bad("late", part, "a round, counted from 0, and whole seconds from 1: --late 3=600");
  }
  for (const part of parts(values.skip)) {
    if (/^\d{1,7}$/.test(part) && isRound(part)) skip.add(Number(part));
    else bad("skip", part, "a round, counted from 0: --skip 4");
  }
  return { late, skip };
}

function isRound(text: string | undefined): boolean {
  return Number(text) <= MAX_ROUND;
}

function parts(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(",").map((part) => part.trim()));
}

/**
 * Checks that what is disturbed exists: a topic with fewer rounds than another is worth a warning, a round that no topic has is
 * a fault.
 * @throws WeightkitError WK143, one for each round
 */
export function checkRounds(
  disturbances: Disturbances,
  topics: readonly TopicHistory[],
  cadencesOf: (topic: string) => Cadences,
  ui: Ui,
): void {
  const { late, skip } = disturbances;
  if ((late?.size ?? 0) + (skip?.size ?? 0) === 0) return;
  const held = topics.map(({ topic, inferences: { timestamps, length } }) => {
    const span = [timestamps[0] ?? 0, timestamps[length - 1] ?? 0] as const;
    return { topic, ...disturbedRounds(...span, cadencesOf(topic).weight, disturbances) };
  });
  const last = Math.max(...held.map((one) => one.last));
  const spelled = (round: number): string =>
    [late?.has(round) === true ? "--late" : "", skip?.has(round) === true ? "--skip" : ""]
      .filter((option) => option !== "")
      .join(" and ");
  const nowhere = [...new Set(held.flatMap(({ absent }) => absent))].filter((one) => one > last);
  throwFaults(
    nowhere.map((round) =>
      fault(usageErrors.noSuchRound, {
        option: spelled(round),
        round,
        last,
        topics: topics.length,
      }),
    ),
  );
  for (const { topic, absent, last: own } of held) {
    if (absent.length === 0) continue;
    ui.warn(`topic ${topic} has rounds 0 to ${own} only: ${listed(absent)} is not disturbed there`);
  }
}

function listed(rounds: readonly number[]): string {
  return rounds.map((round) => `round ${round}`).join(", ");
}
