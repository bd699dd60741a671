import type { Random } from "../../../numbers/random.js";
import type { Attack, Knowledge } from "../adversary.js";
import { knownBefore, leaderBefore, medianOfOthers } from "../moves.js";
import type { Name, World } from "../world.js";
import type { AttackPlan, Powers } from "./plan.js";

/** What an adversary can base its answers on, one of each a set; NaN where it is not known. */
export interface Sources {
  readonly own: Float64Array;
  readonly median: Float64Array;
  readonly leader: Float64Array;
  readonly truth: Float64Array;
}

/** @param knows With `past` the others' answers are those to the set before. */
export function sourcesOf(world: World, worker: number, knows: Knowledge): Sources {
  const own = world.names[worker]?.answers ?? new Float64Array();
  const seen = (set: number): number => (knows === "pool" ? set : set - 1);
  return {
    own,
    median: own.map((_, set) =>
      seen(set) < 0 ? Number.NaN : medianOfOthers(world, seen(set), [worker]),
    ),
    leader: own.map((_, set) => {
      const leader = leaderBefore(world, set, worker);
      return (leader === null ? undefined : world.names[leader]?.answers[seen(set)]) ?? Number.NaN;
    }),
    truth: own.map((_, set) => world.truths[knownBefore(world, set).at(-1) ?? -1] ?? Number.NaN),
  };
}

export interface PlanScene {
  readonly world: World;
  readonly worker: number;
  readonly sources: Sources;
  readonly random: Random;
  readonly newAddress: (index: number) => string;
  readonly powers: Powers;
}

/** The world in which a worker follows a plan. */
export function planAttack(plan: AttackPlan, scene: PlanScene): Attack {
  const { world, worker, sources, random, newAddress, powers } = scene;
  const sets = world.timestamps.length;
  const { names = 1, lives = 1, spread = 0, decoys = 0, decoyFactor = 1 } = plan;
  const answers = Float64Array.from({ length: sets }, (_, set) =>
    answerOf(plan, set, scene, random),
  );
  const life = (set: number): number => Math.floor((lives * set) / sets);
  const given: Float64Array[] = [];
  for (let at = 0; at < lives; at += 1) {
    for (let name = 0; name < names; name += 1) {
      const factor = 1 + spread * (name - (names - 1) / 2);
      given.push(
        answers.map((answer, set) =>
          life(set) === at ? Math.max(0, answer * factor) : Number.NaN,
        ),
      );
    }
  }
  for (let decoy = 0; decoy < decoys; decoy += 1) {
    given.push(sources.own.map((answer) => answer * decoyFactor));
  }
  const [first, ...further] = given.slice(0, powers.names);
  const joined: Name[] = further.map((one, index) => ({
    address: newAddress(index),
    answers: one,
  }));
  const all = world.names.map((name, i) =>
    i === worker ? { ...name, answers: first ?? name.answers } : name,
  );
  return {
    world: { ...world, names: [...all, ...joined] },
    names: [worker, ...joined.map((_, i) => all.length + i)],
    before: [worker],
  };
}

/** NaN where it gives none. */
function answerOf(
  plan: AttackPlan,
  set: number,
  { sources, world }: PlanScene,
  random: Random,
): number {
  const sets = world.timestamps.length;
  const noise = plan.noise === undefined ? 0 : plan.noise * random.normal();
  const own = sources.own[set] ?? Number.NaN;
  const place = set / sets;
  if (place < (plan.from ?? 0) || place >= (plan.until ?? 1)) return Number.NaN;
  if (place < (plan.honestUntil ?? 0)) return own;
  const { period = 1, phase = 0 } = plan;
  if (set % period !== phase % period) return Number.NaN;
  const seen = set - (set % (plan.hold ?? 1));
  const mixed = mixOf(plan, seen, sources);
  const median = sources.median[seen] ?? Number.NaN;
  const known = !Number.isNaN(median);
  if (plan.pick !== undefined && known && Math.abs(mixed - median) > plan.pick * median)
    return Number.NaN;
  const leaning = plan.lean === undefined || !known ? mixed : mixed + plan.lean * (mixed - median);
  const { burstEvery = 0, burstFactor = 1 } = plan;
  const burst = burstEvery > 0 && set % burstEvery === burstEvery - 1 ? burstFactor : 1;
  return Math.max(0, leaning * (1 + (plan.shift ?? 0)) * (1 + noise) * burst);
}

/** The mean of what is known, by the plan's weights; the honest answer without any. */
function mixOf(plan: AttackPlan, set: number, sources: Sources): number {
  let [sum, weights] = [0, 0];
  for (const name of ["own", "median", "leader", "truth"] as const) {
    const weight = plan[name] ?? 0;
    const value = sources[name][set] ?? Number.NaN;
    if (weight === 0 || Number.isNaN(value)) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights > 0 ? sum / weights : (sources.own[set] ?? Number.NaN);
}
