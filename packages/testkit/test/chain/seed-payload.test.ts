import { expect, test } from "vitest";
import { seedPayload, type SeedState } from "../../src/chain/hosts/seed/payload.js";
import { WeightMatrix } from "../../src/chain/weight-matrix.js";

const set = (timestamp: number, ids: number[], values: number[]) => ({
  ...{ timestamp, workerIds: Uint32Array.from(ids), stored: Float64Array.from(values) },
  texts: null,
});

function state(more: Partial<SeedState> = {}): SeedState {
  return {
    sets: [set(1, [2, 0], [5, 6]), set(2, [1], [7])],
    weights: new WeightMatrix(2, 3),
    reputers: ["r", "s"],
    workers: ["c", "a", "b"],
    order: [0, 1],
    truths: [
      { timestamp: 1, value: "3" },
      { timestamp: 2, value: "4" },
    ],
    ...more,
  };
}
const read = (of: SeedState): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(seedPayload(of))) as Record<string, unknown>;

test("before any weight is stored every reputer weights the window's workers alike, by id", () => {
  const { weights, latest_weights } = read(state());
  // 1e5 / 3, whole.
  const uniform = (reputer: string) =>
    ["c", "a", "b"].map((worker) => ({ reputer, worker, weight: "33333" }));
  expect(weights).toEqual([...uniform("r"), ...uniform("s")]);
  expect(Object.keys(latest_weights as object)).toEqual(["a", "b", "c"]);
});

test("sets and truths come newest first, and the last reputer of the order is seen in the sorted latest weights", () => {
  const weights = new WeightMatrix(2, 3);
  weights.set(0, 0, 10);
  weights.set(1, 0, 20);
  weights.set(0, 2, 30);
  const payload = read(state({ weights, order: [1, 0] }));
  expect(payload).toEqual({
    inferences: [
      { timestamp: "2", inferences: [{ worker: "a", inference: "7" }] },
      {
        timestamp: "1",
        inferences: [
          { worker: "b", inference: "5" },
          { worker: "c", inference: "6" },
        ],
      },
    ],
    latest_weights: { b: "30", c: "10" },
    weights: [
      { reputer: "r", worker: "c", weight: "10" },
      { reputer: "r", worker: "b", weight: "30" },
      { reputer: "s", worker: "c", weight: "20" },
    ],
    ground_truth: [
      { timestamp: "2", value: "4" },
      { timestamp: "1", value: "3" },
    ],
  });
  expect(Object.keys(payload["latest_weights"] as object)).toEqual(["b", "c"]);
});
