import { within, type Interval, type PlannedRound, type ScheduleInput } from "../schedule.js";
import { TopicClock } from "./topic-clock.js";

/**
 * The runs of a topic as v0.0.9 has them ({@link TopicClock}), up to the first due run after the last set, and its second run. The topic is
 * active from the block of its first set on, or from the first known block. That block's end finds the first run due, so that only a second run comes of
 * it: round 0. With known blocks, runs go on to the last of them.
 */
export function chainRounds(input: ScheduleInput): Iterable<PlannedRound> {
  if (input.blocks !== undefined) return blockRounds(input, input.blocks, Infinity);
  return input.cadence > input.blockSeconds
    ? regularRounds(input)
    : blockRounds(input, regularBlocks(input), input.span[1]);
}

/** Blocks without end, from the first set on. */
function* regularBlocks({ span: [first], blockSeconds }: ScheduleInput): Generator<number> {
  for (let i = 0; ; i += 1) yield first + i * blockSeconds;
}

/**
 * With regular blocks shorter than the cadence, only those are looked at that start a run: the block of a due run is exactly one cadence after
 * weight_last_ran (or late), and the next follows after `blockSeconds`, or with the next set when that is sooner.
 */
function* regularRounds(input: ScheduleInput): Generator<PlannedRound> {
  const { span, cadence, disturbances = {}, singleRuns = false } = input;
  const { late, outages, noDemand } = disturbances;
  const status = (time: number): PlannedRound["status"] =>
    within(outages, time) ? "unreachable" : "runs";
  let lastRan = activeFrom(span[0], noDemand);
  if (lastRan > span[1]) return;
  let before = -Infinity;
  // No block comes between when neither a set nor the time makes one.
  const followsRun = (time: number): boolean =>
    time <= before + input.blockSeconds && time <= input.nextSet(before);
  for (let index = 0; ; index += 1) {
    if (index > 0) {
      const due = lastRan + cadence + (late?.get(index) ?? 0);
      const gap = noDemand?.find(({ from, to }) => from < due && due <= to);
      if (gap === undefined) {
        const about = { lastRan, windowFrom: lastRan, second: false } as const;
        yield { index, blockTime: due, ...about, followsRun: followsRun(due), status: status(due) };
        before = due;
      }
      // Without demand weight_last_ran waits for the block in which the topic is active again; what came in between is lost.
      lastRan = activeFrom(gap?.to ?? due, noDemand);
      if (lastRan > span[1] && (gap !== undefined || lastRan !== due)) return;
    }
    const blockTime = Math.min(lastRan + input.blockSeconds, input.nextSet(lastRan));
    const about = { lastRan, windowFrom: lastRan, second: true } as const;
    if (!singleRuns) {
      yield {
        ...{ index, blockTime, ...about },
        ...{ followsRun: followsRun(blockTime), status: status(blockTime) },
      };
      before = blockTime;
    }
    if (lastRan > span[1]) return;
  }
}

/** The first time from `time` on at which the topic has demand. */
function activeFrom(time: number, noDemand: readonly Interval[] | undefined): number {
  for (;;) {
    const gap = noDemand?.find(({ from, to }) => from <= time && time < to);
    if (gap === undefined) return time;
    time = gap.to;
  }
}

/** With known block times, every block is looked at: blocks that come late make runs late. */
function* blockRounds(
  input: ScheduleInput,
  blocks: Iterable<number>,
  last: number,
): Generator<PlannedRound> {
  const { cadence, disturbances = {}, singleRuns = false } = input;
  const clock = new TopicClock(cadence);
  let moves = 0;
  let wasActive = true;
  let followsRun = false;
  for (const blockTime of blockTimes(input, blocks)) {
    const { lastRan } = clock;
    const run = clock.propose(blockTime);
    const starts = run !== null && !(run.second && singleRuns);
    if (starts) {
      const status = within(disturbances.outages, blockTime) ? "unreachable" : "runs";
      const index = run.second ? moves - 1 : moves;
      yield { index, blockTime, lastRan, ...run, followsRun, status };
    }
    followsRun = starts;
    if (lastRan > last) return;
    const active = !within(disturbances.noDemand, blockTime);
    clock.end(blockTime, active);
    if (clock.lastRan !== lastRan) {
      // After the last set nobody waits for demand to come back.
      if (!wasActive && blockTime > last) return;
      moves += 1;
    }
    wasActive = active;
  }
}

/** The given block times and those of the sets, ascending. */
function* blockTimes(
  { span: [first], nextSet }: ScheduleInput,
  blocks: Iterable<number>,
): Generator<number> {
  let set = first;
  for (const block of blocks) {
    for (; set < block; set = nextSet(set)) yield set;
    if (set === block) set = nextSet(set);
    yield block;
  }
  for (; set < Infinity; set = nextSet(set)) yield set;
}
