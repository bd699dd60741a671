import { describe, expect, test } from "vitest";
import type { CommittedSet } from "../../../src/chain/committed-set.js";
import { TopicClock } from "../../../src/chain/hosts/chain/topic-clock.js";
import { PayloadWriter } from "../../../src/chain/payload.js";
import { WeightMatrix } from "../../../src/chain/weight-matrix.js";
import { AddressIds, chainRun } from "./vectors.js";

interface Schedule {
  readonly id: number;
  readonly mode: string;
  readonly weightCadence: number;
  readonly inferenceCadence: number;
  readonly blocks: readonly {
    readonly t: number;
    readonly commit: readonly { readonly worker: string; readonly value: string }[] | null;
  }[];
  readonly chain: readonly {
    readonly time: number;
    readonly stdins: readonly string[];
    readonly weightLastRan: number;
  }[];
}

interface Payload {
  readonly inferences: readonly { readonly inferences: readonly { readonly worker: string }[] }[];
  readonly latest_weights: Record<string, string>;
}

/** What the recording's head node answered a payload with: half the old weight and one, and ten for each inference. */
function answerOf(stdin: string): Map<string, number> {
  const { inferences, latest_weights } = JSON.parse(stdin) as Payload;
  const weights = new Map<string, number>();
  for (const [worker, weight] of Object.entries(latest_weights)) {
    weights.set(worker, Math.floor(Number(weight) / 2) + 1);
  }
  for (const { worker } of inferences.flatMap((set) => set.inferences)) {
    weights.set(worker, (weights.get(worker) ?? 0) + 10);
  }
  return weights;
}

/** Block by block as the chain does it; a run's answer is stored in the block after the one that started it. */
function replayed({ weightCadence, blocks }: Schedule): Schedule["chain"] {
  const clock = new TopicClock(weightCadence);
  const weights = new WeightMatrix(1, 64);
  const payload = new PayloadWriter();
  const ids = new AddressIds((address) => {
    payload.add([address]);
  });
  const stored: CommittedSet[] = [];
  let answers: string[] = [];
  return blocks.map(({ t, commit }) => {
    const run = clock.propose(t);
    const window = stored.filter(({ timestamp }) => timestamp >= (run?.windowFrom ?? 0));
    const stdins =
      run === null ? [] : [Buffer.from(payload.write(window, weights, [0])).toString()];
    for (const stdin of answers) {
      for (const [worker, uint] of answerOf(stdin)) weights.set(0, ids.of(worker), uint);
    }
    answers = stdins;
    if (commit !== null) {
      stored.push({
        timestamp: t,
        workerIds: Uint32Array.from(commit, ({ worker }) => ids.of(worker)),
        stored: Float64Array.from(commit, ({ value }) => Number(value)),
        texts: null,
      });
    }
    clock.end(t);
    return { time: t, stdins, weightLastRan: clock.lastRan };
  });
}

/**
 * Runs that the recorder lists under the block after the one that started them: the request had not arrived yet. Their payloads
 * prove it, as they lack the set of the block that they are listed under, and hold weights from before it.
 */
const LISTED_LATE: Record<number, readonly number[]> = { 4: [1700001021], 8: [1700000809] };

/** The recording, with those runs put back under the block that started them. */
function recorded({ id, chain }: Schedule): Schedule["chain"] {
  const late = LISTED_LATE[id] ?? [];
  return chain.map(({ time, stdins, weightLastRan }, i) => {
    const next = chain[i + 1];
    if (late.includes(time)) return { time, stdins: [], weightLastRan };
    const moved = next !== undefined && late.includes(next.time);
    return { time, stdins: moved ? next.stdins : stdins, weightLastRan };
  });
}

describe("schedule.json", () => {
  const schedules = chainRun("schedule") as Schedule[];

  test.each(schedules.map((one) => [`${one.id} (${one.mode})`, one] as const))(
    "schedule %s: the same runs at the same times on the same payloads",
    (_, schedule) => {
      expect(replayed(schedule)).toEqual(recorded(schedule));
    },
  );
});
