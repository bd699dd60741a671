import type { Adversary } from "../adversary.js";
import { type AttackPlan, MOVES, movesOf, type Powers } from "./plan.js";
import { planAttack, sourcesOf } from "./plan-attack.js";

/** A plan as an adversary, to be held against others. */
export function planAdversary(plan: AttackPlan, powers: Powers): Adversary {
  return {
    name: "plan",
    does: planWords(plan),
    formula: movesOf(plan)
      .map((name) => `${name} = ${plan[name] ?? ""}`)
      .join(", "),
    knows: powers.knows,
    attack: ({ world, worker, random, newAddress }) =>
      planAttack(plan, {
        ...{ world, worker, random, newAddress, powers },
        sources: sourcesOf(world, worker, powers.knows),
      }),
  };
}

/** One sentence without its end. */
function planWords(plan: AttackPlan): string {
  const moves = movesOf(plan);
  if (moves.length === 0) return "answers honestly";
  const parts = moves.map(
    (name) => `${MOVES[name].means} ${Number((plan[name] ?? 0).toPrecision(2))}`,
  );
  return `follows a plan: ${parts.join("; ")}`;
}
