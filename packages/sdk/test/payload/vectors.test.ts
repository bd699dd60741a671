import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { vectorPath } from "../../../../test/support/inputs.js";
import { compileGuest } from "../support/compile.js";
import { dump, type Dump } from "../support/dump.js";
import { run } from "../support/host.js";
import type { WasmModule } from "../support/wasm.js";

interface Case {
  readonly name: string;
  readonly stdin: string;
  readonly values?: Record<string, number>;
  readonly left_out?: string[];
}
type Vectors = Record<"accepted" | "left_out" | "rejected", Case[]>;

const vectors = JSON.parse(readFileSync(vectorPath("payload-reading.json"), "utf8")) as Vectors;

describe("payload-reading vectors", () => {
  let targets: WasmModule[] = [];

  beforeAll(async () => {
    targets = [await compileGuest("dump"), await compileGuest("dump", { target: 1 })];
  });

  /** What both targets print, which must be the same. */
  function both(stdin: string) {
    const [blockless, wasi] = targets.map((module) => run(module, stdin));
    expect(wasi?.stderr).toBe(blockless?.stderr);
    return blockless!;
  }

  /** Values by worker, of all sets. */
  function values(facts: Dump): Record<string, number> {
    return Object.fromEntries(facts.sets.flatMap((set) => set.inferences));
  }

  it.each(vectors.accepted)("accepts: $name", ({ stdin, values: expected }) => {
    const result = both(stdin);
    expect(result.trap ?? result.exit).toBeNull();
    const facts = dump(result);
    expect(facts.notes).toEqual([]);
    // The values by an independent reader, V8's.
    const payload = JSON.parse(stdin) as {
      inferences: { timestamp: string; inferences: { worker: string; inference: string }[] }[];
      latest_weights?: Record<string, string>;
    };
    expect(facts.sets).toEqual(
      payload.inferences.map((set) => ({
        timestamp: BigInt(set.timestamp),
        inferences: set.inferences.map((item) => [item.worker, Number(item.inference)]),
        leftOut: [],
      })),
    );
    const stored = payload.latest_weights ?? {};
    if (Object.values(stored).some((weight) => Number(weight) > 0)) {
      const weights = Object.entries(stored).map(([worker, weight]) => [
        worker,
        Number(weight) / 1e5,
      ]);
      expect(facts.weights).toEqual(Object.fromEntries(weights));
    }
    if (expected) expect(values(facts)).toEqual(expected);
  });

  it.each(vectors.left_out)("leaves out: $name", ({ stdin, values: expected, left_out }) => {
    const result = both(stdin);
    expect(result.trap ?? result.exit).toBeNull();
    const facts = dump(result);
    expect(values(facts)).toEqual(expected);
    expect(facts.sets.flatMap((set) => set.leftOut)).toEqual(left_out);
    expect(facts.notes).toEqual([
      expect.stringMatching(
        /^inferences\[0\]\.inferences\[0\]: left out "allo1a": .+ at byte \d+$/,
      ),
    ]);
  });

  it.each(vectors.rejected)("rejects: $name", ({ stdin }) => {
    const result = both(stdin);
    expect(result).toMatchObject({ exit: 65, stdout: "" });
    expect(result.stderr).toMatch(/^[^\n]+: [^\n]+ at byte \d+\n$/);
  });

  it.each([
    ["weight is null", 'latest_weights["allo1a"]: expected an unsigned integer at byte 161'],
    ["worker is null", "inferences[0].inferences[0].worker: expected a string at byte 65"],
    ["timestamp missing", "inferences[0].timestamp: missing at byte 106"],
    ["empty", "payload: expected an object at byte 0"],
    ["array on top", "payload: expected an object at byte 0"],
    ["inferences missing", "inferences: missing at byte 20"],
    ["inferences is an object", "inferences: expected an array at byte 14"],
    ["set is a string", "inferences[0]: expected an object at byte 15"],
  ])("names the place: %s", (name, message) => {
    const found = vectors.rejected.find((one) => one.name === name);
    expect(both(found?.stdin ?? "").stderr).toBe(`${message}\n`);
  });
});
