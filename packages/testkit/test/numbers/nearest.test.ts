import { expect, test } from "vitest";
import { nearest } from "../../src/numbers/nearest.js";

const TEMPLATES = [
  "bare",
  "consensus",
  "ema-absolute-error",
  "http-truth",
  "multiplicative-weights",
  "oracle-truth",
];

test.each([
  ["consesus", "consensus"],
  ["ema", "ema-absolute-error"],
  ["emma", "ema-absolute-error"],
  ["weights", "multiplicative-weights"],
  // Two end so.
  ["truth", null],
  ["xy", null],
  ["frobnicate", null],
])("%s was likely meant to be %s", (given, meant) => {
  expect(nearest(given, TEMPLATES)).toBe(meant);
});
