import { labErrors } from "../../../errors/lab-errors.js";
import { fault } from "../../../errors/weightkit-error.js";
import type { JobReference } from "../../../threads/job.js";
import type { AdversaryFacts, Attack, Opportunity, Scene } from "../adversary.js";
import { usesUnknown } from "../knowledge.js";
import { fasterDesign, ONE_NODE } from "../network.js";
import { opportunityIn } from "../opportunity.js";
import { makeWorld } from "../world.js";
import type { AuthoredSource } from "./authored-source.js";
import { type ReadAdversary, readAdversary } from "./read-adversary.js";
import { readAttack } from "./read-attack.js";
import { Sandbox } from "./sandbox.js";
import { WrongShape } from "./shape.js";

export interface AuthoredInput {
  readonly source: AuthoredSource;
  /** Null where only its facts are wanted. */
  readonly scene: Scene | null;
  /** That the code may take for a world. */
  readonly milliseconds: number;
}

export interface AuthoredResult {
  readonly facts: AdversaryFacts;
  /** One a seed. */
  readonly attacks: readonly Attack[];
}

export const authoredJob: JobReference<AuthoredInput, never, AuthoredResult> = {
  module: "@weightkit/testkit/internal/lab/attack/authored/authored-job",
  name: "runAuthored",
};

/**
 * The job of {@link authoredJob}: what an author's adversary does in each world, checked.
 * @throws WeightkitError WK670 to WK674
 */
export function runAuthored(input: AuthoredInput): AuthoredResult {
  const { source, scene } = input;
  const { facts } = loaded(input);
  if (scene === null) return { facts, attacks: [] };
  const { design, seeds, worker } = scene;
  const opportunityOf = (seed: number): Opportunity =>
    opportunityIn(makeWorld(fasterDesign(design, facts.network ?? ONE_NODE), seed), seed, scene);
  const [first] = seeds;
  if (first !== undefined) {
    const { world } = opportunityOf(first);
    const set = usesUnknown(facts.knows, { world, worker }, (changed) =>
      attackOf(input, { ...opportunityOf(first), world: changed }, first),
    );
    if (set !== null) {
      const place = { file: source.modules[0]?.place ?? "" };
      const { name, knows } = facts;
      throw fault(labErrors.adversaryKnowsMore, { name, knows, set }, { place });
    }
  }
  return { facts, attacks: seeds.map((seed) => attackOf(input, opportunityOf(seed), seed)) };
}

/** From the beginning for every world, so that nothing of one is left in the next. */
function attackOf(input: AuthoredInput, opportunity: Opportunity, seed: number): Attack {
  const { facts, attack, sandbox } = loaded(input);
  // The author's code may write into the world that it is given.
  const world = structuredClone(opportunity.world);
  const given = sandbox.run(() => attack({ ...opportunity, world }));
  return shaped(input.source, () => readAttack(given, opportunity, facts), seed);
}

function loaded({ source, milliseconds }: AuthoredInput): ReadAdversary & { sandbox: Sandbox } {
  const sandbox = new Sandbox(source, milliseconds);
  const exports = sandbox.exports();
  return { ...shaped(source, () => readAdversary(exports, source.name)), sandbox };
}

/** @param seed Of the world in which it has that shape. */
function shaped<Result>(source: AuthoredSource, read: () => Result, seed?: number): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    const { name, modules } = source;
    const row = seed === undefined ? labErrors.notAnAdversary : labErrors.wrongAttack;
    const place = { file: modules[0]?.place ?? "" };
    throw fault(row, { name, why: error.message, seed: seed ?? 0 }, { place });
  }
}
