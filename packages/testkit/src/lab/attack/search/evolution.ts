import type { Random } from "../../../numbers/random.js";
import {
  type AttackPlan,
  type MoveName,
  MOVES,
  movesOf,
  nearValue,
  randomValue,
  without,
} from "./plan.js";

/** A plan and what it gains on average in the worlds that the search looks at. */
export interface TriedPlan {
  readonly plan: AttackPlan;
  readonly gain: number;
}

/** Plans that the next ones descend from. */
const MAX_PARENTS = 16;

/** Where a search begins: every simple idea alone. Children add them to what is there, too. (In groups, since Prettier takes minutes for one long list of such objects.) */
const SIMPLE: readonly AttackPlan[] = [
  ...[
    { names: 5 },
    { median: 1 },
    { leader: 1 },
    { truth: 1 },
    { leader: 1, median: 1, truth: 1 },
    { shift: 0.5 },
  ],
  ...[{ shift: -0.5 }, { lean: 2 }, { lean: -1 }, { hold: 100 }, { noise: 0.1 }, { lives: 6 }],
  ...[
    { decoys: 1, decoyFactor: 1000 },
    { burstEvery: 1, burstFactor: 1000 },
    { burstEvery: 10, burstFactor: 100 },
    { from: 0.5 },
    { until: 0.25 },
    { period: 2, phase: 1 },
  ],
  ...[{ period: 2 }, { pick: 0.03 }, { honestUntil: 0.5, shift: 0.5 }, { names: 5, spread: 0.02 }],
  ...[{ shift: 0.05 }, { shift: -0.05 }, { names: 5, lives: 6 }],
];

/**
 * An evolution strategy over plans: children of the best plans, by crossover of two and changes of single moves. Seeded: the same answers
 * give the same questions.
 */
export class Evolution {
  readonly #random: Random;
  readonly #moves: readonly MoveName[];
  /** Simple plans that the adversary can follow. */
  readonly #ideas: readonly AttackPlan[];
  /** Best first. */
  #parents: TriedPlan[] = [{ plan: {}, gain: 0 }];
  #simple: AttackPlan[];

  constructor(moves: readonly MoveName[], random: Random) {
    this.#moves = moves;
    this.#random = random;
    this.#ideas = SIMPLE.filter((plan) => movesOf(plan).every((move) => moves.includes(move)));
    this.#simple = [...this.#ideas];
  }

  get best(): TriedPlan {
    return this.#parents[0] ?? { plan: {}, gain: 0 };
  }

  /** What a plan must gain to become a parent. */
  get threshold(): number {
    return this.#parents.length < MAX_PARENTS
      ? -Infinity
      : (this.#parents.at(-1)?.gain ?? -Infinity);
  }

  /** Plans to try next. */
  ask(count: number): AttackPlan[] {
    const simple = this.#simple.splice(0, count);
    return [...simple, ...Array.from({ length: count - simple.length }, () => this.#child())];
  }

  learn(tried: TriedPlan): void {
    const same = JSON.stringify(tried.plan);
    if (this.#parents.some(({ plan }) => JSON.stringify(plan) === same)) return;
    this.#parents = [...this.#parents, tried]
      .sort((a, b) => b.gain - a.gain || movesOf(a.plan).length - movesOf(b.plan).length)
      .slice(0, MAX_PARENTS);
  }

  #child(): AttackPlan {
    const random = this.#random;
    const parent = this.#parent();
    const idea = this.#ideas[random.below(this.#ideas.length)];
    // A whole idea at once: parts of it may gain nothing, and its own gain be too small to last among the parents.
    if (idea !== undefined && random.uniform() < 0.2) return { ...parent, ...idea };
    let child = random.uniform() < 0.5 ? crossed(parent, this.#parent(), random) : parent;
    const changes = 1 + (random.uniform() < 0.5 ? 1 : 0) + (random.uniform() < 0.2 ? 1 : 0);
    for (let change = 0; change < changes; change += 1) child = this.#changed(child);
    return child;
  }

  /** The better, the likelier. */
  #parent(): AttackPlan {
    const at = Math.floor(this.#parents.length * this.#random.uniform() ** 2);
    return this.#parents[at]?.plan ?? {};
  }

  #changed(plan: AttackPlan): AttackPlan {
    const random = this.#random;
    const present = movesOf(plan);
    // Half of all changes adjust what is there.
    const adjusts = present.length > 0 && random.uniform() < 0.5;
    const among = adjusts ? present : this.#moves;
    const name = among[random.below(among.length)];
    if (name === undefined) return plan;
    const value = plan[name];
    const chance = random.uniform();
    if (value === undefined)
      return withPartner({ ...plan, [name]: randomValue(name, random) }, random, this.#moves);
    if (chance < 0.2) return without(plan, name);
    if (chance < 0.4) return { ...plan, [name]: randomValue(name, random) };
    return { ...plan, [name]: nearValue(name, value, chance < 0.7 ? 0.2 : 0.05, random) };
  }
}

/** Moves that do nothing without another. */
const PARTNERS = [
  ["burstEvery", "burstFactor"],
  ["decoys", "decoyFactor"],
  ["phase", "period"],
  ["spread", "names"],
] as const;

function withPartner(plan: AttackPlan, random: Random, moves: readonly MoveName[]): AttackPlan {
  const missing = PARTNERS.flatMap(([one, other]) => {
    if (plan[one] !== undefined && plan[other] === undefined) return [other];
    if (one !== "phase" && one !== "spread" && plan[other] !== undefined && plan[one] === undefined)
      return [one];
    return [];
  }).filter((name) => moves.includes(name) && name in MOVES);
  return missing.reduce<AttackPlan>(
    (whole, name) => ({ ...whole, [name]: randomValue(name, random) }),
    plan,
  );
}

/** Each move from one plan or the other. */
function crossed(one: AttackPlan, other: AttackPlan, random: Random): AttackPlan {
  const names = new Set([...movesOf(one), ...movesOf(other)]);
  const chosen = [...names].flatMap((name) => {
    const value = (random.uniform() < 0.5 ? one : other)[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(chosen);
}
