import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consume, parseTransformation } from "../../src/chain/consumer.js";
import { evaluate, type Names } from "../../src/chain/expression/expression.js";
import { parseExpression } from "../../src/chain/expression/parse.js";

const NAMES: Names = {
  weight: 0.3,
  share: 0.25,
  rank: 2,
  workers: 4,
  value: 20,
  mean: 19,
  median: 10,
};
const valueOf = (text: string, names = NAMES): number => evaluate(parseExpression(text), names);

describe("an expression", () => {
  it.each<[string, number]>([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["7 - 2 - 1", 4],
    ["8 / 4 / 2", 1],
    ["2 ^ 3 ^ 2", 512],
    ["-2 ^ 2", -4],
    ["2 ^ -1", 0.5],
    ["--3", 3],
    [".5e0 + 1".slice(1), 6],
    ["1.5e-1", 0.15],
    ["share ^ 2", 0.0625],
    ["rank <= 2 ? weight : 0", 0.3],
    ["rank < 2 ? weight : value > mean ? 5 : 6", 5],
    ["abs(value - median) > 5 && rank == 2", 1],
    ["1 == 2 || 3 != 3", 0],
    ["!0 + !7", 1],
    ["1 < 2 == 1", 1],
    ["max(share, 1 / workers) + min(2, 1)", 1.25],
    ["sqrt(16) + floor(2.9) + exp(0) + log(1)", 7],
  ])("%s is %d", (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it.each<[string, string]>([
    ["", "ends at character 1, where a number, a name or an opening parenthesis is expected"],
    ["share ^", "ends at character 8, where a number"],
    ["share share", 'has "share" at character 7, where an operator or the end is expected'],
    ["(share", 'ends at character 7, where ")" is expected'],
    ["share ? 1", 'ends at character 10, where ":" is expected'],
    ["1 + # 2", 'has "#" at character 5, which has no meaning'],
    ["1 + 💥", 'has "💥" at character 5, which has no meaning'],
    ["wieght * 2", 'has "wieght" at character 1, which is not a name'],
    ["exp", 'has "exp" at character 1, which is a function and needs parentheses'],
    ["mean(1)", 'has "mean" at character 1, which is not a function'],
    ["1 + min(1)", 'has "min" at character 5, which takes 2 arguments'],
    ["abs(1, 2)", 'has "abs" at character 1, which takes 1 argument'],
    ["constructor(1)", 'has "constructor" at character 1, which is not a function'],
    ["__proto__", 'has "__proto__" at character 1, which is not a name'],
    ["share[0]", 'has "[" at character 6, which has no meaning'],
    [`${"(".repeat(60)}1${")".repeat(60)}`, "is nested more than 50 levels deep at character 51"],
    ["1+".repeat(501) + "1", "is longer than 1000 characters"],
  ])("%j is refused with its place", (text, problem) => {
    expect(() => parseExpression(text)).toThrow(
      expect.objectContaining({ code: "WK536", exit: 3 }) as Error,
    );
    expect(() => parseExpression(text)).toThrow(problem);
  });

  it("either ends in a value or is refused, whatever it holds", () => {
    const part = fc.constantFrom(
      ..."share value 1 2.5 + - * / ^ ( ) ? : && ! min , abs < == x #".split(" "),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join(" ");
        let value: unknown = null;
        try {
          value = valueOf(text);
        } catch (error) {
          expect(error).toMatchObject({ code: "WK536" });
          return;
        }
        expect(typeof value).toBe("number");
      }),
    );
  });

  it("may be 1000 characters long, with 50 levels of parentheses, one after the other", () => {
    expect(valueOf(`1${"+1".repeat(499)} `)).toBe(500);
    expect(valueOf(`${"(".repeat(49)}1${")".repeat(49)}`)).toBe(1);
    expect(valueOf(`(1)${"+(1)".repeat(60)}`)).toBe(61);
  });

  it("long chains and many signs stay within the stack", () => {
    expect(valueOf(`1${"+1".repeat(499)}`)).toBe(500);
    expect(valueOf(`${"-".repeat(998)}1`)).toBe(1);
    expect(valueOf(`1${"^1".repeat(499)}`)).toBe(1);
  });
});

describe("a consumer with an expression", () => {
  const values = Float64Array.of(10, 20, 40, 7);
  const weights = Float64Array.of(0.5, 0.3, 0.2, 0);
  const got = (text: string) => {
    const transformation = parseTransformation(`expression=${text}`);
    return transformation && consume(values, weights, 1, transformation);
  };

  // By hand: squares of the shares 0.25, 0.09, 0.04; (2.5 + 1.8 + 1.6) / 0.38.
  it("weights each worker by its value", () => {
    expect(got("share ^ 2")?.value).toBeCloseTo(5.9 / 0.38, 12);
    // All equal: (10 + 20 + 40) / 3; who has no weight gets none.
    expect(got("1")).toMatchObject({ workers: 3 });
    expect(got("1")?.value).toBeCloseTo(70 / 3, 12);
  });

  it("equals the others where it expresses the same", () => {
    const same = (text: string, other: string): void => {
      const transformation = parseTransformation(other);
      expect(got(text)).toEqual(transformation && consume(values, weights, 1, transformation));
    };
    same("weight", "mean");
    same("rank <= 2 ? weight : 0", "top=2");
    same("share >= 0.25 ? weight : 0", "threshold=0.25");
    expect(got("exp(share / 0.2)")?.value).toBeCloseTo(
      consume(values, weights, 1, { kind: "softmax", temperature: 0.2 })?.value ?? NaN,
      12,
    );
  });

  it("knows the set's mean and median: 19 and 10, so only the first is near both", () => {
    expect(got("abs(value - mean) < 10 && abs(value - median) < 5 ? weight : 0")?.value).toBe(10);
  });

  it("leaves out whoever it gives nothing that is finite and above 0", () => {
    expect(got("value == 20 ? 1 / 0 : value == 40 ? log(-1) : weight")).toMatchObject({
      value: 10,
      workers: 1,
    });
    expect(got("-1")).toBeNull();
  });

  // Who has no weight is not counted: three workers, ranks 1 to 3 by weight. By hand: shares 0.5, 0.3, 0.2 times what is left of 3.
  it("knows how many workers count, each one's rank and share, whatever the unit", () => {
    const [three, unit] = [Float64Array.of(10, 20, 40, 7), Float64Array.of(50, 30, 20, 0)];
    const consumed = (text: string) => {
      const transformation = parseTransformation(`expression=${text}`);
      return transformation && consume(three, unit, 100, transformation);
    };
    expect(consumed("workers == 3 ? 1 : 0")?.workers).toBe(3);
    expect(consumed("rank == 3 ? 1 : 0")?.value).toBe(40);
    expect(consumed("share == 0.3 ? 1 : 0")?.value).toBe(20);
    // (10 x 0.5 x 3 + 20 x 0.3 x 2 + 40 x 0.2) / (1.5 + 0.6 + 0.2).
    expect(consumed("share * (workers + 1 - rank)")?.value).toBeCloseTo(35 / 2.3, 12);
    expect(consumed("mean == 19 && median == 10 ? weight : 0")?.value).toBe(19);
    expect(consumed("rank == 1 ? -1 : weight")).toMatchObject({ value: 28, workers: 2 });
    // One that is exactly 0 leaves a worker out as well.
    expect(consumed("rank == 1 ? 0 : weight")).toMatchObject({ value: 28, workers: 2 });
  });

  it("is named by its text", () => {
    expect(parseTransformation("expression= share ^ 2 ")).toMatchObject({ text: "share ^ 2" });
  });
});
