import fc from "fast-check";
import { expect, it } from "vitest";
import { payloadFacts } from "../../src/round/payload-facts.js";

const facts = (payload: unknown) => {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const { workers, newest } = payloadFacts(Buffer.from(text));
  return [[...workers], newest];
};
const set = (timestamp: unknown, ...workers: unknown[]) => ({
  timestamp,
  inferences: workers.map((worker) => ({ worker, inference: "1" })),
});

it("finds the workers of sets and weights, and the newest timestamp", () => {
  expect(
    facts({
      inferences: [set("20", "b", "a"), set("30", "c"), set("10", "a")],
      latest_weights: { d: "1", a: "2" },
    }),
  ).toEqual([["b", "a", "c", "d"], 30]);
  expect(facts({ inferences: [set("0", "a")] })).toEqual([["a"], 0]);
});

it.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["null", null],
  ["a list", []],
  ["no sets", { inferences: {}, latest_weights: null }],
  ["sets that are none", { inferences: [null, 1, "x", {}] }],
  ["workers that are none", { inferences: [set("x", 1, null, {})], latest_weights: "ab" }],
  ["a time that is not whole", { inferences: [set("1.5"), set("1e300")] }],
])("finds nothing in %s", (_what, payload) => {
  expect(facts(payload)).toEqual([[], null]);
});

it("takes any bytes", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        expect(payloadFacts(bytes).workers).toBeInstanceOf(Set);
      },
    ),
  );
});
