import type { Random } from "../../numbers/random.js";
import type { NodeMove } from "./node-move.js";
import type { Design, World } from "./world.js";

/**
 * What an adversary must know.
 * - `own`: only its own forecasts.
 * - `past`: in addition others' answers to earlier sets, and truths once they are available: public on chain.
 * - `pool`: in addition others' answers to the same set, seen before it commits its own.
 */
export type Knowledge = "own" | "past" | "pool";

/** The honest world, and which worker turns adversary. */
export interface Opportunity {
  readonly world: World;
  /** Index of a name. */
  readonly worker: number;
  /** Index of the name that an adversary is to harm, where one is meant; null where it may choose. */
  readonly victim: number | null;
  /** The adversary's own chance; the same for the same seed. */
  readonly random: Random;
  /** An address that nobody has. `index` from 0. */
  readonly newAddress: (index: number) => string;
}

/** What the adversary does instead of answering honestly. */
export interface Attack {
  /** The world with the adversary in it. */
  readonly world: World;
  /** Indices of the names in it that are the adversary's. */
  readonly names: readonly number[];
  /** Indices of the names in the honest world whose share the adversary had; its own only, but of collusion. */
  readonly before: readonly number[];
  /** What its head node does instead of running the logic as all do. Default it runs the logic. */
  readonly node?: NodeMove;
}

/** Who runs the logic and what time does, where that is not one honest head node without money. */
export interface Network {
  /** Stake of each head node. The first is run by the worker that turns adversary. */
  readonly stakes: readonly bigint[];
  /** Whether that node has the worker's own address. */
  readonly ownAddress: boolean;
  /** How many times as fast the design's times pass; above 1 rewards are paid too, so that absence is seen. */
  readonly faster: number;
}

/** What reports show of an adversary. */
export interface AdversaryFacts {
  /** Small letters, digits and hyphens. */
  readonly name: string;
  /** One sentence: what it does. */
  readonly does: string;
  /** As a formula of x (its honest answer), m (the median of the others' answers), and so on. */
  readonly formula: string;
  readonly knows: Knowledge;
  /** Default one honest head node. It holds for the honest world as well. */
  readonly network?: Network;
}

/**
 * A way to game a weight logic: what a file in `adversaries/` here exports, and a file in the folder `attacks` of a project.
 */
export interface Adversary extends AdversaryFacts {
  /** What it does in a world, all sets at once; it may base an answer only on what it knows when the set is made. */
  attack(opportunity: Opportunity): Attack;
}

/** A file of a project that an adversary was read from. */
export interface AdversaryFile {
  readonly path: string;
  readonly sha256: string;
}

/** An adversary whose code runs elsewhere, for several worlds at once. */
export interface RemoteAdversary extends AdversaryFacts {
  /** Its file, and those that it imports. */
  readonly files: readonly AdversaryFile[];
  /** One attack a seed, in their order. */
  attacks(scene: Scene): Promise<readonly Attack[]>;
}

/** The worlds of an attack, and the places of those whom it is about. */
export interface Scene {
  readonly design: Design;
  /** One world each. */
  readonly seeds: readonly number[];
  /** Index of the worker that turns adversary. */
  readonly worker: number;
  /** Index of the worker that is to be harmed; another than the adversary. Default nobody is meant. */
  readonly victim?: number;
}
