import { fileURLToPath } from "node:url";
import { loadLogic } from "@weightkit/testkit/logic/load";
import { DEFAULT_LIMITS } from "@weightkit/testkit/runtime/limits";
import { v8Engine } from "@weightkit/testkit/runtime/v8-engine";
import { expect, test } from "vitest";

const logic = loadLogic(fileURLToPath(new URL("../build/manifest.json", import.meta.url)));
const prepared = v8Engine.prepare(logic, { limits: DEFAULT_LIMITS, metered: true });

/** Runs one round in a fresh instance; the truth of every timestamp is `delay`. */
function round(payload: object, delay: number) {
  const outcome = prepared.run({
    stdin: Buffer.from(JSON.stringify(payload)),
    env: { TOPIC_ID: "1" },
    args: [],
    blockTime: 1_700_010_000,
    seed: 1,
    permissions: logic.manifest?.permissions ?? [],
    http: () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify({ delay })) }),
  });
  const stdout = Buffer.from(outcome.stdout).toString();
  return { outcome, weights: stdout === "" ? null : JSON.parse(stdout).weights };
}

const inferences = [
  {
    timestamp: "1700006400",
    inferences: [
      { worker: "allo1a", inference: "2500" },
      { worker: "allo1b", inference: "2544" },
    ],
  },
];

test("the worker that was closer to the truth gets more weight", () => {
  const { weights } = round({ inferences, latest_weights: { allo1a: "0", allo1b: "0" } }, 2520);
  // Losses 20 and 24, so shares 20/44 and 24/44, inverted 24/44 and 20/44; 0.9 of the uniform start, 0.1 of that. The chain
  // keeps five decimals.
  expect(Number(weights.allo1a)).toBeCloseTo(0.9 * 0.5 + 0.1 * (24 / 44), 5);
  expect(Number(weights.allo1b)).toBeCloseTo(0.9 * 0.5 + 0.1 * (20 / 44), 5);
});

test("an empty first round ends well", () => {
  const { outcome } = round({ inferences: [], latest_weights: {} }, 2520);
  expect(outcome.failure).toBeNull();
});
