import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { Random } from "../../src/numbers/random.js";
import type { SyncPreparedLogic } from "../../src/runtime/engine.js";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { topic } from "./histories.js";

const HISTORY = topic(
  Array.from({ length: 400 }, (_, i) => [100 + 10 * i, "a", i] as const),
  [],
);

/** Sizes of the payloads as they arrived and, by the facts, as they were sent; both in order. */
function replayAt(lostPayloads: number, seed = 5): { sizes: number[]; sent: (number | null)[] } {
  const sizes: number[] = [];
  const answering = fakeLogic(() => commit({ a: 1 }));
  const logic: SyncPreparedLogic = {
    logic: answering.logic,
    run(request) {
      sizes.push(request.stdin.length);
      return answering.run({
        ...request,
        stdin: Buffer.from('{"inferences":[],"latest_weights":{}}'),
      });
    },
  };
  const cadences = { inference: 10, weight: 20 };
  const shared = { logic, engine: "fake", http: () => null, permissions: [] };
  const facts = Array.from(replay({ ...shared, history: HISTORY, cadences, seed, lostPayloads }));
  const sent = facts.flatMap((fact) =>
    fact.kind === "round" || fact.kind === "second" ? [fact.payloadBytes] : [],
  );
  return { sizes, sent };
}

const sizesAt = (lostPayloads: number, seed?: number): number[] =>
  replayAt(lostPayloads, seed).sizes;

describe("lost payloads", () => {
  it("arrive empty in about their share of the rounds, by the seed", () => {
    const sizes = sizesAt(0.25);
    const lost = sizes.filter((size) => size === 0).length;
    // Binomial: 4 standard deviations around a quarter.
    expect(Math.abs(lost - sizes.length / 4)).toBeLessThan(4 * Math.sqrt((sizes.length * 3) / 16));
    expect(sizesAt(0.25)).toEqual(sizes);
    expect(sizesAt(0.25, 6)).not.toEqual(sizes);
  });

  it("are none by default and all at 1", () => {
    expect(sizesAt(0).every((size) => size > 0)).toBe(true);
    expect(sizesAt(1).every((size) => size === 0)).toBe(true);
  });

  it("do not change what the facts have as sent", () => {
    const { sizes, sent } = replayAt(0);
    expect(sent).toEqual(sizes);
    expect(replayAt(1).sent).toEqual(sent);
    // The first run sees the set of its block: by hand, from protocol section 3.
    const first =
      '{"inferences":[{"timestamp":"100","inferences":[{"worker":"a","inference":"0"}]}],"latest_weights":{"a":"0"}}';
    expect(sent).toContain(first.length);
  });

  it("are lost where the first draw of the run's seed is below the share", () => {
    const seeds: number[] = [];
    const answering = fakeLogic(() => commit({ a: 1 }));
    const logic: SyncPreparedLogic = {
      logic: answering.logic,
      run(request) {
        seeds.push(request.seed);
        return answering.run(request);
      },
    };
    const cadences = { inference: 10, weight: 20 };
    const shared = { logic, engine: "fake", http: () => null, permissions: [] };
    Array.from(replay({ ...shared, history: HISTORY, cadences, seed: 5 }));
    const draws = seeds.map((seed) => new Random(seed).uniform());
    const [share = NaN] = draws;
    expect(share).toBeGreaterThan(0);
    // Exactly as large is not below.
    const sizes = sizesAt(share);
    expect(sizes.map((size) => size === 0)).toEqual(draws.map((draw) => draw < share));
  });

  it("are a share", () => {
    for (const share of [-0.1, 1.1, NaN]) {
      expect(() => sizesAt(share)).toThrow(WeightkitError);
    }
  });
});
