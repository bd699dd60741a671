import { labErrors } from "../../errors/lab-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { adjust } from "../../metrics/folds/comparison.js";
import type { WorkerPool } from "../../threads/pool.js";
import type { Adversary, Attack, RemoteAdversary, Scene } from "./adversary.js";
import { resultOf, type AttackResult, type Outcome, type Unjudged } from "./attack-result.js";
import { fasterDesign, ONE_NODE, worldCell } from "./network.js";
import { runWorlds } from "./run-worlds.js";
import { opportunityIn } from "./opportunity.js";
import { makeWorld, type World } from "./world.js";
import type { WorldResult } from "./world-fold.js";
import type { WorldCell, WorldPlan } from "./world-job.js";

/** With at least 2 seeds. */
export interface AttackOptions extends Scene {
  /** Whose threads replay; its owner closes it. */
  readonly pool: WorkerPool;
  readonly adversaries: readonly (Adversary | RemoteAdversary)[];
  /** Called after each replay. */
  readonly onReplay?: (done: number, of: number) => void;
}

type AnyAdversary = Adversary | RemoteAdversary;

const BEYOND_CHANCE = 0.05;

/**
 * Replays a logic in made-up worlds, once honest and once with each adversary, and compares what the adversary's names get with what
 * they got honestly in the same world.
 * @throws WeightkitError WK660 when the logic stores no weights without any adversary; as `replayTopic` and `Engine.prepare` do
 */
export async function attackLogic(
  plan: WorldPlan,
  options: AttackOptions,
): Promise<AttackResult[]> {
  const { adversaries, seeds, pool, victim = null, onReplay } = options;
  const remote = await remoteAttacks(options);
  const cases = seeds.flatMap((seed, i) =>
    casesOf(seed, options, (adversary) => remote.get(adversary)?.[i]),
  );
  const honest = cases.filter(({ by }) => by === null);
  const attacked = cases.filter(({ by }) => by !== null);
  let done = 0;
  const replayed = async (some: readonly Case[]): Promise<Replayed[]> => {
    const cells = some.map(({ cell }) => cell);
    const results = await runWorlds({ ...plan, shuffleReputers: true }, cells, {
      pool,
      onWorld: () => {
        done += 1;
        onReplay?.(done, cases.length);
      },
    });
    return results.flatMap((result, i) => {
      const one = some[i];
      return one === undefined ? [] : [{ ...one, result }];
    });
  };
  // First, since logic that gives no weights is not worth the rest.
  const without = new Map(
    (await replayed(honest)).map(({ world, result }) => [world, result] as const),
  );
  checkHonest([...without.values()]);
  const outcomes = (await replayed(attacked)).flatMap(({ by, world, result: own }): Outcome[] => {
    const before = without.get(world);
    return by === null || before === undefined ? [] : [{ ...by, world, honest: before, own }];
  });
  return withVerdicts(
    adversaries.flatMap((adversary) =>
      resultOf(
        adversary,
        outcomes.filter((outcome) => outcome.adversary === adversary),
        victim,
      ),
    ),
  );
}

/** A world to replay: an honest one that adversaries of one network share, or an adversary's. */
interface Case {
  readonly world: World;
  /** Null for the honest world. */
  readonly by: { readonly adversary: AnyAdversary; readonly attack: Attack } | null;
  readonly cell: WorldCell;
}

interface Replayed extends Case {
  readonly result: WorldResult;
}

/** What the adversaries do whose code runs elsewhere: one attack a seed. */
async function remoteAttacks({
  adversaries,
  design,
  seeds,
  worker,
  victim,
}: AttackOptions): Promise<ReadonlyMap<AnyAdversary, readonly Attack[]>> {
  const scene: Scene = { design, seeds, worker, ...(victim === undefined ? {} : { victim }) };
  const found = new Map<AnyAdversary, readonly Attack[]>();
  const run = adversaries.map(async (adversary) => {
    if ("attacks" in adversary) found.set(adversary, await adversary.attacks(scene));
  });
  await Promise.all(run);
  return found;
}

/** @param remote What an adversary does there whose code runs elsewhere. */
function casesOf(
  seed: number,
  options: AttackOptions,
  remote: (adversary: AnyAdversary) => Attack | undefined,
): Case[] {
  const { adversaries, design, worker } = options;
  const networks = new Set(adversaries.map(({ network }) => network ?? ONE_NODE));
  return [...networks].flatMap((network) => {
    const place = { network, design, worker, seed };
    const world = makeWorld(fasterDesign(design, network), seed);
    const honest: Case = {
      ...{ world, by: null },
      cell: worldCell(world, null, place),
    };
    const attacked = adversaries
      .filter((adversary) => (adversary.network ?? ONE_NODE) === network)
      .map((adversary): Case => {
        const attack =
          "attack" in adversary
            ? adversary.attack(opportunityIn(world, seed, options))
            : remote(adversary);
        if (attack === undefined) throw new Error(`${adversary.name} has no attack for ${seed}`);
        const cell = worldCell(attack.world, attack.node ?? null, place);
        return { world, by: { adversary, attack }, cell };
      });
    return [honest, ...attacked];
  });
}

function checkHonest(honest: readonly WorldResult[]): void {
  if (honest.length === 0 || honest.some(({ shares }) => shares.some((share) => share > 0))) return;
  const reason = honest.find(({ failure }) => failure !== null)?.failure ?? null;
  throw fault(labErrors.noHonestWeights, { worlds: honest.length, reason });
}

function withVerdicts(results: readonly Unjudged[]): AttackResult[] {
  const adjusted = adjust(results.map(({ gain }) => gain.pValue));
  return results.map((result, i) => {
    const adjustedPValue = adjusted[i] ?? null;
    return { ...result, adjustedPValue, verdict: verdictOf(result, adjustedPValue) };
  });
}

function verdictOf(
  { gain: { meanGain, standardError }, haltedWorlds }: Unjudged,
  adjustedPValue: number | null,
): AttackResult["verdict"] {
  if (haltedWorlds > 0) return "halts";
  if (standardError === 0) return meanGain === 0 ? "even" : meanGain > 0 ? "gains" : "loses";
  if (adjustedPValue === null || adjustedPValue >= BEYOND_CHANCE) return "open";
  return meanGain > 0 ? "gains" : "loses";
}
