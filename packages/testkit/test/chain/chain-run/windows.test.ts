import { describe, expect, test } from "vitest";
import type { CommittedSet } from "../../../src/chain/committed-set.js";
import { SetStore } from "../../../src/chain/set-store.js";
import { PayloadWriter } from "../../../src/chain/payload.js";
import { WeightMatrix } from "../../../src/chain/weight-matrix.js";
import { AddressIds, chainRun } from "./vectors.js";

interface Answer {
  readonly topic: number;
  readonly worker: string;
  readonly value: string;
}

interface Window {
  readonly id: number;
  readonly weightLastRan: number;
  readonly commits: readonly {
    readonly ts: number;
    readonly msgs: readonly (readonly Answer[])[];
  }[];
  readonly weights: readonly { reputer: string; worker: string; weight: string }[];
  readonly sets: readonly {
    readonly ts: number;
    readonly inferences: readonly [string, string][];
  }[];
  readonly stdin: string;
}

const TOPIC = 1;

/** All orders of `rows`: the chain meets reputers in the random order of a map. */
function orders(rows: readonly number[]): number[][] {
  if (rows.length < 2) return [[...rows]];
  return rows.flatMap((first) =>
    orders(rows.filter((row) => row !== first)).map((rest) => [first, ...rest]),
  );
}

describe("windows.json", () => {
  const windows = chainRun("windows") as Window[];

  test.each(windows.map((one) => [one.id, one] as const))("window %i", (_, window) => {
    const payload = new PayloadWriter();
    const ids = new AddressIds((address) => {
      payload.add([address]);
    });
    const store = new SetStore<CommittedSet>();
    for (const { ts, msgs } of window.commits) {
      for (const message of msgs) {
        const answers = message.filter(({ topic }) => topic === TOPIC);
        store.commit({
          timestamp: ts,
          workerIds: Uint32Array.from(answers, ({ worker }) => ids.of(worker)),
          stored: Float64Array.from(answers, ({ value }) => Number(value)),
          texts: null,
        });
      }
    }
    const reputers = [...new Set(window.weights.map(({ reputer }) => reputer))];
    const weights = new WeightMatrix(reputers.length, 256);
    for (const { reputer, worker, weight } of window.weights) {
      weights.set(reputers.indexOf(reputer), ids.of(worker), Number(weight));
    }
    const seen = store.from(window.weightLastRan);
    expect(
      seen.toReversed().map(({ timestamp, workerIds, stored }) => ({
        ts: timestamp,
        inferences: Array.from(workerIds, (id, i) => [
          ids.all[id],
          BigInt(stored[i] ?? 0).toString(),
        ]),
      })),
    ).toEqual(window.sets.map(({ ts, inferences }) => ({ ts, inferences })));
    const rows = reputers.map((_name, row) => row);
    const payloads = orders(rows).map((order) =>
      Buffer.from(payload.write(seen, weights, order)).toString(),
    );
    expect(payloads).toContain(window.stdin);
  });
});
