/** One planned run of a topic's weight logic (for every reputer). Times are UNIX seconds. */
export interface PlannedRound {
  /** Counts the topic's weight cadences from 0; a due run and its second run share it. */
  readonly index: number;
  readonly blockTime: number;
  /** The topic's weight_last_ran at that time: 0 before the first run. */
  readonly lastRan: number;
  /** The oldest timestamp (inclusive) that the run sees; the newest is before its block time. */
  readonly windowFrom: number;
  /** Whether the run repeats one that was due in the block before. */
  readonly second: boolean;
  /** Whether the block before started a run too, whose result is not on chain yet: this one starts on the weights from before it. */
  readonly followsRun: boolean;
  /** `skipped`: nobody starts it, and weight_last_ran stays. `unreachable`: the head node is down, and weight_last_ran moves. */
  readonly status: "runs" | "skipped" | "unreachable";
}

/** Seconds from `from` (inclusive) to `to` (exclusive). */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** What goes wrong with a topic's runs. Which of it a host knows is its {@link Host.disturbances}. */
export interface Disturbances {
  /** Seconds by which a due run is late, by index. */
  readonly late?: ReadonlyMap<number, number>;
  /** Rounds that nobody starts, by index. The next is due one cadence later. */
  readonly skip?: ReadonlySet<number>;
  /** When the head node cannot be reached. */
  readonly outages?: readonly Interval[];
  /** When the topic has too little demand to be active. */
  readonly noDemand?: readonly Interval[];
}

/** What the runs of a topic depend on. */
export interface ScheduleInput {
  /** Times of the first and the last set. */
  readonly span: readonly [first: number, last: number];
  /** Time of the first set after `time`; Infinity when there is none. */
  readonly nextSet: (time: number) => number;
  /** The topic's weight cadence, seconds. */
  readonly cadence: number;
  /** Seconds from block to block. */
  readonly blockSeconds: number;
  /** All block times, ascending, where they are known; sets make blocks too. Default regular blocks. */
  readonly blocks?: readonly number[] | undefined;
  readonly disturbances?: Disturbances | undefined;
  /** Leaves the second runs out, for hosts that have them. Default false. */
  readonly singleRuns?: boolean | undefined;
}

/** Whether an interval of `intervals` holds `time`. */
export function within(intervals: readonly Interval[] | undefined, time: number): boolean {
  return intervals?.some(({ from, to }) => from <= time && time < to) === true;
}

/** What single rounds are to be disturbed in, held against the rounds that a topic has. */
export interface DisturbedRounds {
  /** Index of the topic's last due round. */
  readonly last: number;
  /** Disturbed rounds that the topic does not have, in order. */
  readonly absent: readonly number[];
}

/** Which of `disturbances` find no due round among `rounds`. */
export function disturbedRounds(
  rounds: Iterable<PlannedRound>,
  { late, skip }: Disturbances,
): DisturbedRounds {
  const named = new Set([...(late?.keys() ?? []), ...(skip ?? [])]);
  let last = 0;
  for (const { index, second } of rounds) {
    if (second) continue;
    last = index;
    named.delete(index);
  }
  return { last, absent: [...named].sort((a, b) => a - b) };
}

/** About how many due rounds a span makes, without making them. */
export function countRounds([first, last]: ScheduleInput["span"], cadence: number): number {
  return Math.floor((last - first) / cadence) + 2;
}
