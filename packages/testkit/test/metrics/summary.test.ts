import { describe, expect, it } from "vitest";
import { createSummary } from "../../src/metrics/summarize.js";
import type { Fact } from "../../src/replay/facts.js";
import { ended, round, set, started } from "./facts.js";

function summary(facts: readonly Fact[], warmUpRounds = 0) {
  const folder = createSummary({ warmUpRounds });
  for (const fact of facts) folder.add(fact);
  return folder.result();
}

const failure = {
  code: "WK411",
  message: "unreachable executed",
  hint: "look",
  place: null,
  exit: 1,
  trace: [],
};

/** Worked by hand: two workers, four sets ten seconds apart, rounds at 100, 120, 140; truth lags 5, or 15 for set 110. */
const story: readonly Fact[] = [
  started({ workers: ["allo1a", "allo1b"], start: 100, end: 140 }),
  round(0, 100, { weights: [Number.NaN, Number.NaN], fuel: 10 }),
  set(100, [10, 30], { truth: 10, truthAvailableAt: 105, roundAt: 120 }),
  set(110, [10, 20], { truth: 15, truthAvailableAt: 125, roundAt: 120 }),
  round(1, 120, { weights: [0.75, 0.25], fuel: 30, notes: ["odd"] }),
  set(120, [12, 20], { truth: 12, truthAvailableAt: 125, roundAt: 140 }),
  set(130, [10, 20], { weights: [0.75, 0.25], truth: null, roundAt: 140 }),
  round(2, 140, {
    weights: [0.75, 0.25],
    fuel: 20,
    status: "failed",
    exitCode: 11,
    failure,
    stderr: "boom",
    notes: ["odd"],
  }),
  set(140, [8, 16], { weights: [0.75, 0.25], truth: 10, truthAvailableAt: 145 }),
  ended(),
];

describe("summary", () => {
  const result = summary(story);

  it("counts rounds and sets", () => {
    expect(result.complete).toBe(true);
    expect(result.rounds).toEqual({ ran: 3, committed: 2, failed: 1, skipped: 0 });
    expect(result.sets).toEqual({
      total: 5,
      inferences: 10,
      leftOut: 0,
      compared: 4,
      warmUp: 0,
      withoutTruth: 1,
      uniform: 3,
      fallback: 0,
    });
  });

  it("measures every combination on the same sets", () => {
    // Means 20, 15, 16, 12 against 10, 15, 12, 10; the last weighted 10.
    expect(result.errors).toEqual({
      weighted: (10 + 0 + 4 + 0) / 4,
      weightedMedian: (10 + 0 + 4 + 2) / 4,
      mean: (10 + 0 + 4 + 2) / 4,
      median: (10 + 0 + 4 + 2) / 4,
    });
  });

  it("tells what rounds could score", () => {
    expect(result.coverage).toMatchObject({
      inferences: 10,
      scored: 2,
      neverScorable: 2,
      lostToFailure: 2,
      withoutTruth: 2,
      unseen: 2,
    });
  });

  it("gathers failures and notes", () => {
    expect(result.failures).toEqual([
      {
        code: "WK411",
        message: "unreachable executed",
        rounds: 1,
        first: {
          index: 2,
          reputer: "allo1reputer",
          blockTime: 140,
          exitCode: 11,
          failure,
          stderr: "boom",
        },
      },
    ]);
    expect(result.notes).toEqual([{ text: "odd", rounds: 2 }]);
  });

  it("adds up fuel", () => {
    expect(result.fuel).toEqual({ rounds: 3, total: 60, mean: 20, least: 10, most: 30, mostAt: 1 });
  });

  it("ends with the weights that stand", () => {
    expect(result.finalWeights).toEqual([
      { worker: "allo1a", weight: 0.75, share: 0.75 },
      { worker: "allo1b", weight: 0.25, share: 0.25 },
    ]);
  });

  it("leaves warm-up out of the comparison, by rounds run strictly before a set", () => {
    expect(summary(story, 1).sets).toMatchObject({ warmUp: 1, compared: 3 });
    expect(summary(story, 2).sets).toMatchObject({ warmUp: 3, compared: 1 });
    expect(summary(story, 2).errors.weighted).toBe(0);
    expect(summary(story, 9).errors).toEqual({
      weighted: null,
      weightedMedian: null,
      mean: null,
      median: null,
    });
  });

  it("is the mean over reputers, absent weights being 0, at the end", () => {
    const facts = [
      started({ workers: ["allo1a", "allo1b"] }),
      round(0, 100, { reputer: "r1", weights: [0.5, Number.NaN] }),
      round(1, 100, { reputer: "r2", weights: [0.5, 0.5] }),
    ];
    expect(summary(facts).finalWeights).toEqual([
      { worker: "allo1a", weight: 0.5, share: 0.5 / 0.75 },
      { worker: "allo1b", weight: 0.25, share: 0.25 / 0.75 },
    ]);
  });

  it("stays bounded when every failure reads differently", () => {
    const facts: Fact[] = [started()];
    for (let i = 0; i < 500; i += 1) {
      const said = { ...failure, message: `m${i}` };
      facts.push(round(i, 100 + i, { status: "failed", failure: said, stderr: "x".repeat(9000) }));
    }
    const { failures } = summary(facts);
    expect(failures).toHaveLength(51);
    expect(failures.reduce((n, group) => n + group.rounds, 0)).toBe(500);
    expect(failures[0]?.first.stderr).toHaveLength(4001);
  });

  it("wants the beginning", () => {
    expect(() => summary([ended()])).toThrow(expect.objectContaining({ code: "WK650" }));
    expect(() => summary([])).toThrow(expect.objectContaining({ code: "WK650" }));
  });
});
