import { expect, test } from "vitest";
import type { Comparison } from "../../src/metrics/folds/comparison.js";
import { overallVerdict } from "../../src/metrics/overall.js";
import type { ReplaySummary } from "../../src/metrics/summary.js";
import { type Evidence, verdictOf } from "../../src/metrics/verdict.js";

type Judged = Pick<Comparison, "kind" | "beyondChance" | "reasons" | "detectable">;

/** A comparison with that outcome, and nothing else. */
const judged = (kind: Comparison["kind"], more: Partial<Judged> = {}) =>
  ({ kind, beyondChance: true, reasons: [], detectable: 0.1, ...more }) as unknown as Comparison;

const NOBODY = {
  ...{ weighted: null, weightedMedian: null, weightedLogPool: null, equal: null },
  ...{ median: null, logPool: null, members: null },
};

/** Evidence of a logic that learnt: 20 rounds, 10 compared sets, equal weights the strongest baseline. */
function evidence(change: {
  rounds?: Partial<Evidence["rounds"]>;
  sets?: Partial<Evidence["sets"]>;
  errors?: Partial<Evidence["errors"]>;
  against?: Partial<Evidence["against"]>;
  turnover?: number | null;
  coverage?: { scored: number; used: number | null };
  alike?: boolean;
}): Evidence {
  const rounds = { ran: 20, committed: 20, failed: 0, skipped: 0, unreachable: 0, second: 0 };
  return {
    rounds: { ...rounds, ...change.rounds },
    sets: { compared: 10, uniform: 2, ...change.sets },
    errors: { ...NOBODY, weighted: 3, equal: 4, median: 5, members: 4, ...change.errors },
    against: {
      ...{ equal: judged("better"), median: judged("better"), logPool: null, members: null },
      ...change.against,
    },
    weighting: { largestTurnover: change.turnover === undefined ? 0.5 : change.turnover },
    coverage: change.coverage ?? { scored: 9, used: null },
    alike: change.alike ?? false,
  } as unknown as Evidence;
}
const of = (change: Parameters<typeof evidence>[0]) => verdictOf(evidence(change));

test("the strongest baseline has the smallest loss, of equal ones the first, and is stated after equal weights", () => {
  const names = (errors: Partial<Evidence["errors"]>): unknown => {
    const { strongest, stated } = of({ errors });
    return [strongest, stated];
  };
  expect(names({})).toEqual(["equal", ["equal"]]);
  expect(names({ median: 4 })).toEqual(["equal", ["equal"]]);
  expect(names({ median: 3.5 })).toEqual(["median", ["equal", "median"]]);
  expect(names({ logPool: 0 })).toEqual(["logPool", ["equal", "logPool"]]);
  // Better than the baselines does not make a baseline.
  expect(names({ weighted: 0, members: 0 })).toEqual(["equal", ["equal"]]);
  expect(names(NOBODY)).toEqual([null, []]);
});

test("better needs the strongest baseline, worse any that is stated, and both to be sure", () => {
  const unsure = judged("better", { beyondChance: false });
  const median = { errors: { median: 3.5 } };
  const conclusion = (change: Parameters<typeof evidence>[0]) => of(change).conclusion;
  expect(conclusion({})).toBe("better");
  expect(conclusion({ against: { equal: unsure } })).toBe("open");
  expect(conclusion({ against: { equal: judged("borderline") } })).toBe("open");
  expect(conclusion({ against: { equal: null } })).toBe("open");
  expect(conclusion({ against: { equal: judged("worse") } })).toBe("worse");
  expect(conclusion({ against: { equal: judged("worse", { beyondChance: false }) } })).toBe("open");
  // The median is not stated where equal weights are stronger.
  expect(conclusion({ against: { median: judged("worse") } })).toBe("better");
  expect(conclusion({ ...median, against: { median: judged("worse") } })).toBe("worse");
  expect(conclusion({ ...median, against: { median: unsure } })).toBe("open");
  expect(conclusion({ ...median, against: { equal: judged("worse") } })).toBe("worse");
  expect(conclusion({ errors: NOBODY })).toBe("open");
  // Only a headline about baselines concludes.
  expect(conclusion({ alike: true, against: { equal: judged("worse") } })).toBe("open");
});

test("the strongest baseline's reasons and detectable difference are the verdict's", () => {
  const reasons = ["too few"] as unknown as Comparison["reasons"];
  const median = judged("better", { reasons, detectable: 0.25 });
  expect(of({ errors: { median: 3 }, against: { median } })).toMatchObject({
    ...{ reasons: ["too few"], detectable: 0.25 },
  });
  expect(of({ against: { median } })).toMatchObject({ reasons: [], detectable: 0.1 });
  expect(of({ errors: NOBODY })).toMatchObject({ reasons: [], detectable: null });
  expect(of({ against: { equal: null } })).toMatchObject({ reasons: [], detectable: null });
});

test("what the headline is about: failed rounds first, from a tenth of those that were to run", () => {
  const about = (change: Parameters<typeof evidence>[0]) => of(change).about;
  expect(about({})).toBe("baselines");
  expect(about({ rounds: { failed: 1 } })).toBe("baselines");
  expect(about({ rounds: { failed: 2 } })).toBe("failed rounds");
  // 1 of 10 that were not skipped.
  expect(about({ rounds: { failed: 1, skipped: 10 } })).toBe("failed rounds");
  expect(of({ rounds: { failed: 1, skipped: 9 } }).failed).toEqual({ rounds: 1, of: 11 });
  expect(of({}).failed).toBeNull();
  expect(about({ sets: { compared: 0, uniform: 0 } })).toBe("nothing compared");
  expect(about({ sets: { compared: 0 }, rounds: { failed: 20 } })).toBe("failed rounds");
  expect(about({ alike: true })).toBe("never learnt");
});

test("a logic never learnt when weights are missing, never moved or make no difference, and why", () => {
  const unlearnt = (change: Parameters<typeof evidence>[0]) => of(change).unlearnt;
  expect(unlearnt({})).toBeNull();
  expect(unlearnt({ sets: { compared: 0, uniform: 0 }, alike: true })).toBeNull();
  expect(unlearnt({ sets: { uniform: 10 } })?.sign).toBe("no weights");
  expect(unlearnt({ turnover: 0 })?.sign).toBe("never moved");
  expect(unlearnt({ turnover: 0.9e-9 })?.sign).toBe("never moved");
  expect(unlearnt({ turnover: 1e-9 })).toBeNull();
  expect(unlearnt({ turnover: null })).toBeNull();
  expect(unlearnt({ alike: true })).toEqual({ sign: "all alike", cause: "unknown" });
  const cause = (change: Parameters<typeof evidence>[0]) =>
    unlearnt({ ...change, alike: true })?.cause;
  expect(cause({ rounds: { committed: 1, failed: 1 } })).toBe("rounds failed");
  expect(cause({ rounds: { committed: 0, failed: 1 } })).toBe("rounds failed");
  expect(cause({ rounds: { committed: 1 } })).toBe("unknown");
  expect(cause({ rounds: { committed: 2, failed: 1 } })).toBe("unknown");
  expect(cause({ coverage: { scored: 0, used: 0 } })).toBe("nothing scorable");
  expect(cause({ coverage: { scored: 1, used: 0 } })).toBe("truth not asked");
  expect(cause({ coverage: { scored: 1, used: 1 } })).toBe("unknown");
});

// By hand: equal weights lose 4, the members of equal weight 3, the weighted 2: a quarter by leaving out, a quarter by weights.
test("skill has the part of those left out and the part of the weights", () => {
  const parts = (errors: Partial<Evidence["errors"]>) => of({ errors }).parts;
  expect(parts({ weighted: 2, members: 3 })).toEqual({ weights: 0.25, membership: 0.25 });
  expect(parts({ weighted: 5, members: 6 })).toEqual({ weights: 0.25, membership: -0.5 });
  expect(parts({ members: 4 })).toBeNull();
  expect(parts({ members: Infinity })).toBeNull();
  expect(parts({ equal: 0, members: 1 })).toBeNull();
  for (const missing of ["weighted", "equal", "members"] as const) {
    expect(parts({ weighted: 2, members: 3, [missing]: null })).toBeNull();
  }
});

/** A topic's summary as far as all topics' verdict looks at it. */
function summary(
  topic: string,
  about: string,
  equal: Comparison | null,
  rounds = { failed: 0, ran: 10, skipped: 0 },
): ReplaySummary {
  return { topic, verdict: { about }, against: { equal }, rounds } as unknown as ReplaySummary;
}

/** A tested comparison whose interval is on one side of 0. */
const tested = (pValue: number, mean = -1): Comparison =>
  ({
    ...{ kind: "better", beyondChance: true, reasons: [], mcNemar: null, skill: 0.1 },
    ...{ test: { testable: true, pValue, mean }, interval: { low: 0.05, high: 0.15 } },
  }) as unknown as Comparison;
const untested = (): Comparison =>
  ({
    ...{ kind: "untestable", beyondChance: false, reasons: [], mcNemar: null, skill: 0.2 },
    ...{ test: { testable: false, reason: "too few" }, interval: null },
  }) as unknown as Comparison;

const SERIES = { timestamps: [1, 2, 3], losses: [1, 2, 3], reference: [2, 4, 6] };

test("of many topics: Holm's correction, how many are significant, and what was not tested", () => {
  const topics = [
    summary("1", "baselines", tested(0.01)),
    summary("2", "baselines", tested(0.03)),
    summary("3", "never learnt", untested()),
    summary("4", "nothing compared", null),
    summary("5", "baselines", tested(0.2)),
  ];
  const overall = overallVerdict(
    topics,
    topics.map(() => SERIES),
  );
  // Of three p values: 0.01 x 3, 0.03 x 2, 0.2; so only the first stays below 5 %.
  const [first, second, third, fourth, fifth] = overall.byTopic;
  expect(first).toEqual({
    ...{ topic: "1", skill: 0.1, pValue: 0.01, adjustedPValue: 0.03 },
    ...{ kind: "better", beyondChance: true },
  });
  expect(second).toMatchObject({ adjustedPValue: 0.06, kind: "borderline", beyondChance: false });
  expect(third).toEqual({
    ...{ topic: "3", skill: 0.2, pValue: null, adjustedPValue: null },
    ...{ kind: "untestable", beyondChance: false },
  });
  expect(fourth).toEqual({
    ...{ topic: "4", skill: null, pValue: null, adjustedPValue: null },
    ...{ kind: "untestable", beyondChance: false },
  });
  expect(fifth).toMatchObject({ pValue: 0.2, adjustedPValue: 0.2 });
  expect(overall).toMatchObject({
    ...{ about: "baselines", significant: 2, failed: null, topics: 5, withoutScale: 0 },
    topicsAbout: { baselines: 3, "never learnt": 1, "nothing compared": 1, "failed rounds": 0 },
  });
  // Every topic's sets have the same losses: 1/4, 1/2 and 3/4 of a mean of 4, against 1/2, 1 and 3/2.
  expect(overall.together).toMatchObject({ sets: 3, meanDifference: -0.5, skill: 0.5 });
  expect(overall.byChance).not.toBeNull();
});

test("a p of exactly 5 % is not significant, and without any test chance has no count", () => {
  const limit = overallVerdict([summary("1", "baselines", tested(0.05))], [SERIES]);
  expect(limit.significant).toBe(0);
  const none = overallVerdict([summary("1", "baselines", untested())], [SERIES]);
  expect(none).toMatchObject({ byChance: null, significant: 0 });
});

test("all topics' headline is about failed rounds, else baselines, else what never learnt", () => {
  const about = (...topics: ReplaySummary[]) => {
    const { about: all, failed } = overallVerdict(
      topics,
      topics.map(() => SERIES),
    );
    return [all, failed];
  };
  const learnt = summary("1", "baselines", null);
  const unlearnt = summary("2", "never learnt", null);
  const nothing = summary("3", "nothing compared", null);
  const failing = (failed: number, skipped = 0) =>
    summary("4", "failed rounds", null, { failed, ran: 10, skipped });
  expect(about(nothing)).toEqual(["nothing compared", null]);
  expect(about(nothing, unlearnt)).toEqual(["never learnt", null]);
  expect(about(nothing, unlearnt, learnt)).toEqual(["baselines", null]);
  expect(about(learnt, failing(2))).toEqual(["failed rounds", { rounds: 2, of: 20 }]);
  expect(about(learnt, failing(1))).toEqual(["baselines", { rounds: 1, of: 20 }]);
  expect(about(learnt, failing(1, 9))).toEqual(["baselines", { rounds: 1, of: 11 }]);
  expect(about(failing(1, 0))).toEqual(["failed rounds", { rounds: 1, of: 10 }]);
});

test("chance's count allows for topics whose differences move together", () => {
  // Losses and equal weights' losses move against each other: their sum never does.
  const moving = (sign: number) => {
    const waves = Array.from({ length: 12 }, (_, t) => Math.sin(t * t));
    return {
      timestamps: waves.map((_, t) => t),
      losses: waves.map((wave) => 5 + sign * wave),
      reference: waves.map((wave) => 5 - sign * wave),
    };
  };
  const correlation = (...signs: number[]) =>
    overallVerdict(
      signs.map((_, i) => summary(String(i), "baselines", tested(0.2))),
      signs.map(moving),
    ).byChance?.correlation;
  expect(correlation(1, 1)).toBeCloseTo(1, 12);
  expect(correlation(1, -1)).toBe(0);
});
