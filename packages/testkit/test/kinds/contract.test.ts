import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/kinds/kinds.js";
import { modelProblems } from "../../src/kinds/model-problems.js";
import { COMBINATIONS } from "../../src/kinds/score.js";
import { VALUE_KINDS, type ValueKind, type ValueModel } from "../../src/kinds/value-model.js";
import { ended, set, started, summarize } from "../metrics/facts.js";

/** What every kind must show of itself: a new kind adds a row, or nothing compiles. */
interface Example {
  readonly model: ValueModel;
  /** Values of three workers, the first of which is right; as texts where they are not numbers. */
  readonly values: readonly number[] | readonly string[];
  readonly truth: number | string;
  /** Values that mean nothing. */
  readonly unusable: readonly (number | string)[];
  /** A truth that is none of the model's, where there can be one. */
  readonly wrongTruth: number | string | null;
  /** Models that cannot be. */
  readonly impossible: readonly ValueModel[];
}

const classes = ["clear", "rain"];
const EXAMPLES: Readonly<Record<ValueKind, Example>> = {
  number: {
    model: { kind: "number" },
    values: [10, 12, 16],
    truth: 10,
    unusable: [NaN, Infinity],
    wrongTruth: null,
    impossible: [{ kind: "number", packingBase: 10 }],
  },
  probability: {
    model: { kind: "probability" },
    values: [1, 0.5, 0.25],
    truth: 1,
    unusable: [1.2, -0.1, NaN],
    wrongTruth: 0.5,
    impossible: [{ kind: "probability", packingBase: 10 }],
  },
  class: {
    model: { kind: "class", classes },
    values: ["rain", "clear", "clear"],
    truth: "rain",
    unusable: ["snow", ""],
    wrongTruth: "snow",
    impossible: [{ kind: "class", classes, packingBase: 10 }],
  },
  distribution: {
    model: { kind: "distribution", classes },
    values: ["0 1", "0.5 0.5", "0.75 0.25"],
    truth: "rain",
    unusable: ["0.5", "0.9 0.9", "-1 2", "much"],
    wrongTruth: "snow",
    impossible: [
      { kind: "distribution" },
      { kind: "distribution", classes, packingBase: 1 },
      { kind: "distribution", classes, packingBase: 2 ** 27 },
    ],
  },
};

function setOf(
  { values, truth }: Pick<Example, "values" | "truth">,
  timestamp: number,
  weights?: readonly number[],
) {
  const texts = values.map(String);
  const isText = values.some((value) => typeof value === "string");
  return set(timestamp, isText ? values.map(() => NaN) : values.map(Number), {
    ...(isText ? { texts } : {}),
    ...(weights === undefined ? {} : { weights }),
    truth: typeof truth === "string" ? NaN : truth,
    truthText: typeof truth === "string" ? truth : null,
    truthAvailableAt: timestamp + 1,
  });
}

describe.each(VALUE_KINDS)("values of the kind %s", (name) => {
  const kind = KINDS[name];
  const example = EXAMPLES[name];
  const run = (of: Pick<Example, "values" | "truth">, weights?: readonly number[]) =>
    summarize([
      started({ values: example.model }),
      setOf(of, 100, weights),
      setOf(of, 110, weights),
      ended(),
    ]);

  it("is listed under its name, and has a word for everything", () => {
    expect(kind.name).toBe(name);
    const { combinations, ...words } = kind.words;
    expect(Object.values(words).every((word) => word.length > 0)).toBe(true);
    expect(combinations[0]?.[0]).toBe("weighted");
    expect(combinations.map(([combination]) => combination)).toContain("equal");
    expect(new Set(combinations.map(([, word]) => word)).size).toBe(combinations.length);
  });

  it("accepts its example and refuses what cannot be", () => {
    expect(modelProblems(example.model, true)).toEqual([]);
    for (const model of example.impossible) expect(modelProblems(model, true)).not.toEqual([]);
  });

  it("knows its truths", () => {
    const fits = kind.truthCheck(example.model);
    const truth = (given: number | string) =>
      typeof given === "string"
        ? { truth: NaN, truthText: given }
        : { truth: given, truthText: null };
    expect(fits(truth(example.truth))).toBe(true);
    if (example.wrongTruth !== null) expect(fits(truth(example.wrongTruth))).toBe(false);
    expect(kind.wantedTruth(example.model, true)).not.toBe("");
  });

  it("names every way of combining that it has, and no other", () => {
    const { errors } = run(example);
    const has = COMBINATIONS.filter((combination) => errors[combination] !== null);
    expect(new Set(kind.words.combinations.map(([combination]) => combination))).toEqual(
      new Set(has),
    );
  });

  it("has no loss where everybody is right, and some where somebody is wrong", () => {
    const right = example.values.map(() => example.values[0]) as Example["values"];
    const { errors } = run({ ...example, values: right });
    for (const [combination] of kind.words.combinations) {
      expect(errors[combination]).toBeCloseTo(0, 8);
    }
    expect(run(example).errors.equal).toBeGreaterThan(0);
  });

  it("combines to the last bit alike without weights and with equal ones", () => {
    const [none, some] = [run(example), run(example, [0.25, 0.25, 0.25])];
    expect(none.errors.weighted).toBe(none.errors.equal);
    expect(some.errors.weighted).toBeCloseTo(none.errors.equal!, 14);
  });

  it("follows a worker that has all the weight", () => {
    const { errors, workerScores } = run(example, [0.5, 0, 0]);
    expect(errors.weighted).toBeCloseTo(0, 8);
    expect(workerScores.map(({ loss }) => loss)).toEqual([
      errors.weighted,
      expect.any(Number),
      expect.any(Number),
    ]);
  });

  it("passes over what means nothing", () => {
    const values = [...example.values, ...example.unusable] as Example["values"];
    const { sets, errors } = run({ ...example, values });
    expect(sets.unusable).toBe(2 * example.unusable.length);
    expect(errors).toEqual(run(example).errors);
  });

  it("gives the same whatever the order of the workers", () => {
    const turned = [...example.values].reverse() as Example["values"];
    const [one, other] = [
      run(example, [0.5, 0.25, 0.125]),
      run({ ...example, values: turned }, [0.125, 0.25, 0.5]),
    ];
    for (const combination of COMBINATIONS) {
      const [a, b] = [one.errors[combination], other.errors[combination]];
      if (a === null) expect(b).toBeNull();
      else expect(b).toBeCloseTo(a, 14);
    }
  });

  it("knows nothing without truths, and a naive inference from the second set on", () => {
    const { naive } = summarize([
      started({ values: example.model }),
      setOf(example, 100),
      setOf(example, 110),
      ended(),
    ]);
    expect(naive).toMatchObject({ sets: 1, loss: 0 });
  });
});
