import { HOSTS } from "@weightkit/testkit/internal/chain/hosts/hosts";
import {
  disturbedRounds,
  type Disturbances,
  type Interval,
} from "@weightkit/testkit/internal/chain/hosts/schedule";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import type { TopicPlan } from "@weightkit/testkit/internal/replay/plan";
import { scheduleOf } from "@weightkit/testkit/internal/replay/schedule";
import { calledBy, type Sources } from "../core/source.js";
import { usageErrors } from "../errors/usage-errors.js";
import type { Ui } from "../ui/ui.js";

/** Over 30 years: what guests count in nanoseconds still fits their 64 bits. */
const MAX_SECONDS = 1_000_000_000;
const MAX_ROUND = 1_000_000;

export interface DisturbanceValues {
  readonly late: readonly string[];
  readonly skip: readonly string[];
  readonly outage: readonly string[];
  readonly noDemand: readonly string[];
}

/**
 * The rounds and times of `--late`, `--skip`, `--outage` and `--no-demand`.
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
  const intervals = (option: string, texts: readonly string[]): Interval[] =>
    parts(texts).flatMap((part) => {
      const [from = "", to = "", ...more] = part.split("..");
      const [start, end] = [unixSeconds(from), unixSeconds(to)];
      if (start !== null && end !== null && start < end && more.length === 0) {
        return [{ from: start, to: end }];
      }
      bad(option, part, `two times, the earlier first: --${option} 2024-03-01..2024-03-02T12:00Z`);
      return [];
    });
  return {
    late,
    skip,
    outages: intervals("outage", values.outage),
    noDemand: intervals("no-demand", values.noDemand),
  };
}

function isRound(text: string | undefined): boolean {
  return Number(text) <= MAX_ROUND;
}

function parts(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(",").map((part) => part.trim()));
}

/** A topic's plan, as far as its runs depend on it. */
export type PlannedTopic = Parameters<typeof scheduleOf>[0] & Pick<TopicPlan, "profile">;

/**
 * Sees to it that rounds that are disturbed exist: a topic with fewer rounds than another is a warning, a round that no topic has is a
 * fault.
 * @throws WeightkitError WK143, one for each round
 */
export function checkRounds(
  { late, skip }: Disturbances,
  topics: readonly PlannedTopic[],
  ui: Ui,
): void {
  if ((late?.size ?? 0) + (skip?.size ?? 0) === 0) return;
  const disturbances = { late: late ?? new Map<number, number>(), skip: skip ?? new Set<number>() };
  const held = topics.map((plan) => {
    const rounds = HOSTS[plan.profile ?? "chain"].rounds(scheduleOf(plan));
    return { topic: plan.history.topic, ...disturbedRounds(rounds, disturbances) };
  });
  const last = Math.max(...held.map((one) => one.last));
  const spelled = (round: number): string =>
    [late?.has(round) === true ? "--late" : "", skip?.has(round) === true ? "--skip" : ""]
      .filter((option) => option !== "")
      .join(" and ");
  const nowhere = [...new Set(held.flatMap(({ absent }) => absent))].filter((round) =>
    held.every(({ absent }) => absent.includes(round)),
  );
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
    ui.warn(
      `topic ${topic} has rounds up to ${own} only: ${listed(absent)} is not disturbed there`,
    );
  }
}

function listed(rounds: readonly number[]): string {
  return rounds.map((round) => `round ${round}`).join(", ");
}
