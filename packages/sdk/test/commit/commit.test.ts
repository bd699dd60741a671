import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run, type Run } from "../support/host.js";
import type { WasmModule } from "../support/wasm.js";

let guest: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("commit", { payloadLimit: 1 << 16 });
});

/** Commits these weights, in this order. */
function commit(
  weights: readonly (readonly [worker: string, weight: number])[],
  timestamp = 1,
): Run {
  const inferences = weights.map(([worker, weight]) => ({ worker, inference: String(weight) }));
  return run(guest, JSON.stringify({ inferences: [{ timestamp: String(timestamp), inferences }] }));
}

/** What the chain makes of a committed object: Go's ParseFloat times 100000, cut to an integer. */
function chain(result: Run): Record<string, number> {
  const { type, weights } = JSON.parse(result.stdout) as {
    type: string;
    weights: Record<string, string>;
  };
  expect(type).toBe("weights");
  return Object.fromEntries(
    Object.entries(weights).map(([worker, text]) => [worker, Math.trunc(Number(text) * 100000)]),
  );
}

/** Largest remainder by exact integers: weights are small integers here; ties go to the name that sorts first. */
function apportion(weights: readonly (readonly [string, number])[]): Record<string, number> {
  const total = weights.reduce((sum, [, weight]) => sum + BigInt(weight), 0n);
  const shares = weights.map(([worker, weight]) => {
    const scaled = BigInt(weight) * 100000n;
    return { worker, units: Number(scaled / total), rest: scaled % total };
  });
  let left = 100000 - shares.reduce((sum, { units }) => sum + units, 0);
  const order = [...shares].sort((a, b) =>
    a.rest === b.rest ? (a.worker < b.worker ? -1 : 1) : a.rest > b.rest ? -1 : 1,
  );
  for (const share of order) if (left-- > 0) share.units += 1;
  return Object.fromEntries(shares.map(({ worker, units }) => [worker, units]));
}

describe("commit", () => {
  it("prints an empty object for a round without workers", () => {
    const result = run(guest, '{"inferences":[],"latest_weights":{}}');
    expect(result).toMatchObject({ stdout: '{"type":"weights","weights":{}}\n', stderr: "" });
    expect(result.trap ?? result.exit).toBeNull();
  });

  it("writes stdout in one piece", () => {
    const result = commit([
      ["allo1a", 1],
      ["allo1b", 3],
    ]);
    expect(result.writes).toEqual([
      '{"type":"weights","weights":{"allo1a":"0.25000","allo1b":"0.75000"}}\n',
    ]);
  });

  it("writes on when the host takes only a part", () => {
    const stdin = JSON.stringify({
      inferences: [{ timestamp: "1", inferences: [{ worker: "allo1a", inference: "1" }] }],
    });
    const result = run(guest, stdin, { chunk: 7 });
    expect(result.stdout).toBe('{"type":"weights","weights":{"allo1a":"1.00000"}}\n');
    expect(result.writes.length).toBeGreaterThan(1);
  });

  it("splits what is left by the largest remainder, ties by name", () => {
    // 100000 / 3: one unit is left over, and all remainders are equal.
    const result = commit([
      ["c", 1],
      ["a", 1],
      ["b", 1],
    ]);
    expect(chain(result)).toEqual({ c: 33333, a: 33334, b: 33333 });
  });

  it("chooses text that the chain cuts to the wanted integer", () => {
    // Go: ParseFloat("0.29") * 100000 is 28999.999999999996.
    const result = commit([
      ["allo1a", 29],
      ["allo1b", 71],
    ]);
    expect(chain(result)).toEqual({ allo1a: 29000, allo1b: 71000 });
  });

  it("gets integers through the chain's arithmetic whose plain text would lose a unit", () => {
    const all = Array.from({ length: 50_000 }, (_, i) => i + 1);
    const lossy = all.filter((units) => Math.trunc((units / 1e5) * 1e5) !== units);
    expect(lossy.length).toBeGreaterThan(100);
    for (const units of [...lossy, ...all.filter((units) => units % 997 === 0)]) {
      const result = commit([
        ["allo1a", units],
        ["allo1b", 100000 - units],
      ]);
      expect(chain(result)).toEqual({ allo1a: units, allo1b: 100000 - units });
    }
  });

  it("sums to 100000 units on chain, as exact arithmetic shares them out", () => {
    const weights = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^allo1[a-z0-9]{1,8}$/), fc.integer({ min: 1, max: 1_000_000 })),
      { minLength: 1, maxLength: 60, selector: ([worker]) => worker },
    );
    fc.assert(
      fc.property(weights, (given) => {
        const result = chain(commit(given));
        const sum = Object.values(result).reduce((a, b) => a + b, 0);
        expect(sum).toBe(100000);
        const exact = apportion(given);
        // Equal remainders may differ by a rounding in the doubles: one unit, never more.
        for (const [worker] of given)
          expect(Math.abs(result[worker]! - exact[worker]!)).toBeLessThan(2);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it("does not depend on the order of the workers", () => {
    const given: [string, number][] = [
      ["d", 7],
      ["a", 11],
      ["c", 7],
      ["b", 1 / 3],
    ];
    const [forward, backward] = [commit(given), commit([...given].reverse())];
    expect(chain(forward)).toEqual(chain(backward));
  });

  it("keeps sums finite for the largest doubles", () => {
    const result = commit([
      ["a", Number.MAX_VALUE],
      ["b", Number.MAX_VALUE],
    ]);
    expect(chain(result)).toEqual({ a: 50000, b: 50000 });
  });

  it("warns when a weight is too small for the chain", () => {
    const result = commit([
      ["allo1a", 1],
      ["allo1b", 1e-6],
    ]);
    expect(chain(result)).toEqual({ allo1a: 100000, allo1b: 0 });
    expect(result.stderr).toBe(
      'commit: the weight of "allo1b" is below 0.00001, so the chain removes it\n',
    );
  });

  it("writes names as JSON strings", () => {
    const name = 'a"\\\u0001\n\u00e9\u6f22\ud83d\ude00';
    const result = commit([[name, 1]]);
    expect(chain(result)).toEqual({ [name]: 100000 });
  });

  it.each([
    [
      "a negative weight",
      [["allo1a", -1]],
      1,
      'commit: the weight of "allo1a" is negative or not finite',
    ],
    ["NaN", [["allo1a", 1]], 2, 'commit: the weight of "allo1a" is negative or not finite'],
    ["a worker that the round does not know", [["allo1a", 1]], 3, "no such index"],
    ["a second commit", [["allo1a", 1]], 4, "commit: called twice"],
    ["nothing but zeros", [["allo1a", 0]], 1, "commit: all weights are 0"],
  ] as const)("refuses %s", (_name, weights, timestamp, message) => {
    const result = commit(weights, timestamp);
    expect(result.trap).toBe("unreachable");
    expect(result.stderr).toContain(message);
    if (timestamp !== 4) expect(result.stdout).toBe("");
  });
});
