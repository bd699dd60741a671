import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));
const HOUR = 3600;
/** Ether costs 2,000 dollars; workers answer in cents. */
const answer = () => ({ data: { close: 2000 } });

test("nobody gets more than the cap, however good", () => {
  const inferences = { allo1a: 200_000, allo1b: 204_000, allo1c: 196_000, allo1d: 204_000 };
  const { weights } = logic.round({ sets: [{ timestamp: HOUR, inferences }], answer });
  // a is right, the others are off by 2%: before the cap a has 0.688. The other 0.7 are shared by three who are equally good:
  // 23,333 1/3 units each, the odd unit to the first name.
  expect(weights).toEqual({ allo1a: 30_000, allo1b: 23_334, allo1c: 23_333, allo1d: 23_333 });
});

test("staying away half of the time costs weight, not loss", () => {
  const here = { allo1b: 200_000, allo1c: 200_000, allo1d: 200_000 };
  const sets = [
    { timestamp: HOUR, inferences: { ...here, allo1a: 200_000 } },
    { timestamp: 2 * HOUR, inferences: here },
  ];
  // Equal weights; a's quarter is multiplied by 0.5 / 0.8: 0.15625 of 0.90625 in all.
  const { weights } = logic.round({ sets, answer });
  expect(weights).toEqual({ allo1a: 17_242, allo1b: 27_586, allo1c: 27_586, allo1d: 27_586 });
});

test("the price service is asked once for each hour", () => {
  const sets = [HOUR, 2 * HOUR].map((timestamp) => ({ timestamp, inferences: { allo1a: 1 } }));
  const { requests } = logic.round({ sets, answer });
  expect(requests).toEqual([7200, 3600].map((at) => `https://prices.example/v1/eth-usd?at=${at}`));
});

test("while no price is known, no weight is set", () => {
  const sets = [{ timestamp: HOUR, inferences: { allo1a: 1, allo1b: 1, allo1c: 1, allo1d: 1 } }];
  const weights = { allo1a: 25_000, allo1b: 25_000, allo1c: 25_000, allo1d: 25_000 };
  expect(logic.round({ sets, weights }).weights).toEqual({});
});

test("an empty first round ends well", () => {
  expect(logic.round({ sets: [] }).error).toBeNull();
});
