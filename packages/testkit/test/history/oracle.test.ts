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
