import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ValueModel } from "../../src/kinds/value-model.js";
import { setJudge } from "../../src/metrics/set-judge.js";
import type { SetCommitted } from "../../src/replay/facts.js";
import { ended, round, set, started, summarize } from "./facts.js";

const NONE = Number.NaN;
const CLASSES = ["clear", "cloudy", "rain"];

/** A judge's words on one set. */
const judge = (model: ValueModel, of: SetCommitted) => setJudge(model).judge(of);

/** What each combination inferred, and its loss. */
function written(model: ValueModel, of: SetCommitted) {
  const { combined } = judge(model, of);
  return Object.fromEntries(
    Object.entries(combined ?? {}).map(([name, one]) => [name, [one.written, one.score?.loss]]),
  );
}

/** A set of texts, as hosts of the seed profile have them. */
function texts(labels: readonly string[], change: Parameters<typeof set>[2] = {}): SetCommitted {
  return set(
    1,
    labels.map(() => NONE),
    { texts: labels, ...change },
  );
}

describe("numbers", () => {
  const numbers = { kind: "number" } as const;

  it("use the weights that stood", () => {
    const judged = judge(numbers, set(1, [10, 20, 40], { weights: [1, 2, 1], truth: 20 }));
    expect(judged).toMatchObject({
      weightsFrom: "stored",
      workerIds: [0, 1, 2],
      unusable: 0,
      truth: 20,
      naiveLoss: null,
      workerScores: [
        { loss: 10, error: -10 },
        { loss: 0, error: 0 },
        { loss: 20, error: 20 },
      ],
    });
    expect(written(numbers, set(1, [10, 20, 40], { weights: [1, 2, 1], truth: 20 }))).toEqual({
      weighted: [22.5, 2.5],
      members: [70 / 3, 70 / 3 - 20],
      weightedMedian: [20, 0],
      equal: [70 / 3, 70 / 3 - 20],
      median: [20, 0],
    });
  });

  it("are combined equally before any weight was stored", () => {
    const judged = judge(numbers, set(1, [10, 20, 60]));
    expect(judged.weightsFrom).toBe("uniform");
    expect(judged.combined?.weighted?.written).toBe(30);
    expect(judged.combined?.weightedMedian?.written).toBe(20);
    expect(judged.combined?.weighted?.score).toBeNull();
  });

  it("fall back to equal weights, with a note, when nobody present has weight", () => {
    const judged = judge(numbers, set(1, [10, 20, 60], { weights: [0, NONE, NONE] }));
    expect(judged.weightsFrom).toBe("fallback");
    expect(judged.combined?.weighted?.written).toBe(30);
  });

  it("pass over what is none", () => {
    const judged = judge(numbers, set(1, [10, NONE, 60], { weights: [1, 5, 1] }));
    expect(judged).toMatchObject({ workerIds: [0, 2], workerWeights: [1, 1], unusable: 1 });
    expect(judge(numbers, set(1, [NONE])).combined).toBeNull();
    expect(judge(numbers, set(1, [])).combined).toBeNull();
  });

  it("learn each truth only when it is available", () => {
    const judgeOf = setJudge(numbers);
    const naive = [
      set(100, [1], { truth: 10, truthAvailableAt: 115 }),
      set(110, [1], { truth: 12, truthAvailableAt: 112 }),
      set(120, [1], { truth: 15, truthAvailableAt: 125 }),
    ].map((one) => judgeOf.judge(one).naiveLoss);
    // At 110 nothing is known; at 120 the truths of 100 and 110 are, and that of 110 is newer.
    expect(naive).toEqual([null, null, 3]);
  });
});

describe("classes", () => {
  const model = { kind: "class", classes: CLASSES } as const;

  // By hand: clear has 3 of 8, rain 5 of 8; equally clear has 2 of 3.
  it("are put to the vote", () => {
    const of = set(1, [0, 0, 2], { weights: [1, 2, 5], truth: 2 });
    expect(written(model, of)).toEqual({
      weighted: ["rain", 0],
      equal: ["clear", 1],
      members: ["clear", 1],
    });
    const { combined, workerScores, truth } = judge(model, of);
    expect(truth).toBe("rain");
    expect(workerScores?.map(({ loss }) => loss)).toEqual([1, 1, 0]);
    expect(combined?.weighted?.drawn).toBe(5 / 8);
    // (3/8)^2 + (5/8 - 1)^2, and (2/3)^2 + (1/3 - 1)^2.
    expect(combined?.weighted?.score?.brier).toBe(18 / 64);
    expect(combined?.equal?.score?.brier).toBeCloseTo(8 / 9, 15);
  });

  it("may come though nobody voted for them", () => {
    const { combined } = judge(model, set(1, [0, 0], { truth: 1 }));
    expect(combined?.equal?.score).toMatchObject({
      loss: 1,
      brier: 2,
      called: "clear",
      hit: false,
    });
  });

  it("are labels too, or the numbers of labels", () => {
    const of = texts(["rain", "sleet", "clear"], { truth: NONE, truthText: "rain" });
    expect(judge(model, of)).toMatchObject({ workerIds: [0, 2], unusable: 1, truth: "rain" });
    const free = judge({ kind: "class" }, of);
    expect(free).toMatchObject({ workerIds: [0, 1, 2], unusable: 0 });
    expect(judge({ kind: "class" }, set(1, [3, 7], { truth: 7 })).truth).toBe("7");
  });

  it.each([2.5, -1, 3, NONE])("are never %d of three", (value) => {
    expect(judge(model, set(1, [value])).unusable).toBe(1);
  });
});

describe("probabilities", () => {
  const model = { kind: "probability" } as const;

  it("are pooled, linearly and by logarithms", () => {
    // Odds 4 and 1/4; by weights 3 to 1 the log pool has odds 4^(3/4) * 4^(-1/4) = 2.
    const of = set(1, [0.8, 0.2], { weights: [3, 1], truth: 1 });
    const { combined } = judge(model, of);
    expect(combined?.weighted?.written).toBeCloseTo(0.65, 15);
    expect(combined?.weightedLogPool?.written).toBeCloseTo(2 / 3, 15);
    expect(combined?.equal?.written).toBe(0.5);
    expect(combined?.median?.written).toBe(0.5);
    expect(combined?.logPool?.written).toBeCloseTo(0.5, 15);
    expect(combined?.weighted?.score?.loss).toBeCloseTo(0.1225, 15);
    expect(combined?.weighted?.score?.logScore).toBeCloseTo(-Math.log(0.65), 14);
    expect(combined?.weighted?.score?.error).toBeCloseTo(-0.35, 15);
  });

  it("count certainty as one in a million less than that", () => {
    const { combined } = judge(model, set(1, [0, 1], { weights: [1, 1], truth: 1 }));
    expect(combined?.logPool?.written).toBeCloseTo(0.5, 12);
    const alone = judge(model, set(1, [0], { truth: 1 }));
    expect(alone.combined?.weighted?.score?.logScore).toBeCloseTo(6 * Math.LN10, 12);
    expect(alone.combined?.weighted?.score?.loss).toBe(1);
  });

  it("lie between 0 and 1, and truths are either", () => {
    expect(judge(model, set(1, [1.2, 0.5, -0.1, NONE], { truth: 0 }))).toMatchObject({
      workerIds: [1],
      unusable: 3,
    });
    expect(judge(model, set(1, [0.5], { truth: 0.5 })).truth).toBeNull();
  });

  it("are beaten by base rates when they know less", () => {
    const judgeOf = setJudge(model);
    const at = (t: number, truth: number) =>
      judgeOf.judge(set(t, [0.5], { truth, truthAvailableAt: t })).naiveLoss;
    // Known at 2: one of one happened; at 3 one of two; at 4 two of three.
    expect([at(1, 1), at(2, 0), at(3, 1), at(4, 0)].map((loss) => loss ?? "none")).toEqual([
      "none",
      1,
      0.25,
      (2 / 3) ** 2,
    ]);
  });
});

describe("distributions", () => {
  const model = { kind: "distribution", classes: CLASSES } as const;

  it("are pooled", () => {
    const of = texts(["[0.5, 0.25, 0.25]", "0 0.75 0.25"], {
      weights: [1, 3],
      truth: 1,
    });
    const { combined, workerScores } = judge(model, of);
    // (0.5 + 0) / 4, (0.25 + 2.25) / 4, 0.25.
    expect(combined?.weighted?.written).toBe("0.125 0.625 0.25");
    expect(combined?.weighted?.score).toMatchObject({ called: "cloudy", hit: true });
    expect(combined?.weighted?.score?.loss).toBe(0.125 ** 2 + 0.375 ** 2 + 0.25 ** 2);
    expect(combined?.equal?.written).toBe("0.25 0.5 0.25");
    // Of the first: 0.5^2 + 0.75^2 + 0.25^2.
    expect(workerScores?.[0]?.loss).toBe(0.875);
  });

  it("travel packed on the chain", () => {
    const packed = { ...model, packingBase: 100 };
    // 20, 50 and 30 hundredths; 7 in ten thousand too much for three digits; nothing at all.
    const of = set(1, [205_030, 1_000_000, 0], { truth: 2 });
    const judged = judge(packed, of);
    expect(judged).toMatchObject({ workerIds: [0], unusable: 2, truth: "rain" });
    expect(judged.combined?.equal?.written).toBe("0.2 0.5 0.3");
  });

  it.each([
    "",
    "0.5 0.5",
    "0.5,0.6,0.5",
    "[1,1,-1]",
    "1 0 x",
    "[[0.2,0.3,0.5]]",
    "0x1 0 0",
    "1e999 0 0",
  ])("are not %j", (text) => {
    expect(judge(model, texts([text])).unusable).toBe(1);
  });

  it("may be rounded, and are scaled to sum to 1", () => {
    const thirds = judge(model, texts(["0.333;0.333;0.333"])).combined?.equal?.drawn;
    expect(thirds).toBeNaN();
    const given = judge(model, texts(["0.333;0.333;0.333"], { truth: 0 })).combined?.equal?.drawn;
    expect(given).toBeCloseTo(1 / 3, 15);
    // A hundredth off is still rounding, though in doubles 0.33 + 0.33 + 0.33 is further from 1 than 0.01.
    expect(judge(model, texts(["[0.33, 0.33, 0.33]"])).unusable).toBe(0);
    expect(judge(model, texts(["[0.33, 0.33, 0.32]"])).unusable).toBe(1);
  });

  it("of two classes are probabilities, with twice the score", () => {
    const two = { kind: "distribution", classes: ["no", "yes"] } as const;
    const chances = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(9)), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(chances, fc.constantFrom(0, 1), (rows, truth) => {
        const weights = rows.map(([, weight]) => weight);
        const one = judge(
          { kind: "probability" },
          set(
            1,
            rows.map(([p]) => p),
            { weights, truth },
          ),
        );
        const both = judge(
          two,
          texts(
            rows.map(([p]) => `${1 - p} ${p}`),
            { weights, truth },
          ),
        );
        for (const name of ["weighted", "equal", "weightedLogPool", "logPool"] as const) {
          const [single, double] = [one.combined?.[name]?.score, both.combined?.[name]?.score];
          expect(double?.loss).toBeCloseTo(2 * (single?.loss ?? NONE), 12);
          expect(double?.logScore).toBeCloseTo(single?.logScore ?? NONE, 9);
        }
      }),
    );
  });
});

describe("summary of a class topic", () => {
  const weights = [3, 1, 1];
  const facts = [
    started({ values: { kind: "class", classes: CLASSES }, start: 100, end: 140 }),
    round(0, 100),
    set(110, [0, 1, 1], { weights, truth: 0, truthAvailableAt: 111 }),
    set(120, [2, 1, 1], { weights, truth: 1, truthAvailableAt: 121 }),
    set(130, [2, 2, 0], { weights, truth: 2, truthAvailableAt: 131 }),
    set(140, [2, 0, 9], { weights, truth: 2, truthAvailableAt: 141 }),
    ended(),
  ];
  const result = () => summarize(facts);

  it("counts wrong calls", () => {
    // Weighted follows the first: right, wrong, right, right. Equal: wrong, right, right, and of two alike the first label.
    expect(result().loss).toBe("zero-one loss");
    expect(result().errors).toMatchObject({ weighted: 1 / 4, equal: 2 / 4, median: null });
    expect(result().accuracy.weighted).toMatchObject({
      mae: null,
      bias: null,
      mase: null,
      logScore: null,
      hits: { hits: 3, trials: 4 },
    });
    expect(result().against.equal?.skill).toBe(0.5);
    expect(result().against.median).toBeNull();
    expect(result().sets.unusable).toBe(1);
    // Newest known: clear for 120, cloudy for 130, rain for 140.
    expect(result().naive).toEqual({ loss: 2 / 3, weighted: 1 / 3, sets: 3 });
  });

  it("scores workers by wrong calls", () => {
    expect(result().workerScores.map(({ sets, loss, bias }) => [sets, loss, bias])).toEqual([
      [4, 1 / 4, null],
      [4, 2 / 4, null],
      [3, 2 / 3, null],
    ]);
  });

  it("counts class by class", () => {
    expect(result().classes).toEqual([
      {
        label: "clear",
        came: 1,
        weighted: { called: 1, right: 1 },
        equal: { called: 1, right: 0 },
      },
      {
        label: "cloudy",
        came: 1,
        weighted: { called: 0, right: 0 },
        equal: { called: 2, right: 1 },
      },
      {
        label: "rain",
        came: 2,
        weighted: { called: 3, right: 2 },
        equal: { called: 1, right: 1 },
      },
    ]);
  });
});
