import { labErrors } from "../../errors/lab-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { Random } from "../../numbers/random.js";
import { at } from "../../numbers/column.js";
import { mean } from "../../numbers/sum.js";
import { adjust } from "../../metrics/folds/comparison.js";
import { type PairedGain, pairedGain } from "../../metrics/statistics/paired-gain.js";
import type { ReplayPlan } from "../../replay/plan.js";
import { replay, type ReplayOptions } from "../../replay/run.js";
import type { Adversary, Attack } from "./adversary.js";
import { addressOf, type Design, makeWorld, type World } from "./world.js";
import { WorldFold, type WorldResult } from "./world-fold.js";
import { worldHistory } from "./world-history.js";

/** What one adversary gets out of a weight logic. Shares are of all weight, 0 to 1, averaged over the second half of a world. */
export interface AttackResult {
  readonly adversary: Pick<Adversary, "name" | "does" | "formula" | "knows">;
  /** Mean over the worlds of what the same workers get honestly, and as adversary. */
  readonly honestShare: number;
  readonly share: number;
  /** Paired by world. */
  readonly gain: PairedGain;
  /** p of the gain after Holm's correction for all adversaries; null where gains do not vary. */
  readonly adjustedPValue: number | null;
  /**
   * `gains`: more than the honest share, beyond chance. `loses`: less, beyond chance. `open`: neither is shown. `even`: exactly 0 in
   * every world.
   */
  readonly verdict: "gains" | "loses" | "open" | "even";
  /** Mean over the worlds of the combination's mean loss / that of the honest world - 1; null where it is never wrong. */
  readonly damage: number | null;
  /** Rounds that failed in attacked worlds, beyond those of the honest ones. */
  readonly failedRounds: number;
}

export interface AttackOptions extends ReplayOptions {
  readonly design: Design;
  /** One world each, at least 2. */
  readonly seeds: readonly number[];
  readonly adversaries: readonly Adversary[];
  /** Index of the worker that turns adversary. */
  readonly worker: number;
  readonly onWorld?: (done: number, of: number) => void;
}

const BEYOND_CHANCE = 0.05;

/**
 * Replays a logic in made-up worlds, once honest and once with each adversary, and compares what the adversary's names get with what
 * they got honestly in the same world.
 * @param plan Its topics and cadences are replaced by the design's.
 * @throws WeightkitError WK660 when the logic stores no weights without any adversary; as {@link replay}
 */
export async function attackLogic(
  plan: Omit<ReplayPlan, "topics" | "cadences" | "perTopic" | "economy">,
  options: AttackOptions,
): Promise<AttackResult[]> {
  const { design, seeds, adversaries, worker, onWorld, ...run } = options;
  const { inferenceCadence: inference, weightCadence: weight } = design;
  const outcomes: Outcome[] = [];
  for (const [done, seed] of seeds.entries()) {
    onWorld?.(done, seeds.length);
    const world = makeWorld(design, seed);
    const attacks = adversaries.map((adversary) => attackIn(adversary, world, worker, seed));
    const topics = [world, ...attacks.map((attack) => attack.world)].map((one, i) =>
      worldHistory(one, String(i)),
    );
    const [honest, ...attacked] = await runWorlds(
      { ...plan, topics, cadences: { inference, weight } },
      run,
    );
    for (const [adversary, attack] of attacks.entries()) {
      const own = attacked[adversary];
      if (honest === undefined || own === undefined) continue;
      outcomes.push({ adversary, attack, honest, own });
    }
  }
  checkHonest(outcomes, seeds.length);
  const results = adversaries.flatMap((adversary, i) =>
    resultOf(
      adversary,
      outcomes.filter((outcome) => outcome.adversary === i),
    ),
  );
  return withVerdicts(results);
}

/** One adversary in one world. */
interface Outcome {
  readonly adversary: number;
  readonly attack: Attack;
  readonly honest: WorldResult;
  readonly own: WorldResult;
}

function attackIn(adversary: Adversary, world: World, worker: number, seed: number): Attack {
  return adversary.attack({
    world,
    worker,
    random: new Random(seed, 50),
    newAddress: (index) => addressOf(seed, world.names.length + index),
  });
}

function checkHonest(outcomes: readonly Outcome[], worlds: number): void {
  const weighted = outcomes.some(({ honest }) => honest.shares.some((share) => share > 0));
  if (weighted || outcomes.length === 0) return;
  const reason = outcomes.find(({ honest }) => honest.failure !== null)?.honest.failure ?? null;
  throw fault(labErrors.noHonestWeights, { worlds, reason });
}

/** Replays worlds side by side, a topic each. */
async function runWorlds(plan: ReplayPlan, options: ReplayOptions): Promise<WorldResult[]> {
  const folds: WorldFold[] = [];
  for await (const fact of replay(plan, options)) {
    if (fact.kind === "started") folds.push(new WorldFold(fact));
    folds.at(-1)?.add(fact);
  }
  return folds.map((fold) => fold.result());
}

type Unjudged = Omit<AttackResult, "adjustedPValue" | "verdict">;

function resultOf(
  { name, does, formula, knows }: Adversary,
  outcomes: readonly Outcome[],
): Unjudged[] {
  const before = outcomes.map(({ attack, honest }) => total(honest.shares, attack.before));
  const after = outcomes.map(({ attack, own }) => total(own.shares, attack.names));
  const gain = pairedGain(before, after);
  if (gain === null) return [];
  const damages = outcomes.flatMap(({ honest, own }) =>
    honest.meanLoss === null || own.meanLoss === null || honest.meanLoss === 0
      ? []
      : [own.meanLoss / honest.meanLoss - 1],
  );
  return [
    {
      adversary: { name, does, formula, knows },
      honestShare: mean(before) ?? 0,
      share: mean(after) ?? 0,
      gain,
      damage: mean(damages),
      failedRounds: outcomes.reduce((sum, { honest, own }) => sum + own.failed - honest.failed, 0),
    },
  ];
}

function total(shares: Float64Array, names: readonly number[]): number {
  return names.reduce((sum, name) => sum + at(shares, name), 0);
}

function withVerdicts(results: readonly Unjudged[]): AttackResult[] {
  const adjusted = adjust(results.map(({ gain }) => gain.pValue));
  return results.map((result, i) => {
    const adjustedPValue = adjusted[i] ?? null;
    return { ...result, adjustedPValue, verdict: verdictOf(result.gain, adjustedPValue) };
  });
}

function verdictOf(
  { meanGain, standardError }: PairedGain,
  adjustedPValue: number | null,
): AttackResult["verdict"] {
  if (meanGain === 0 && standardError === 0) return "even";
  if (adjustedPValue === null || adjustedPValue >= BEYOND_CHANCE) return "open";
  return meanGain > 0 ? "gains" : "loses";
}
