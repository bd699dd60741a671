import { describe, expect, it } from "vitest";
import { isNestedWithin } from "../../src/numbers/nesting.js";

describe("nesting", () => {
  it.each([
    [0, "1"],
    [0, "null"],
    [1, "[]"],
    [1, '{"a":1,"b":null}'],
    [2, "[[],[]]"],
    [3, '[1,{"a":[2]},[3]]'],
    [50_000, "[".repeat(50_000) + "]".repeat(50_000)],
  ])("of %i levels", (levels, text) => {
    const value: unknown = JSON.parse(text);
    expect(isNestedWithin(value, levels)).toBe(true);
    expect(isNestedWithin(value, levels - 1)).toBe(levels === 0);
  });
});
