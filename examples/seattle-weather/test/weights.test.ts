import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));
const DAY = 86_400;
/** It is always 290 K. */
const answer = () => ({ max: 290 });

test("a kelvin less of error is worth a factor of e", () => {
  const sets = [{ timestamp: DAY, inferences: { allo1a: 29_100, allo1b: 29_200 } }];
  const { weights } = logic.round({ sets, answer });
  // Losses 1 and 2 on equal weights: shares 1 / (1 + 1/e) = 0.731059 and 0.268941; a twentieth is
  // spread evenly: 0.025 + 0.95 * share = 0.7195056 and 0.2804944.
  expect(weights).toEqual({ allo1a: 71_951, allo1b: 28_049 });
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
  // a scales down to 0.95, b gets 0.05; both lose the same; then 0.025 + 0.95 * share.
  expect(weights).toEqual({ allo1a: 92_750, allo1b: 7250 });
});

test("an empty first round ends well", () => {
  expect(logic.round({ sets: [] }).error).toBeNull();
});
