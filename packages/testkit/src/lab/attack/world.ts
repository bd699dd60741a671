import { alloAddress } from "../../chain/bech32.js";
import { Random } from "../../numbers/random.js";

/**
 * What happens on a topic, as an adversary and a defender see it: hourly sets, who answers what, and when truth is known. Rows are sets.
 */
export interface World {
  /** UNIX seconds, ascending, one a set. */
  readonly timestamps: Float64Array;
  /** One a set, and when it can be known. */
  readonly truths: Float64Array;
  readonly availableAt: Float64Array;
  readonly names: readonly Name[];
}

/** An address with its answers: one a set, NaN where it gives none. */
export interface Name {
  readonly address: string;
  readonly answers: Float64Array;
}

/** How a made-up world is made. Values in the topic's unit, times in seconds. */
export interface Design {
  readonly workers: number;
  readonly sets: number;
  readonly start: number;
  readonly inferenceCadence: number;
  readonly weightCadence: number;
  readonly truthLag: number;
  /** The truth is a random walk from `level` with steps of this standard deviation, not below `floor`. */
  readonly level: number;
  readonly step: number;
  readonly floor: number;
  /** Standard deviation of the first worker's error, and how much more each further one has. */
  readonly bestError: number;
  readonly errorStep: number;
}

/** Eight workers of graded skill, 200 hourly sets, truth 90 minutes late, weights every two hours. */
export const LADDER: Design = {
  workers: 8,
  sets: 200,
  start: 1_700_006_400,
  inferenceCadence: 3600,
  weightCadence: 7200,
  truthLag: 5400,
  level: 1500,
  step: 30,
  floor: 800,
  bestError: 30,
  errorStep: 38,
};

/** The same world for the same seed, an unsigned 32-bit integer. Truth and every worker draw from separate streams. */
export function makeWorld(design: Design, seed: number): World {
  const { sets, start, inferenceCadence, truthLag } = design;
  const walk = new Random(seed, 1);
  let level = design.level;
  const truths = Float64Array.from({ length: sets }, () => {
    level = Math.max(design.floor, level + design.step * walk.normal());
    return level;
  });
  const timestamps = truths.map((_, set) => start + set * inferenceCadence);
  return {
    timestamps,
    truths,
    availableAt: timestamps.map((time) => time + truthLag),
    names: Array.from({ length: design.workers }, (_, worker) => {
      const random = new Random(seed, 100 + worker);
      const size = design.bestError + worker * design.errorStep;
      const answers = truths.map((truth) => Math.max(0, truth + size * random.normal()));
      return { address: addressOf(seed, worker), answers };
    }),
  };
}

/** An address that nobody else has: of a worker, or of an adversary's further names. */
export function addressOf(seed: number, id: number): string {
  const random = new Random(seed, 1_000_000 + id);
  return alloAddress(Uint8Array.from({ length: 20 }, () => random.below(256)));
}
