import type { ValueModel } from "../../../src/kinds/value-model.js";
import { Random } from "../../../src/numbers/xoshiro.js";
import type { Fact } from "../../../src/replay/facts.js";
import { ended, round, set, started } from "../../metrics/facts.js";
import { failure } from "../summary-fixture.js";

export interface Simulated {
  readonly workers: number;
  readonly sets: number;
  /** One round every so many sets. */
  readonly every: number;
  readonly failed?: boolean;
  readonly rewards?: boolean;
  readonly stderr?: string;
}

const DAY = 86_400;
const START = 1_696_636_800;

/** A made-up replay: seasonal truth, workers of steady skill, weights that follow smoothed errors. Seeded. */
export function simulatedFacts(shape: Simulated): Fact[] {
  const random = new Random(11);
  const uniform = () => random.next() / 2 ** 32;
  const noise = () => uniform() + uniform() + uniform() + uniform() - 2;
  const ids = Array.from({ length: shape.workers }, (_, id) => id);
  const skill = ids.map(() => 0.05 + 0.4 * uniform());
  const errors = ids.map(() => 1);
  let weights = ids.map(() => Number.NaN);
  const end = START + shape.sets * 7 * DAY;
  const facts: Fact[] = [
    started({
      workers: ids.map(
        (id) =>
          `allo1${"023456789acdefghjklmnpqrstuvwxyz"[id % 32]}${String(id).padStart(3, "q")}${"x".repeat(34)}`,
      ),
      start: START,
      end,
      inferenceCadence: 7 * DAY,
      values: { kind: "number" },
      weightCadence: 7 * DAY * shape.every,
      logic: { name: "ema-absolute-error", sha256: "3f2a91c04b1e".padEnd(64, "7") },
    }),
  ];
  const truthAt = (t: number) => 4000 + 3600 * Math.sin(t / 8) ** 3 + 500 * Math.cos(t / 3);
  for (let t = 0; t <= shape.sets; t += 1) {
    const time = START + t * 7 * DAY;
    if (t % shape.every === 0) {
      const fails = shape.failed === true && t > 0 && t % (shape.every * 9) === 0;
      if (t > 0 && !fails) {
        const scores = errors.map((error) => 1 / error ** 2);
        const total = scores.reduce((a, b) => a + b);
        weights = scores.map((score) => score / total);
      }
      facts.push(
        round(t / shape.every, time, {
          windowFrom: t === 0 ? 0 : time - shape.every * 7 * DAY,
          sets: t === 0 ? 0 : shape.every,
          inferences: t === 0 ? 0 : shape.every * shape.workers,
          scorable: t === 0 ? 0 : Math.floor((shape.every * shape.workers) / 2),
          fuel: Math.floor(2_000_000 + 900_000 * uniform()),
          weights,
          ...(fails
            ? { status: "failed", exitCode: 11, failure, stderr: shape.stderr ?? "losses: none\n" }
            : {}),
        }),
      );
    }
    if (shape.rewards === true && t > 0 && t % 4 === 0) facts.push(rewards(t / 4, time, weights));
    if (t === shape.sets) break;
    const truth = Math.round(truthAt(t));
    const present = ids.filter((id) => (id * 7 + t) % 9 !== 0);
    const values = present.map((id) =>
      Math.max(0, Math.round(truth * (1 + noise() * (skill[id] ?? 0)))),
    );
    for (const [i, id] of present.entries()) {
      errors[id] = 0.85 * (errors[id] ?? 1) + 0.15 * (Math.abs((values[i] ?? 0) - truth) / truth);
    }
    facts.push(
      set(time, values, {
        workerIds: Uint32Array.from(present),
        ...(Number.isNaN(weights[0]) ? {} : { weights: present.map((id) => weights[id] ?? 0) }),
        truth,
        truthAvailableAt: time + 11 * DAY,
        roundAt: START + (Math.floor(t / shape.every) + 1) * shape.every * 7 * DAY,
      }),
    );
  }
  facts.push(ended());
  return facts;
}

function rewards(epoch: number, blockTime: number, weights: readonly number[]): Fact {
  return {
    kind: "rewards",
    epoch,
    blockTime,
    block: epoch * 600,
    topicEmission: 1_000_000_000n,
    workerRewards: weights.map((w) => BigInt(Math.floor((w || 0) * 800_000_000))),
    reputers: ["allo1reputer"],
    reputerRewards: [200_000_000n],
    others: [],
    masked: new Uint32Array(),
    inFloats: [],
    topicStake: 1n,
    rolledOver: 0n,
    notes: [],
    failure: null,
  };
}

/** The same replay of a topic that asks whether the truth lies above 4000: for a chance of it, or for yes (1) or no (0). */
export function asked(facts: readonly Fact[], kind: "probability" | "class"): Fact[] {
  const values: ValueModel =
    kind === "class" ? { kind, classes: ["no more than 4,000", "more"] } : { kind };
  const chance = (value: number): number => 1 / (1 + Math.exp((4000 - value) / 1500));
  const say = kind === "class" ? (value: number) => Number(value > 4000) : chance;
  return facts.map((fact) => {
    if (fact.kind === "started") return { ...fact, values };
    if (fact.kind !== "set") return fact;
    const truth = fact.truth === null ? null : Number(fact.truth > 4000);
    return { ...fact, values: fact.values.map(say), given: fact.values.map(say), truth };
  });
}
