import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ADVERSARIES } from "../../../src/lab/attack/adversaries.js";
import type { Adversary, Attack, Knowledge } from "../../../src/lab/attack/adversary.js";
import { usesUnknown } from "../../../src/lab/attack/knowledge.js";
import {
  answers,
  knownBefore,
  leaderBefore,
  medianOfOthers,
} from "../../../src/lab/attack/moves.js";
import { addressOf, LADDER, makeWorld, type World } from "../../../src/lab/attack/world.js";
import { worldHistory } from "../../../src/lab/attack/world-history.js";
import { Random } from "../../../src/numbers/random.js";

const DESIGN = { ...LADDER, sets: 40 };
const WORKER = 3;

function attackIn(adversary: Adversary, world: World, victim: number | null = null): Attack {
  return adversary.attack({
    world,
    ...{ worker: WORKER, victim },
    random: new Random(5, 50),
    newAddress: (index) => addressOf(5, world.names.length + index),
  });
}

/** The adversary's answers to a set, under all of its names. */
function given({ world, names }: Attack, set: number): (number | undefined)[] {
  return names.map((name) => world.names[name]?.answers[set]);
}

describe.each(ADVERSARIES)("$name", (adversary) => {
  const world = makeWorld(DESIGN, 5);

  test("does the same for the same seed and leaves the honest world as it is", () => {
    const before = structuredClone(world);
    expect(attackIn(adversary, world)).toEqual(attackIn(adversary, makeWorld(DESIGN, 5)));
    expect(world).toEqual(before);
  });

  test("has its own names, an answer or none for every set, and changes nobody else's", () => {
    const attack = attackIn(adversary, world);
    const addresses = attack.world.names.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(attack.names).toContain(WORKER);
    for (const [i, name] of attack.world.names.entries()) {
      expect(name.answers).toHaveLength(DESIGN.sets);
      if (!attack.names.includes(i)) expect(name).toEqual(world.names[i]);
    }
    expect(addresses.slice(0, world.names.length)).toEqual(world.names.map((one) => one.address));
  });

  test("uses no more than it knows", () => {
    const attackOn = (changed: World): Attack => attackIn(adversary, changed);
    expect(usesUnknown(adversary.knows, { world, worker: WORKER }, attackOn)).toBeNull();
  });

  test("has a sentence and a formula", () => {
    expect(adversary.does).toMatch(/^[a-z][^.]+[a-z0-9]$/);
    expect(adversary.formula).not.toBe("");
  });
});

describe("an adversary that uses more than it knows is found", () => {
  const world = makeWorld(DESIGN, 5);
  const others = (seen: World, set: number): number => medianOfOthers(seen, set, [WORKER]);
  test.each<[string, Knowledge, (seen: World, set: number, own: number) => number]>([
    ["the others' answers to the set before", "own", (seen, set) => others(seen, set - 1)],
    ["a truth that is out", "own", (seen, set) => seen.truths[set - 2] ?? 0],
    ["the others' answers to the set", "past", others],
    ["the others' answers to the next set", "pool", (seen, set) => others(seen, set + 1)],
    [
      "a truth that is not out: 90 minutes are two sets",
      "past",
      (seen, set) => seen.truths[set - 1] ?? 0,
    ],
    ["its next forecast", "own", (seen, set) => seen.names[WORKER]?.answers[set + 1] ?? 0],
    [
      "the last truth, from half-way on",
      "pool",
      (seen, set, own) => (set < 20 ? own : (seen.truths[DESIGN.sets - 1] ?? 0)),
    ],
  ])("%s, with %s", (_, knows, answer) => {
    const attackOn = (seen: World): Attack =>
      answers(
        {
          ...{ world: seen, worker: WORKER, victim: null, random: new Random(5, 50) },
          newAddress: () => "",
        },
        (set, own) => answer(seen, set, own),
      );
    expect(usesUnknown(knows, { world, worker: WORKER }, attackOn)).not.toBeNull();
  });
});

test("a griefer is after the worker that is named, as if it led", () => {
  const world = makeWorld(DESIGN, 5);
  const griefer = ADVERSARIES.find(({ name }) => name === "griefer");
  if (griefer === undefined) throw new Error("no griefer");
  const victim = 6;
  const theirs = world.names[victim]?.answers[0] ?? NaN;
  const expected = Math.max(0, 2 * medianOfOthers(world, 0, [WORKER]) - theirs);
  expect(given(attackIn(griefer, world, victim), 0)).toEqual([expected]);
});

test("the table of the documentation has every adversary with what it knows and does", () => {
  const page = readFileSync(
    new URL("../../../../../docs/how-to/attack.md", import.meta.url),
    "utf8",
  );
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (own|past|pool) +\| (.*?) +\|/gmu)];
  expect(rows.map(([, name, knows, does]) => [name, knows, does])).toEqual(
    ADVERSARIES.map(({ name, knows, does }) => [name, knows, does]),
  );
});

describe("what adversaries look at", () => {
  const world: World = {
    timestamps: Float64Array.from([0, 10, 20, 30]),
    truths: Float64Array.from([5, 5, 5, 5]),
    availableAt: Float64Array.from([15, 25, 35, 45]),
    names: [
      { address: "a", answers: Float64Array.from([5, 9, 1, NaN]) },
      { address: "b", answers: Float64Array.from([6, 5, 2, 4]) },
      { address: "c", answers: Float64Array.from([8, 7, 9, 6]) },
    ],
  };

  test("the median of the others, of an even and an odd number, without the absent", () => {
    expect(medianOfOthers(world, 0, [0])).toBe(7);
    expect(medianOfOthers(world, 0, [])).toBe(6);
    expect(medianOfOthers(world, 3, [])).toBe(5);
    expect(medianOfOthers(world, 3, [1, 2])).toBeNaN();
  });

  test("the truths that are available, and the leader by them", () => {
    expect(knownBefore(world, 1)).toEqual([]);
    expect(knownBefore(world, 3)).toEqual([0, 1]);
    expect(leaderBefore(world, 1, 2)).toBeNull();
    // Errors on the first two sets: a 0 + 4, b 1 + 0.
    expect(leaderBefore(world, 3, 2)).toBe(1);
    expect(leaderBefore(world, 3, 1)).toBe(0);
  });

  test("absent answers do not become inferences", () => {
    const { inferences, truth } = worldHistory(world, "7");
    expect(inferences.length).toBe(11);
    expect([...inferences.workerIds.slice(9)]).toEqual([1, 2]);
    expect(truth.length).toBe(4);
  });
});

test("a made-up world is as designed", () => {
  const worlds = Array.from({ length: 20 }, (_, seed) => makeWorld(LADDER, seed));
  const spread = (worker: number): number => {
    const errors = worlds.flatMap(({ truths, names }) =>
      [...truths].map((truth, set) => (names[worker]?.answers[set] ?? NaN) - truth),
    );
    return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  };
  // 4,000 draws each: the standard deviation is known to about 1.1 %, four times that is allowed.
  for (const worker of [0, 3, 7]) {
    expect(Math.abs(spread(worker) / (30 + 38 * worker) - 1)).toBeLessThan(0.045);
  }
  for (const { truths } of worlds) expect(Math.min(...truths)).toBeGreaterThanOrEqual(800);
});
