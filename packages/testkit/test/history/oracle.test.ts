import { describe, expect, it } from "vitest";
import type { TopicHistory } from "../../src/history/history.js";
import { withOracle } from "../../src/history/oracle.js";

/** Sets at these times, one worker in each but two in the first; truths as [timestamp, value, available at]. */
function topic(sets: number[], truths: [number, number, number][]): TopicHistory {
  const times = [sets[0] ?? 0, ...sets];
  return {
    topic: "1",
    inferences: {
      length: times.length,
      timestamps: Float64Array.from(times),
      workerIds: Uint32Array.from(times, (_, i) => (i === 1 ? 1 : 0)),
      values: Float64Array.from(times, (_, i) => i),
      texts: null,
      workers: ["a", "b"],
    },
    truth: {
      length: truths.length,
      timestamps: Float64Array.from(truths, ([time]) => time),
      values: Float64Array.from(truths, ([, value]) => value),
      texts: null,
      availableAt: Float64Array.from(truths, ([, , at]) => at),
    },
  };
}

/** What the oracle answers, by time. */
function answers(history: TopicHistory, lag: number, tolerance: number): [number, number][] {
  const { inferences } = withOracle(history, { worker: "oracle", lag, tolerance });
  const id = inferences.workers.indexOf("oracle");
  return Array.from(inferences.timestamps, (time, row): [number, number, number] => [
    time,
    inferences.values[row] ?? NaN,
    inferences.workerIds[row] ?? NaN,
  ]).flatMap(([time, value, worker]) => (worker === id ? [[time, value] as [number, number]] : []));
}

describe("a worker that brings the truth", () => {
  it("answers each set with the truth of a lag before, once it is available", () => {
    const history = topic(
      [100, 200, 300, 400],
      [
        [100, 1, 200],
        [200, 2, 301],
        [300, 3, 400],
      ],
    );
    // At 300 the truth of 200 is not available yet, so the worker is silent about it permanently.
    expect(answers(history, 100, 0)).toEqual([
      [200, 1],
      [400, 3],
    ]);
  });

  it("takes the nearest truth within the tolerance, the earlier of two", () => {
    const history = topic(
      [200, 310, 430],
      [
        [95, 1, 100],
        [105, 2, 100],
        [207, 3, 210],
        [345, 4, 346],
      ],
    );
    expect(answers(history, 100, 10)).toEqual([
      [200, 1],
      [310, 3],
    ]);
  });

  it("leaves everything else as it is, and stands last in its set", () => {
    const history = topic([100, 200], [[100, 7, 150]]);
    const { inferences, truth } = withOracle(history, { worker: "o", lag: 100, tolerance: 0 });
    expect(inferences.workers).toEqual(["a", "b", "o"]);
    expect([...inferences.timestamps]).toEqual([100, 100, 200, 200]);
    expect([...inferences.workerIds]).toEqual([0, 1, 0, 2]);
    expect([...inferences.values]).toEqual([0, 1, 2, 7]);
    expect(truth).toBe(history.truth);
  });

  it("answers with texts where values are texts", () => {
    const history = topic([100, 200], [[100, NaN, 150]]);
    const labels: TopicHistory = {
      ...history,
      inferences: { ...history.inferences, texts: ["x", "y", "z"] },
      truth: { ...history.truth, texts: ["rain"] },
    };
    const { inferences } = withOracle(labels, { worker: "o", lag: 100, tolerance: 0 });
    expect(inferences.texts).toEqual(["x", "y", "z", "rain"]);
  });

  it("answers with a number's text where the truth has no texts", () => {
    const history = topic([100, 200], [[100, 7.5, 150]]);
    const labels = { ...history, inferences: { ...history.inferences, texts: ["x", "y", "z"] } };
    const { inferences } = withOracle(labels, { worker: "o", lag: 100, tolerance: 0 });
    expect(inferences.texts).toEqual(["x", "y", "z", "7.5"]);
    expect([...inferences.values]).toEqual([0, 1, 2, 7.5]);
  });

  it("takes a truth at either end of the tolerance, and what is available at the set's own time", () => {
    const history = (truth: number, at: number): TopicHistory => topic([200], [[truth, 1, at]]);
    for (const [truth, at, found] of [
      [90, 200, true],
      [110, 200, true],
      [89, 200, false],
      [111, 200, false],
      [100, 201, false],
    ] as const)
      expect(answers(history(truth, at), 100, 10)).toEqual(found ? [[200, 1]] : []);
    // The nearest counts alone: one that is known already does not stand in for it.
    const later = topic(
      [200],
      [
        [95, 1, 100],
        [99, 2, 300],
      ],
    );
    expect(answers(later, 100, 10)).toEqual([]);
    const nearer = topic(
      [200],
      [
        [92, 1, 100],
        [97, 2, 100],
        [101, 3, 100],
        [104, 4, 100],
      ],
    );
    expect(answers(nearer, 100, 10)).toEqual([[200, 3]]);
  });

  it("stands in the last message that its block has, and in none of another", () => {
    const history = topic(
      [100, 200],
      [
        [0, 7, 50],
        [100, 8, 150],
      ],
    );
    const numbered = (...messages: number[]): number[] => {
      const { inferences } = history;
      const given = { ...inferences, messages: Uint32Array.from(messages) };
      const found = withOracle(
        { ...history, inferences: given },
        { worker: "o", lag: 100, tolerance: 0 },
      );
      return [...(found.inferences.messages ?? [])];
    };
    expect(numbered(4, 2, 1)).toEqual([4, 2, 4, 1, 1]);
    expect(numbered(0, 3, 5)).toEqual([0, 3, 3, 5, 5]);
    const { inferences } = withOracle(history, { worker: "o", lag: 100, tolerance: 0 });
    expect(inferences.messages).toBeUndefined();
    expect(inferences.attachments).toBeUndefined();
    expect(inferences.texts).toBeNull();
  });

  it("is refused in words of what is wrong", () => {
    const refusal = (worker: string, lag: number, tolerance: number) => () =>
      withOracle(topic([100], []), { worker, lag, tolerance });
    expect(refusal("a", 100, 0)).toThrow("The history has answers of a already");
    expect(refusal("o", 0.5, 0)).toThrow("A lag of 0.5 s is not above 0");
    expect(refusal("o", 0, 0)).toThrow("A lag of 0 s is not above 0");
    expect(refusal("o", 10, 10)).toThrow(
      "A tolerance of 10 s does not lie from 0 to below the lag of 10 s",
    );
    expect(refusal("o", 10, 9)).not.toThrow();
    expect(refusal("o", 1, 0)).not.toThrow();
  });

  it.each([
    ["a", 100, 0],
    ["o", 0, 0],
    ["o", -5, 0],
    ["o", 100, 100],
    ["o", 100, -1],
    ["o", NaN, 0],
  ])("refuses worker %s, lag %d, tolerance %d", (worker, lag, tolerance) => {
    const history = topic([100], []);
    expect(() => withOracle(history, { worker, lag, tolerance })).toThrow(
      expect.objectContaining({ code: "WK347" }),
    );
  });
});
