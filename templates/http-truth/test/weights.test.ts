import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

const start = 1_700_006_400;
/** Dollars, by hour. */
const closes = [2000, 2010, 2000];
const close = (url: string) => {
  const price = closes[(Number(url.split("/").at(-1)) - start) / 3600];
  return price === undefined ? undefined : { data: { close: price } };
};

test("errors count in units of the median worker's, the newest most", () => {
  const { weights, requests } = logic.round({
    sets: closes.map((price, hour) => ({
      timestamp: start + 3600 * hour,
      // In cents. Errors of 1, 2 and 3 times 5 dollars; in the newest set the last one has 9 times as much.
      inferences: {
        allo1one: 100 * price + 500,
        allo1two: 100 * price - 1000,
        allo1three: 100 * price + (hour === 2 ? 4500 : 1500),
      },
    })),
    answer: close,
  });
  const [older, old] = [2 ** -0.5, 2 ** -0.25];
  const mean = (4.5 + 1.5 * old + 1.5 * older) / (1 + old + older);
  const merits = [0.5, 1, mean].map((loss) => Math.exp(-loss / 0.25));
  const sum = merits.reduce((total, merit) => total + merit, 0);
  const expected = merits.map((merit) => 1e5 * (0.8 / 3 + (0.2 * merit) / sum));
  Object.values(weights ?? {}).forEach((weight, i) => {
    expect(Math.abs(weight - (expected[i] ?? NaN))).toBeLessThan(1);
  });
  expect(requests).toHaveLength(3);
});

test("one known truth in the window is enough", () => {
  const sets = [0, 50].map((hour) => ({
    timestamp: start + 3600 * hour,
    inferences: { allo1near: 200_000, allo1far: 150_000 },
  }));
  const { weights } = logic.round({ sets, answer: close });
  expect(weights?.["allo1near"]).toBeGreaterThan(weights?.["allo1far"] ?? NaN);
});

test("a second run, whose one set has no known price yet, changes nothing", () => {
  const set = { timestamp: start + 9 * 3600, inferences: { allo1near: 200_000 } };
  const weights = { allo1near: 60_000, allo1far: 40_000 };
  expect(logic.round({ sets: [set], weights, answer: close }).weights).toEqual({});
  expect(logic.round({ sets: [], weights, answer: close }).weights).toEqual({});
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
