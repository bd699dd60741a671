import { describe, expect, test } from "vitest";
import { payloadText } from "../../src/testing/round-input.js";
import { round } from "../../src/testing/round-builder.js";
import type { TopicFacts } from "../../src/testing/topic-facts.js";

const numbers: TopicFacts = {
  truth: null,
  values: { kind: "number" },
  valueScale: 1,
  inferenceCadence: 600,
  weightCadence: 3600,
};

describe("a round", () => {
  test("is built set by set, an inference cadence apart, and the payload has the newest first", () => {
    const built = round()
      .worker("a", 101)
      .worker("b", 99)
      .truth(100)
      .set()
      .worker("a", 102)
      .set(1_700_010_000)
      .worker("b", 98)
      .truth(97, 1_700_020_000)
      .weights({ b: 40_000, a: 60_000 })
      .seed(7)
      .input(numbers);
    expect(built).toEqual({
      profile: "chain",
      seed: 7,
      weights: { a: 60_000, b: 40_000 },
      sets: [
        { timestamp: 1_700_006_400, inferences: { a: "101", b: "99" } },
        { timestamp: 1_700_007_000, inferences: { a: "102" } },
        { timestamp: 1_700_010_000, inferences: { b: "98" } },
      ],
      truths: [
        { timestamp: 1_700_006_400, value: 100, availableAt: 1_700_006_400 },
        { timestamp: 1_700_010_000, value: 97, availableAt: 1_700_020_000 },
      ],
    });
    expect(payloadText(built)).toBe(
      '{"inferences":[{"timestamp":"1700010000","inferences":[{"worker":"b","inference":"98"}]},' +
        '{"timestamp":"1700007000","inferences":[{"worker":"a","inference":"102"}]},' +
        '{"timestamp":"1700006400","inferences":[{"worker":"a","inference":"101"},{"worker":"b","inference":"99"}]}],' +
        '"latest_weights":{"a":"60000","b":"40000"}}',
    );
  });

  test("can be the start of several others", () => {
    const start = round().worker("a", 1);
    start.worker("b", 2);
    expect(start.input(numbers).sets[0]?.inferences).toEqual({ a: "1" });
  });

  test("whose set is not newer than the one before is refused", () => {
    const backwards = round().set(1_700_006_400).set(1_700_006_400);
    expect(() => backwards.input(numbers)).toThrow(expect.objectContaining({ code: "WK482" }));
  });
});

/** What is sent for a's inference. */
function sent(inference: Parameters<ReturnType<typeof round>["worker"]>[1], topic: TopicFacts) {
  return round().worker("a", inference).input(topic).sets[0]?.inferences["a"];
}

describe("inferences are in the topic's own terms", () => {
  test("numbers are multiplied by the value scale and rounded half away from zero, as the chain stores them", () => {
    expect(sent(20.125, { ...numbers, valueScale: 100 })).toBe("2013");
    expect(sent(2 ** 60, numbers)).toBe("1152921504606846976");
    expect(() => sent(-1, numbers)).toThrow(expect.objectContaining({ code: "WK481" }));
    expect(sent({ raw: "-1" }, numbers)).toBe("-1");
  });

  test("a probability is one of a scale", () => {
    const topic: TopicFacts = {
      ...numbers,
      values: { kind: "probability" },
      valueScale: 1_000_000,
    };
    expect(sent(0.8, topic)).toBe("800000");
  });

  test("a class is a name or a number", () => {
    const topic: TopicFacts = { ...numbers, values: { kind: "class", classes: ["sun", "rain"] } };
    expect(sent("rain", topic)).toBe("1");
    expect(sent(0, topic)).toBe("0");
    expect(() => sent("snow", topic)).toThrow(expect.objectContaining({ code: "WK481" }));
  });

  test("a distribution is packed, the first class in the highest digits", () => {
    const values = { kind: "distribution", classes: ["a", "b", "c"], packingBase: 1001 } as const;
    const topic: TopicFacts = { ...numbers, values };
    // 0.2, 0.5, 0.3 of 1000: 200 * 1001^2 + 500 * 1001 + 300.
    expect(sent([0.2, 0.5, 0.3], topic)).toBe("200901000");
    expect(() => sent([0.2, 0.8], topic)).toThrow(expect.objectContaining({ code: "WK481" }));
  });
});

test("the seed profile keeps texts, and has uniform weights and the known truths in the payload", () => {
  const built = round()
    .profile("seed")
    .worker("a", 1.5)
    .worker("b", 2)
    .truth(1.25)
    .set()
    .worker("a", 3)
    .truth(9, 1_700_099_999)
    .at(1_700_007_001)
    .input({ ...numbers, valueScale: 100 });
  // The seed document's shape (docs/how-to/seed-host.md), by hand.
  expect(payloadText(built)).toBe(
    '{"inferences":[{"timestamp":"1700007000","inferences":[{"worker":"a","inference":"3"}]},' +
      '{"timestamp":"1700006400","inferences":[{"worker":"a","inference":"1.5"},{"worker":"b","inference":"2"}]}],' +
      '"latest_weights":{"a":"50000","b":"50000"},' +
      '"weights":[{"reputer":"reputer","worker":"a","weight":"50000"},{"reputer":"reputer","worker":"b","weight":"50000"}],' +
      '"ground_truth":[{"timestamp":"1700006400","value":"1.25"}]}',
  );
});
