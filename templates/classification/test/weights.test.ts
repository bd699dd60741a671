import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

test("who names the right class more often gets more weight", () => {
  const once = round().workers({ right: "snow", often: "rain" }).truth(3);
  const fifth = [1, 2, 3, 4].reduce(
    (sets) => sets.set().workers({ right: "snow", often: "snow" }).truth(3),
    once,
  );
  // Wrong 0 and 0.2 of the time: two temperatures apart, so shares e^2 : 1. A fifth of that, four fifths of the uniform start.
  const share = 1 / (1 + Math.exp(-2));
  expect(logic.round(fifth)).toMatchWeights({
    right: 1e5 * (0.4 + 0.2 * share),
    often: 1e5 * (0.4 + 0.2 * (1 - share)),
  });
});

test("classes are names, not amounts: far off is as wrong as near", () => {
  const result = logic.round(
    round().workers({ near: "rain", far: "clear", right: "snow" }).truth(3),
  );
  const { near = NaN, far = NaN } = result.weights ?? {};
  // Three shares do not divide 100,000 evenly: a unit may be left over.
  expect(Math.abs(near - far)).toBeLessThanOrEqual(1);
  expect(result).toRank(["right", "near"]);
});

test("a number that is not a class counts as wrong, with a note", () => {
  const result = logic.round(round().workers({ odd: 4, wrong: "clear" }).truth(3));
  expect(result).toMatchWeights({ odd: 50_000, wrong: 50_000 }, 0);
  expect(result.stderr).toContain('"odd", whose inference is not a valid class');
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});

test("a second run, which sees nothing or a set without known truth, changes nothing", () => {
  const stored = round().weights({ one: 60_000, two: 40_000 });
  expect(logic.round(stored.workers({ one: "cloudy", new: "cloudy" }))).toMatchWeights({});
  expect(logic.round(stored)).toMatchWeights({});
});
