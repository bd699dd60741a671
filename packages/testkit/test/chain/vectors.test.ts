import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commitInferenceText } from "../../src/chain/inference.js";
import { PayloadWriter } from "../../src/chain/payload.js";
import { uint64Text } from "../../src/chain/uint64.js";
import { weightUint } from "../../src/chain/weight.js";
import { WeightMatrix } from "../../src/chain/weight-matrix.js";
import { vectorPath } from "../../../../test/support/inputs.js";

function vector(name: string): unknown {
  return JSON.parse(readFileSync(vectorPath(`${name}.json`), "utf8"));
}

describe("vectors", () => {
  it("stores inferences as in chain-inferences.json", () => {
    const { accepted, rejected } = vector("chain-inferences") as {
      accepted: { value: string; uint: string }[];
      rejected: { value: string; why: string }[];
    };
    for (const { value, uint } of accepted) {
      const stored = commitInferenceText(value);
      expect([value, typeof stored === "number" ? uint64Text(stored) : stored]).toEqual([
        value,
        uint,
      ]);
    }
    for (const { value, why } of rejected)
      expect([value, commitInferenceText(value)]).toEqual([value, why]);
  });

  it("stores weights as in chain-weights.json", () => {
    const { accepted, rejected } = vector("chain-weights") as {
      accepted: { weight: string; uint: string; removed: boolean }[];
      rejected: { weight: string; why: string }[];
    };
    for (const { weight, uint, removed } of accepted) {
      const stored = weightUint(weight);
      expect([weight, typeof stored === "number" ? uint64Text(stored) : stored]).toEqual([
        weight,
        uint,
      ]);
      const matrix = new WeightMatrix(1, 1);
      matrix.set(0, 0, 7);
      matrix.set(0, 0, Number(stored));
      expect([weight, Number.isNaN(matrix.get(0, 0)), matrix.empty]).toEqual([
        weight,
        removed,
        removed,
      ]);
    }
    const ours: Record<string, string> = {
      "too large": "exceeds uint64 after scaling",
      spelling: "not a number",
    };
    for (const { weight, why } of rejected) {
      const found = String(weightUint(weight));
      expect([weight, ours[found] ?? found]).toEqual([weight, why]);
    }
  });

  it("stores 0 for a negative weight whose fraction alone is negative, as Go's conversion does", () => {
    expect([weightUint("-0.000001"), weightUint("-0.00000999"), weightUint("-0")]).toEqual([
      0, 0, 0,
    ]);
    expect([weightUint("-0.00001"), weightUint("-1")]).toEqual(["negative", "negative"]);
  });

  it("writes the bytes of payload.json", () => {
    const { input, stdin, first_run } = vector("payload") as {
      input: {
        weight_last_ran: number;
        inferences: { timestamp: number; worker: string; value: string }[];
        weights: Record<string, Record<string, string>>;
      };
      stdin: string;
      first_run: { latest_weights: Record<string, string> };
    };
    const workers = [...new Set(input.inferences.map(({ worker }) => worker))];
    const writer = new PayloadWriter();
    writer.add(workers);
    // v0.0.9 truncates nothing.
    const from = input.weight_last_ran;
    const times = [...new Set(input.inferences.map(({ timestamp }) => timestamp))].filter(
      (t) => t >= from,
    );
    const sets = times.map((timestamp) => {
      const rows = input.inferences.filter((row) => row.timestamp === timestamp);
      return {
        timestamp,
        workerIds: Uint32Array.from(rows, ({ worker }) => workers.indexOf(worker)),
        stored: Float64Array.from(rows, ({ value }) => Number(value)),
        texts: null,
      };
    });
    const matrix = new WeightMatrix(1, workers.length);
    const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    const first = JSON.parse(decode(writer.write(sets, matrix, [0]))) as { latest_weights: object };
    expect(first.latest_weights).toEqual(first_run.latest_weights);
    for (const [worker, uint] of Object.entries(input.weights["allo1r"] ?? {})) {
      matrix.set(0, workers.indexOf(worker), Number(uint));
    }
    expect(decode(writer.write(sets, matrix, [0]))).toBe(stdin);
  });
});
