import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run } from "../support/host.js";
import type { WasmModule } from "../support/wasm.js";

let module: WasmModule;

beforeAll(async () => {
  module = await compileGuest("window");
});

/** Sets by minute, as names of the workers in them. */
function facts(sets: Record<number, string[]>): Record<string, (number | null)[]> {
  const result = run(
    module,
    JSON.stringify({
      inferences: Object.entries(sets).map(([minute, workers]) => ({
        timestamp: String(60 * Number(minute)),
        inferences: workers.map((worker) => ({ worker, inference: "1" })),
      })),
      latest_weights: { a: "1", absent: "1" },
    }),
  );
  expect(result.trap ?? result.exit).toBeNull();
  const found: Record<string, (number | null)[]> = {};
  for (const line of result.stderr.trimEnd().split("\n")) {
    const [name = "", bits = ""] = line.split(" ");
    const value =
      bits === "none" ? null : new Float64Array(new BigUint64Array([BigInt(bits)]).buffer)[0]!;
    (found[name] ??= []).push(value);
  }
  return found;
}

describe("a window of sets at minutes 1, 2, 4, 7 and 10, by hand", () => {
  const sets = { 1: ["a", "b"], 2: ["a"], 4: ["a", "b"], 7: ["a"], 10: ["b"] };

  it("ages count from the newest set", () => {
    const { seconds, halving, fading } = facts(sets);
    expect(seconds).toEqual([0, 180, 360, 480, 540]);
    // Half-life two minutes; gone after four.
    [0, 1.5, 3, 4, 4.5].forEach((lives, i) => {
      expect(halving?.[i]).toBeCloseTo(2 ** -lives, 15);
    });
    expect(fading).toEqual([1, 0.25, 0, 0, 0]);
  });

  it("attendance is the share of sets; a worker with a weight only has 0", () => {
    // Workers in order of first appearance: the newest set comes last in this payload.
    expect(facts(sets)["attendance"]).toEqual([0.8, 0.6, 0]);
  });

  it("the naive error is the mean change between neighbours that are both known", () => {
    // Minute 7 is unknown, so 2 - 1 and 4 - 2 remain.
    expect(facts(sets)["naive"]).toEqual([1.5]);
    expect(facts({ 7: ["a"], 8: ["a"] })["naive"]).toEqual([0]);
  });

  it("an empty window has no ages and nobody's attendance", () => {
    expect(facts({})).toEqual({ attendance: [null, null], naive: [0] });
  });
});
