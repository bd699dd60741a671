import { alloAddress } from "../../chain/bech32.js";
import { historyErrors } from "../../errors/history-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { shared32, shared64 } from "../formats/column.js";
import type { TopicHistory, TruthColumns } from "../history.js";
import { Random } from "../../numbers/random.js";

/** What a simulated topic is like. Times in seconds; values in the topic's own unit. */
export interface SimulationOptions {
  /** Unsigned 32-bit seed: same options, same history, on every machine. */
  readonly seed: number;
  readonly topic: string;
  readonly workers: number;
  readonly sets: number;
  /** UNIX seconds of the first set. */
  readonly start: number;
  /** From one set to the next. */
  readonly cadence: number;
  /** From a set until its truth is available. */
  readonly truthLag: number;
  /** Mean of the truth at the start. */
  readonly level: number;
  /** Height of the periodic swing above and below the mean, and how long one swing takes. */
  readonly amplitude: number;
  readonly period: number;
  /** Change of the mean from set to set. */
  readonly trend: number;
  /** Standard deviation of the truth's own shocks; half of each carries over into the next set. */
  readonly noise: number;
  /** Times at which the mean jumps permanently, by up to half of `level` up or down. */
  readonly regimes: number;
  /** Standard deviation of the best and of the worst worker's error; the others lie evenly between. */
  readonly bestError: number;
  readonly worstError: number;
  /** Share of workers, 0..1, that turn at some time: the good become as bad as they were good, and the other way round. */
  readonly turning: number;
  /** Smallest share of sets, 0..1, that a worker answers; each has a separate share between this and 1. */
  readonly attendance: number;
  /** Decimals that values are rounded to. */
  readonly decimals: number;
  /**
   * What the values are; default numbers. `probability`: the chance of an event that is the likelier the higher the truth lies above
   * `level`; what comes true is drawn from it. `class`: which of `classes` ranges the truth falls into, 0 the lowest. Workers see the same
   * truth with the same errors, and answer accordingly.
   */
  readonly kind?: "number" | "probability" | "class";
  /** How many classes there are; default 4. */
  readonly classes?: number;
}

/** Travel delay on a city highway in seconds, hour by hour for four weeks, as eight workers see it an hour ahead. */
export const TRAFFIC: SimulationOptions = {
  seed: 101,
  topic: "1",
  workers: 8,
  sets: 672,
  start: 1_700_006_400,
  cadence: 3600,
  truthLag: 5400,
  level: 1500,
  amplitude: 600,
  period: 86_400,
  trend: 0.1,
  noise: 60,
  regimes: 1,
  bestError: 30,
  worstError: 300,
  turning: 0.25,
  attendance: 0.9,
  decimals: 2,
};

/** A simulated worker and what only the simulation knows of it. */
export interface SimulatedWorker {
  readonly address: string;
  readonly name: string;
  /** Standard deviation of its error at the start, and once it has turned. */
  readonly error: number;
  readonly errorAfter: number;
  /** Index of the set from which on it has turned, or null. */
  readonly turnsAt: number | null;
}

export interface Simulation {
  readonly history: TopicHistory;
  /** By worker id. A worker that never answered is among them anyway. */
  readonly workers: readonly SimulatedWorker[];
}

/** The inferences of one set; the columns are used again for the next one. */
export interface SimulatedSet {
  readonly length: number;
  /** UNIX seconds. */
  readonly timestamp: number;
  /** Ascending; `length` of them count. */
  readonly workerIds: Uint32Array;
  readonly values: Float64Array;
}

/** A simulation whose inferences are made set by set, when they are asked for. */
export interface SimulationStream {
  readonly truth: TruthColumns;
  /** By worker id. */
  readonly workers: readonly SimulatedWorker[];
  /** All sets from the first on, the same every time. */
  readonly sets: () => Generator<SimulatedSet, void, undefined>;
}

const MAX_CELLS = 200_000_000;
const CLASSES = 4;

/**
 * Makes up a topic's history from a seed: a truth with trend, period, shocks and regimes, and workers of graded skill.
 * Pure; the truth and every worker draw from separate streams. Holds the whole history: 20 bytes per inference.
 * @throws WeightkitError WK340 for options out of range.
 */
export function simulate(options: SimulationOptions): Simulation {
  const { truth, workers, sets } = simulateStream(options);
  const most = options.workers * options.sets;
  const timestamps = shared64(most);
  const workerIds = shared32(most);
  const values = shared64(most);
  let length = 0;
  for (const set of sets()) {
    timestamps.fill(set.timestamp, length, length + set.length);
    workerIds.set(set.workerIds.subarray(0, set.length), length);
    values.set(set.values.subarray(0, set.length), length);
    length += set.length;
  }
  return {
    workers,
    history: {
      topic: options.topic,
      inferences: {
        length,
        timestamps: timestamps.subarray(0, length),
        workerIds: workerIds.subarray(0, length),
        values: values.subarray(0, length),
        texts: null,
        workers: workers.map(({ address }) => address),
      },
      truth,
    },
  };
}

/**
 * The history of {@link simulate} without holding its inferences: memory is 24 bytes a set and some hundred a worker.
 * @throws WeightkitError WK340 for options out of range.
 */
export function simulateStream(options: SimulationOptions): SimulationStream {
  checkOptions(options);
  const truth = simulateTruth(options);
  const workers = simulateWorkers(options);
  return {
    workers,
    truth: {
      length: options.sets,
      timestamps: Float64Array.from(truth, (_, set) => options.start + set * options.cadence),
      values: outcomes(truth, options),
      texts: null,
      availableAt: Float64Array.from(
        truth,
        (_, set) => options.start + set * options.cadence + options.truthLag,
      ),
    },
    sets: () => simulateSets(options, truth, workers),
  };
}

function* simulateSets(
  options: SimulationOptions,
  truth: Float64Array,
  workers: readonly SimulatedWorker[],
): Generator<SimulatedSet, void, undefined> {
  const answer = answerTo(options);
  const workerIds = new Uint32Array(workers.length);
  const values = new Float64Array(workers.length);
  const answering = workers.map((worker, id) => {
    const random = new Random(options.seed, 1000 + id);
    const attendance = random.between(options.attendance, 1);
    const bias = 0.3 * worker.error * random.normal();
    return { id, random, attendance, bias, ...worker };
  });
  for (const [set, mean] of truth.entries()) {
    let length = 0;
    for (const { id, random, attendance, bias, error: before, errorAfter, turnsAt } of answering) {
      const turned = turnsAt !== null && set >= turnsAt;
      const error = bias + (turned ? errorAfter : before) * random.normal();
      // An answer is drawn even when it is not given: attendance does not change any worker's numbers.
      if (random.uniform() >= attendance) continue;
      workerIds[length] = id;
      values[length++] = answer(mean + error);
    }
    yield { length, timestamp: options.start + set * options.cadence, workerIds, values };
  }
}

/** What a worker that sees a value answers. */
function answerTo(options: SimulationOptions): (seen: number) => number {
  const { kind = "number", classes = CLASSES, decimals } = options;
  if (kind === "number") return (seen) => rounded(Math.max(0, seen), decimals);
  const part = position(options);
  if (kind === "probability") return (seen) => rounded(part(seen), decimals);
  return (seen) => Math.min(classes - 1, Math.floor(part(seen) * classes));
}

/** What comes true: of a probability the event itself, 1 or 0. */
function outcomes(truth: Float64Array, options: SimulationOptions): Float64Array {
  if (options.kind !== "probability") return truth.map(answerTo(options));
  const random = new Random(options.seed, 4);
  const part = position(options);
  return truth.map((value) => (random.uniform() < part(value) ? 1 : 0));
}

/** Where a value lies, 0 to 1, with 0.5 at `level`: an S of plain divisions, so that every machine gives the same bits. */
function position({ level, amplitude, noise }: SimulationOptions): (value: number) => number {
  const spread = (Math.abs(amplitude) + noise || 1) / 2;
  return (value) => {
    const away = (value - level) / spread;
    return (1 + away / (1 + Math.abs(away))) / 2;
  };
}

function simulateTruth(options: SimulationOptions): Float64Array {
  const { kind = "number" } = options;
  const random = new Random(options.seed, 1);
  const jumps = new Map<number, number>();
  for (let regime = 0; regime < options.regimes; regime += 1) {
    jumps.set(random.below(options.sets), options.level * random.between(-0.5, 0.5));
  }
  let shift = 0;
  let shock = 0;
  return Float64Array.from({ length: options.sets }, (_, set) => {
    shift += jumps.get(set) ?? 0;
    shock = shock / 2 + options.noise * random.normal();
    const phase = ((set * options.cadence) % options.period) / options.period;
    const mean = options.level + shift + options.trend * set + options.amplitude * wave(phase);
    return kind === "number" ? Math.max(0, mean + shock) : mean + shock;
  });
}

/** A swing like the sine's, of two parabolas: exact steps only. `phase` in [0, 1). */
function wave(phase: number): number {
  const half = phase < 0.5 ? phase * 2 : phase * 2 - 1;
  const height = 4 * half * (1 - half);
  return phase < 0.5 ? height : -height;
}

function simulateWorkers(options: SimulationOptions): SimulatedWorker[] {
  const { seed, workers: count, bestError, worstError } = options;
  const digits = String(count).length;
  const ranks = shuffled(count, new Random(seed, 2));
  const turns = new Random(seed, 3);
  const turning = new Set(shuffled(count, turns).slice(0, Math.round(count * options.turning)));
  return ranks.map((rank, id) => {
    const error = bestError + (worstError - bestError) * (count > 1 ? rank / (count - 1) : 0);
    // In the second and third quarter, so that before and after can both be seen.
    const turn = Math.floor(options.sets * turns.between(0.25, 0.75));
    return {
      address: address(seed, id),
      name: `worker-${String(id + 1).padStart(digits, "0")}`,
      error,
      errorAfter: bestError + worstError - error,
      turnsAt: turning.has(id) ? turn : null,
    };
  });
}

function address(seed: number, id: number): string {
  const random = new Random(seed, 1_000_000 + id);
  return alloAddress(Uint8Array.from({ length: 20 }, () => random.below(256)));
}

/** The numbers 0 to count - 1 in random order (Fisher-Yates). */
function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

function rounded(value: number, decimals: number): number {
  const power = 10 ** decimals;
  return Math.round(value * power) / power;
}

function checkOptions(options: SimulationOptions): void {
  const rules: readonly (readonly [keyof SimulationOptions, boolean, string])[] = [
    ["seed", isWhole(options.seed, 0, 2 ** 32 - 1), "a whole number from 0 to 4294967295"],
    ["workers", isWhole(options.workers, 1, 100_000), "a whole number from 1 to 100000"],
    [
      "sets",
      isWhole(options.sets, 1, MAX_CELLS / Math.max(1, options.workers)),
      "a whole number above 0, and times workers at most 200 million",
    ],
    ["start", isWhole(options.start, 0, 1e11), "UNIX seconds"],
    ["cadence", isWhole(options.cadence, 1, 1e9), "whole seconds above 0"],
    ["truthLag", isWhole(options.truthLag, 0, 1e10), "whole seconds"],
    ["level", Number.isFinite(options.level), "a number"],
    ["amplitude", Number.isFinite(options.amplitude), "a number"],
    ["period", options.period > 0 && Number.isFinite(options.period), "a number above 0"],
    ["trend", Number.isFinite(options.trend), "a number"],
    ["noise", options.noise >= 0 && Number.isFinite(options.noise), "a number of at least 0"],
    ["regimes", isWhole(options.regimes, 0, 10_000), "a whole number"],
    [
      "bestError",
      options.bestError >= 0 && Number.isFinite(options.bestError),
      "a number of at least 0",
    ],
    [
      "worstError",
      options.worstError >= options.bestError && Number.isFinite(options.worstError),
      "a number of at least bestError",
    ],
    ["turning", options.turning >= 0 && options.turning <= 1, "from 0 to 1"],
    ["attendance", options.attendance >= 0 && options.attendance <= 1, "from 0 to 1"],
    ["decimals", isWhole(options.decimals, 0, 12), "a whole number from 0 to 12"],
    ["classes", isWhole(options.classes ?? CLASSES, 2, 1000), "a whole number from 2 to 1000"],
  ];
  for (const [name, holds, wanted] of rules) {
    if (!holds)
      throw fault(historyErrors.badSimulation, { name, value: String(options[name]), wanted });
  }
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
