import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

/** Dollars, by hour. */
const closes = [2000, 2010, 2000];

test("errors count in units of the median worker's, the newest most", () => {
  const sets = closes.reduce(
    (built, price, hour) =>
      built
        .set()
        // Errors of 1, 2 and 3 times 5 dollars; in the newest set the last one has 9 times as much.
        .workers({ one: price + 5, two: price - 10, three: price + (hour === 2 ? 45 : 15) })
        .truth(price),
    round(),
  );
  const result = logic.round(sets);
  const [older, old] = [2 ** -0.5, 2 ** -0.25];
  const mean = (4.5 + 1.5 * old + 1.5 * older) / (1 + old + older);
  const [one, two, three] = [0.5, 1, mean].map((loss) => Math.exp(-loss / 0.25)) as [
    number,
    number,
    number,
  ];
  const weight = (merit: number) => 1e5 * (0.8 / 3 + (0.2 * merit) / (one + two + three));
  expect(result).toMatchWeights({ one: weight(one), two: weight(two), three: weight(three) });
  expect(result.requests).toHaveLength(3);
});

/** Two sets; the price is known for the first only, unless it is given. */
const apart = round()
  .workers({ near: 2000, far: 1500 })
  .truth(2000)
  .set()
  .workers({ near: 2000, far: 1500 });

test("one known truth in the window is enough", () => {
  expect(logic.round(apart)).toRank(["near", "far"]);
});

test("a second run, whose one set has no known price yet, changes nothing", () => {
  const stored = round().weights({ near: 60_000, far: 40_000 });
  expect(logic.round(stored.worker("near", 2000))).toMatchWeights({});
  expect(logic.round(stored)).toMatchWeights({});
});

test("an hour whose price is not known yet does not count", () => {
  const known = apart.truth(2000).weights({ near: 50_000, far: 50_000 });
  const { weights } = logic.round(known);
  const late = logic.round(known.set().workers({ near: 0.01, far: 1500 }));
  expect(late.weights).toEqual(weights);
});

test("a service that fails ends the run, and no weight changes", () => {
  const { weights, error } = logic.round(apart.answer(() => ({ data: "maintenance" })));
  expect(weights).toBeNull();
  expect(error).not.toBeNull();
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});
