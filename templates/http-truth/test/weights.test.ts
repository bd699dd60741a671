import { weightLogic } from "@weightkit/testkit/internal/testing/weight-logic";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

const start = 1_700_006_400;
/** Dollars, by hour: the naive forecast is off by 10 each time. */
const closes = [2000, 2010, 2000];
const close = (url: string) => {
  const price = closes[(Number(url.split("/").at(-1)) - start) / 3600];
  return price === undefined ? undefined : { data: { close: price } };
};

test("errors count in units of the naive error, the newest most", () => {
  const { weights, requests } = logic.round({
    sets: closes.map((price, hour) => ({
      timestamp: start + 3600 * hour,
      // In cents. One is right; the other is off by 5 dollars, half of the naive error, in the newest set only.
      inferences: { allo1right: 100 * price, allo1off: 100 * price + (hour === 2 ? 500 : 0) },
    })),
    answer: close,
  });
  const [older, old] = [2 ** -0.5, 2 ** -0.25];
  const loss = 0.5 / (1 + old + older);
  const share = 1 / (1 + Math.exp(-loss / 0.25));
  expect(weights?.["allo1right"]).toBe(Math.round(1e5 * (0.4 + 0.2 * share)));
  expect(requests).toHaveLength(3);
});

test("an hour whose price is not known yet does not count", () => {
  const known = [0, 1, 2].map((hour) => ({
    timestamp: start + 3600 * hour,
    inferences: { allo1near: 200_000, allo1far: 150_000 },
  }));
  const late = { timestamp: start + 9 * 3600, inferences: { allo1near: 1, allo1far: 150_000 } };
  const weights = { allo1near: 50_000, allo1far: 50_000 };
  const before = logic.round({ sets: known, weights, answer: close });
  const after = logic.round({ sets: [...known, late], weights, answer: close });
  expect(after.weights?.["allo1near"]).toBe(before.weights?.["allo1near"]);
});

test("a service that fails ends the run, and no weight changes", () => {
  const { weights, error } = logic.round({
    sets: [
      { timestamp: start, inferences: { allo1near: 200_000 } },
      { timestamp: start + 3600, inferences: { allo1near: 200_000 } },
    ],
    answer: () => ({ data: "maintenance" }),
  });
  expect(weights).toBeNull();
  expect(error).not.toBeNull();
});

test("an empty first round ends well", () => {
  const { weights, error } = logic.round({ sets: [] });
  expect(error).toBeNull();
  expect(weights).toEqual({});
});
