import { describe, expect, test } from "vitest";
import { medianOfOthers } from "../../../src/lab/attack/moves.js";
import { Evolution } from "../../../src/lab/attack/search/evolution.js";
import {
  ALL_POWERS,
  allowedMoves,
  type AttackPlan,
  MOVE_NAMES,
  MOVES,
  movesOf,
  nearValue,
  type Powers,
  randomValue,
  rounded,
} from "../../../src/lab/attack/search/plan.js";
import { planAttack, sourcesOf } from "../../../src/lab/attack/search/plan-attack.js";
import { planFileText, readPlanFile } from "../../../src/lab/attack/search/plan-file.js";
import { addressOf, LADDER, makeWorld, type World } from "../../../src/lab/attack/world.js";
import type { Attack } from "../../../src/lab/attack/adversary.js";
import { Random } from "../../../src/numbers/random.js";

const WORKER = 3;
const SETS = 40;
const world = makeWorld({ ...LADDER, sets: SETS }, 5);

function attack(plan: AttackPlan, powers: Powers = ALL_POWERS, given: World = world): Attack {
  return planAttack(plan, {
    ...{ world: given, worker: WORKER, powers, random: new Random(5, 61) },
    sources: sourcesOf(given, WORKER, powers.knows),
    newAddress: (index) => addressOf(5, given.names.length + index),
  });
}

/** What a name of the adversary answers to a set. */
const answer = ({ world: attacked, names }: Attack, set: number, name = 0): number =>
  attacked.names[names[name] ?? -1]?.answers[set] ?? Number.NaN;
const own = (set: number): number => world.names[WORKER]?.answers[set] ?? Number.NaN;

describe("a plan", () => {
  test("without moves is honest", () => {
    expect(attack({}).world).toEqual(world);
  });

  test("mixes what it knows by weight", () => {
    const set = 20;
    // 90 minutes late and hourly: at set 20 the truth of set 18 is the newest.
    expect(answer(attack({ truth: 1 }), set)).toBe(world.truths[18]);
    expect(answer(attack({ median: 1 }), set)).toBe(medianOfOthers(world, set, [WORKER]));
    const mixed = answer(attack({ own: 1, truth: 1 }), set);
    expect(mixed).toBeCloseTo((own(set) + (world.truths[18] ?? NaN)) / 2, 9);
    expect(answer(attack({ median: 1 }, { knows: "past", names: 1 }), set)).toBe(
      medianOfOthers(world, set - 1, [WORKER]),
    );
  });

  test("shifts, leans, holds, bursts and is absent", () => {
    expect(answer(attack({ shift: 0.5 }), 7)).toBeCloseTo(1.5 * own(7), 9);
    const median = medianOfOthers(world, 7, [WORKER]);
    expect(answer(attack({ lean: 2 }), 7)).toBeCloseTo(
      Math.max(0, own(7) + 2 * (own(7) - median)),
      9,
    );
    expect(answer(attack({ hold: 10 }), 17)).toBe(own(10));
    const bursts = attack({ burstEvery: 4, burstFactor: 10 });
    expect([6, 7].map((set) => answer(bursts, set) / own(set))).toEqual([1, 10]);
    const some = attack({ period: 3, phase: 1 });
    expect([3, 4, 5].map((set) => Number.isNaN(answer(some, set)))).toEqual([true, false, true]);
    const part = attack({ from: 0.25, until: 0.5 });
    expect([9, 10, 19, 20].map((set) => Number.isNaN(answer(part, set)))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    const sleeper = attack({ honestUntil: 0.5, shift: 1 });
    expect([19, 20].map((set) => answer(sleeper, set) / own(set))).toEqual([1, 2]);
  });

  test("has names, lives and decoys, no more than it may", () => {
    const names = attack({ names: 3, spread: 0.1 });
    expect(names.names).toEqual([WORKER, 8, 9]);
    expect([0, 1, 2].map((name) => answer(names, 7, name) / own(7))).toEqual([
      expect.closeTo(0.9, 9),
      1,
      expect.closeTo(1.1, 9),
    ]);
    const lives = attack({ lives: 2 });
    expect([answer(lives, 19), answer(lives, 20, 1)]).toEqual([own(19), own(20)]);
    expect([answer(lives, 20), answer(lives, 19, 1)]).toEqual([NaN, NaN]);
    expect(answer(attack({ decoys: 1, decoyFactor: 1000 }), 7, 1)).toBeCloseTo(1000 * own(7), 6);
    expect(attack({ names: 5, lives: 6 }, { knows: "pool", names: 4 }).names).toHaveLength(4);
    expect(attack({ names: 5 }).before).toEqual([WORKER]);
  });

  test("of the past never sees the same set, whatever its moves", () => {
    const powers = { knows: "past", names: 1 } as const;
    const set = 25;
    const changed = {
      ...world,
      truths: world.truths.map((truth, i) => (i >= set - 1 ? 3 * truth : truth)),
      names: world.names.map((name, i) =>
        i === WORKER
          ? name
          : { ...name, answers: name.answers.map((one, at) => (at >= set ? 3 * one : one)) },
      ),
    };
    for (let seed = 0; seed < 50; seed += 1) {
      const random = new Random(seed, 9);
      const plan = Object.fromEntries(
        allowedMoves(powers).map((name) => [name, randomValue(name, random)]),
      );
      expect(answer(attack(plan, powers, changed), set)).toBe(answer(attack(plan, powers), set));
    }
  });

  test("stays within each move's range, by chance and nearby", () => {
    const random = new Random(3, 9);
    for (const name of MOVE_NAMES) {
      const { min, max, scale } = MOVES[name];
      for (let i = 0; i < 200; i += 1) {
        const value = randomValue(name, random);
        for (const one of [value, nearValue(name, value, 0.3, random)]) {
          expect(one).toBeGreaterThanOrEqual(min);
          expect(one).toBeLessThanOrEqual(max * (1 + 1e-12));
          if (scale === "whole") expect(Number.isInteger(one)).toBe(true);
        }
      }
    }
  });
});

describe("the search", () => {
  // A made-up gain: 1 for a shift of 2 under three names, less away from it, nothing else matters.
  const gain = ({ shift = 0, names = 1 }: AttackPlan): number =>
    1 - Math.abs(shift - 2) / 3 - Math.abs(names - 3) / 5;

  function searched(seed: number): Evolution {
    const evolution = new Evolution(allowedMoves(ALL_POWERS), new Random(seed, 60));
    for (let batch = 0; batch < 20; batch += 1) {
      for (const plan of evolution.ask(24)) evolution.learn({ plan, gain: gain(plan) });
    }
    return evolution;
  }

  test.each([1, 2, 3, 4, 5])("finds the best of a made-up gain in 480 trials, seed %i", (seed) => {
    expect(searched(seed).best.gain).toBeGreaterThan(0.95);
    expect(searched(seed).best).toEqual(searched(seed).best);
  });

  test("keeps to what an adversary can do", () => {
    const powers = { knows: "own", names: 1 } as const;
    const evolution = new Evolution(allowedMoves(powers), new Random(1, 60));
    const plans = Array.from({ length: 20 }, () => evolution.ask(24)).flat();
    const used = new Set(plans.flatMap(movesOf));
    for (const name of ["median", "leader", "truth", "lean", "pick", "names", "lives", "decoys"])
      expect(used).not.toContain(name);
    expect(used).toContain("shift");
  });
});

describe("a plan's file", () => {
  const fixture = {
    ...{ logic: "ema", worker: 3, powers: ALL_POWERS },
    plan: rounded({ names: 3, shift: 0.123456 }),
  };

  test("holds the plan", () => {
    expect(readPlanFile(planFileText(fixture), "p.json")).toMatchObject({
      ...fixture,
      plan: { names: 3, shift: 0.12 },
    });
  });

  test.each([
    ["{", "it is not JSON"],
    ["{}", "its format"],
    [planFileText(fixture).replace('"version": 1', '"version": 9'), "its version"],
    [planFileText(fixture).replace('"worker": 3', '"worker": 8'), "worker is not"],
    [planFileText(fixture).replace('"pool"', '"all"'), "powers.knows"],
    [planFileText(fixture).replace('"names": 32', '"names": 33'), "powers.names"],
    [planFileText(fixture).replace('"shift"', '"shove"'), "no move shove"],
    [planFileText(fixture).replace("0.12", '"0.12"'), "plan.shift is not"],
    [planFileText(fixture).replace('"names": 3,', '"names": 2.5,'), "plan.names is not a whole"],
  ])("is refused: %s", (text, why) => {
    const read = (): unknown => readPlanFile(text, "p.json");
    expect(read).toThrow(expect.objectContaining({ code: "WK669" }));
    expect(read).toThrow(why);
  });
});
