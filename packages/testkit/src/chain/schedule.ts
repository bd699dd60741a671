/** One planned run of the weight logic. */
export interface PlannedRound {
  /** Counts from 0. */
  readonly index: number;
  readonly blockTime: number;
  /** The topic's weight_last_ran at that time: 0 before the first run. */
  readonly lastRan: number;
  /** Whether the run is left out: weight_last_ran then stays as it is. */
  readonly skipped: boolean;
}

/** What goes wrong with single rounds, by their index. */
export interface Disturbances {
  /** Seconds by which a round is late. */
  readonly late?: ReadonlyMap<number, number>;
  /** Rounds that nobody starts. The next is due one cadence later. */
  readonly skip?: ReadonlySet<number>;
}

/**
 * The rounds of a topic whose sets lie between `first` and `last` (UNIX seconds): at `first`, since weight_last_ran is 0,
 * and then whenever `now - weight_last_ran >= cadence`, up to the first round that ran after `last`. The chain decides on
 * the state before the block, so that round sees the set at `last` and the one at `first` does not see the set at `first`.
 */
export function* planRounds(
  first: number,
  last: number,
  cadence: number,
  disturbances: Disturbances = {},
): Generator<PlannedRound> {
  let lastRan = 0;
  let due = first;
  for (let index = 0; ; index++) {
    const blockTime = due + (disturbances.late?.get(index) ?? 0);
    const skipped = disturbances.skip?.has(index) ?? false;
    yield { index, blockTime, lastRan, skipped };
    if (!skipped) {
      lastRan = blockTime;
      if (blockTime > last) return;
    }
    due = blockTime + cadence;
  }
}

/** About how many rounds that makes, without making them. */
export function countRounds(first: number, last: number, cadence: number): number {
  return Math.floor((last - first) / cadence) + 2;
}

/** What single rounds are to be disturbed in, held against the rounds that a topic has. */
export interface DisturbedRounds {
  /** Index of the topic's last round. */
  readonly last: number;
  /** Disturbed rounds that the topic does not have, in order. */
  readonly absent: readonly number[];
}

/** Which of `disturbances` find no round, in a topic whose rounds are those of {@link planRounds}. */
export function disturbedRounds(
  first: number,
  last: number,
  cadence: number,
  disturbances: Disturbances,
): DisturbedRounds {
  let index = 0;
  for (const round of planRounds(first, last, cadence, disturbances)) ({ index } = round);
  const { late, skip } = disturbances;
  const named = new Set([...(late?.keys() ?? []), ...(skip ?? [])]);
  const absent = [...named].filter((round) => round > index).sort((a, b) => a - b);
  return { last: index, absent };
}

/**
 * The oldest timestamp (inclusive) that a round sees: nothing before weight_last_ran, and nothing that was truncated, which
 * happens `weight_cadence` seconds after its commitment. The newest is before the round's block time.
 */
export function windowStart(round: PlannedRound, cadence: number): number {
  return Math.max(round.lastRan, round.blockTime - cadence);
}
