import { describe, expect, test } from "vitest";
import type { CommittedSet } from "../../../src/chain/committed-set.js";
import { TopicClock } from "../../../src/chain/hosts/chain/topic-clock.js";
import { PayloadWriter } from "../../../src/chain/payload.js";
import { WeightMatrix } from "../../../src/chain/weight-matrix.js";
import { answerOf, recorded, type Schedule } from "./schedules.js";
import { AddressIds, chainRun } from "./vectors.js";

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

describe("schedule.json", () => {
  const schedules = chainRun("schedule") as Schedule[];

  test.each(schedules.map((one) => [`${one.id} (${one.mode})`, one] as const))(
    "schedule %s: the same runs at the same times on the same payloads",
    (_, schedule) => {
      expect(replayed(schedule)).toEqual(recorded(schedule));
    },
  );

  // Inference requests double too (finding 1): they follow the same clock at the topic's other cadence. A request counts where it reached
  // the recorder, so the one or the other is listed a block late; none is lost, and inference_last_ran shows when each was due.
  test.each(schedules.map((one) => [one.id, one] as const))(
    "schedule %i: inferences are requested by the same clock",
    (_, { inferenceCadence, blocks, chain }) => {
      const clock = new TopicClock(inferenceCadence);
      let missing = 0;
      for (const [i, { t }] of blocks.entries()) {
        const requested = clock.propose(t) === null ? 0 : 1;
        clock.end(t);
        expect(clock.lastRan).toBe(chain[i]?.inferenceLastRan);
        missing += requested - (chain[i]?.inferenceRequests ?? 0);
        expect([0, 1]).toContain(missing);
      }
      expect(missing).toBe(0);
    },
  );
});
