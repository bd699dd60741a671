// Writes the simulated histories of the templates that `weightkit history simulate` makes no history for, or with other options. Same
// bytes on every machine: seeds only, and exact floating-point steps.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { alloAddress } from "@weightkit/testkit/internal/chain/bech32";
import { Random } from "@weightkit/testkit/internal/numbers/random";
import { withOracle } from "@weightkit/testkit/internal/history/oracle";
import { simulate, TRAFFIC } from "@weightkit/testkit/internal/history/simulate/simulate";
import {
  inferencesCsv,
  truthCsv,
  workersCsv,
} from "@weightkit/testkit/internal/history/write/write-csv";

const START = 1_700_006_400;
const HOUR = 3600;

/** @param {string} template @param {import("@weightkit/testkit/internal/history/simulate/simulate").Simulation} simulation */
function write(template, { history, workers }) {
  const folder = fileURLToPath(new URL(`../templates/${template}/history/`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}inferences.csv`, [...inferencesCsv([history])].join(""));
  writeFileSync(`${folder}truth.csv`, [...truthCsv([history])].join(""));
  writeFileSync(`${folder}workers.csv`, workersCsv(workers));
}

/**
 * A history of hourly sets in which `answer` gives what a worker answers, or null when it stays away.
 * @param {number} seed
 * @param {number[]} truths one a set; known an hour later
 * @param {string[]} names of the workers
 * @param {(worker: number, set: number, random: Random) => number | null} answer
 */
function topic(seed, truths, names, answer) {
  const workers = names.map((name, id) => {
    const random = new Random(seed, 100 + id);
    const address = alloAddress(Uint8Array.from({ length: 20 }, () => random.below(256)));
    return { address, name, error: 0, errorAfter: 0, turnsAt: null };
  });
  const streams = names.map((_, id) => new Random(seed, 200 + id));
  const rows = truths.flatMap((_, set) =>
    streams.flatMap((random, id) => {
      const value = answer(id, set, random);
      return value === null ? [] : [{ set, id, value }];
    }),
  );
  const time = (/** @type {number} */ set) => START + HOUR * set;
  return {
    workers,
    history: {
      topic: "1",
      inferences: {
        length: rows.length,
        timestamps: Float64Array.from(rows, ({ set }) => time(set)),
        workerIds: Uint32Array.from(rows, ({ id }) => id),
        values: Float64Array.from(rows, ({ value }) => value),
        texts: null,
        workers: workers.map(({ address }) => address),
      },
      truth: {
        length: truths.length,
        timestamps: Float64Array.from(truths, (_, set) => time(set)),
        values: Float64Array.from(truths),
        texts: null,
        availableAt: Float64Array.from(truths, (_, set) => time(set + 1)),
      },
    },
  };
}

/** Rain, and workers that know its chance more or less well. */
function probability() {
  const sets = 240;
  const seed = 301;
  const weather = new Random(seed, 1);
  let tendency = 0.4;
  const chances = Array.from({ length: sets }, () => {
    tendency = clamp(tendency + 0.12 * weather.normal(), 0.02, 0.98);
    return tendency;
  });
  const truths = chances.map((chance) => (weather.uniform() < chance ? 1 : 0));
  const noise = [0.05, 0.15, 0.3, 0.1, 0];
  return topic(
    seed,
    truths,
    ["sharp", "fair", "vague", "overconfident", "always-half"],
    (id, set, random) => {
      const believed = clamp((chances[set] ?? 0) + (noise[id] ?? 0) * random.normal(), 0.01, 0.99);
      const away = random.uniform() < 0.05;
      // The overconfident one doubles the distance from one half.
      const told = id === 4 ? 0.5 : id === 3 ? clamp(2 * believed - 0.5, 0.001, 0.999) : believed;
      return away ? null : Math.round(1000 * told) / 1000;
    },
  );
}

/** Four kinds of sky, and workers that name the right one more or less often; one of them gets worse midway. */
function classification() {
  const sets = 240;
  const seed = 302;
  const sky = new Random(seed, 1);
  let now = 0;
  const truths = Array.from({ length: sets }, () => {
    if (sky.uniform() < 0.4) now = sky.below(4);
    return now;
  });
  const names = ["keen", "steady", "so-so", "turning", "guessing"];
  const skill = [0.85, 0.75, 0.6, 0.9, 0.25];
  return topic(seed, truths, names, (id, set, random) => {
    const right = random.uniform() < (id === 3 && set > sets / 2 ? 0.4 : (skill[id] ?? 0));
    const other = (1 + random.below(3) + (truths[set] ?? 0)) % 4;
    const away = random.uniform() < 0.05;
    return away ? null : right ? (truths[set] ?? 0) : other;
  });
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  return Math.max(low, Math.min(high, value));
}

/** Delays on a highway, with a worker that brings the truth an hour late: the topic's creator runs it. */
function oracleTruth() {
  const { history, workers } = simulate({
    ...{ ...TRAFFIC, workers: 6, sets: 240, truthLag: HOUR, decimals: 0 },
    ...{ seed: 307, turning: 0.34 },
  });
  const random = new Random(307, 1);
  const worker = alloAddress(Uint8Array.from({ length: 20 }, () => random.below(256)));
  const oracle = { address: worker, name: "oracle", error: 0, errorAfter: 0, turnsAt: null };
  return {
    history: withOracle(history, { worker, lag: HOUR, tolerance: 600 }),
    workers: [...workers, oracle],
  };
}

write("probability", probability());
write("classification", classification());
// Truth is known when the next set is made, so a round can score every set of its window.
const small = { ...TRAFFIC, workers: 6, sets: 168, truthLag: HOUR, decimals: 0 };
write("multiplicative-weights", simulate({ ...small, seed: 303, turning: 0.5 }));
write("bare", simulate({ ...small, seed: 304, workers: 4, sets: 72, attendance: 0.4 }));
write("oracle-truth", oracleTruth());
write(
  "http-truth",
  simulate({
    ...small,
    seed: 305,
    sets: 240,
    decimals: 2,
    level: 2000,
    amplitude: 40,
    trend: 0,
    noise: 12,
    regimes: 0,
    bestError: 6,
    worstError: 40,
  }),
);
write(
  "consensus",
  simulate({
    ...small,
    seed: 306,
    workers: 7,
    decimals: 2,
    level: 20,
    amplitude: 3,
    trend: 0,
    noise: 0.5,
    regimes: 0,
    bestError: 0.3,
    worstError: 3,
    turning: 0,
  }),
);
