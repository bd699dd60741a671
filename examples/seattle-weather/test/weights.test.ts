import { weightLogic } from "@weightkit/testkit/testing/weight-logic";
import { expect, test } from "vitest";

const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));
const DAY = 86_400;
/** It is always 290 K. */
const answer = () => ({ max: 290 });

test("a kelvin less of error is worth a factor of e", () => {
  const sets = [{ timestamp: DAY, inferences: { allo1a: 29_100, allo1b: 29_200 } }];
  const { weights } = logic.round({ sets, answer });
  // Losses 1 and 2 on equal weights: shares 1 / (1 + 1/e) = 0.731059 and 0.268941; with a floor of 0.005 for each,
  // 0.005 + 0.99 * share = 0.728748 and 0.271252.
  expect(weights).toEqual({ allo1a: 72_875, allo1b: 27_125 });
});

test("a day away costs the mean of those who came", () => {
  const sets = [
    { timestamp: DAY, inferences: { allo1a: 29_100, allo1b: 29_100 } },
    { timestamp: 2 * DAY, inferences: { allo1b: 29_300 } },
  ];
  // a: 1 and, for the day away, 3; b: 1 and 3. The same mean, so the same weight.
  expect(logic.round({ sets, answer }).weights).toEqual({ allo1a: 50_000, allo1b: 50_000 });
});

test("who is new starts with a share", () => {
  const sets = [{ timestamp: DAY, inferences: { allo1a: 29_100, allo1b: 29_100 } }];
  const { weights } = logic.round({ sets, weights: { allo1a: 100_000 }, answer });
  // a scales down to 0.95, b gets 0.05; both lose the same; with the floor 0.005 + 0.99 * share.
  expect(weights).toEqual({ allo1a: 94_550, allo1b: 5450 });
});

test("an empty first round ends well", () => {
  expect(logic.round({ sets: [] }).error).toBeNull();
});
