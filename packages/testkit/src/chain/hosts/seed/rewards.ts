import { topicEmission, type Rewards, type RewardsInput } from "../../rewards-input.js";

/** Whose part a participant may have under the seed document. */
export interface SeedEntitlement {
  /** Whoever committed an inference in the epoch and has the minimum stake: may get worker rewards. */
  readonly workers: ReadonlySet<string>;
  /** Reputers with the minimum stake: their weights count, and they may get reputer rewards. */
  readonly reputers: ReadonlySet<string>;
}

/**
 * Rewards of one topic for one epoch as the seed document ("Technical Architecture") has them, in exact integers: workers share by
 * the stake-weighted sum of the weights in them, reputers by that sum weighted with the square of the stake. "If a reputer is a worker
 * (or vice versa), they are entitled to both"; who committed no inference gets nothing as a worker. The document leaves open how
 * the emission is split between the two. Here each kind is allotted half, and one has all where nobody of the other has a weight.
 */
export function seedRewards(input: RewardsInput, { workers, reputers }: SeedEntitlement): Rewards {
  const emission = topicEmission(input);
  const asWorker = new Map<string, bigint>();
  const asReputer = new Map<string, bigint>();
  for (const [reputer, row] of input.weights) {
    const stake = reputers.has(reputer) ? (input.stake.get(reputer) ?? 0n) : 0n;
    for (const [to, weight] of row) {
      if (workers.has(to)) add(asWorker, to, weight * stake);
      if (reputers.has(to)) add(asReputer, to, weight * stake * stake);
    }
  }
  const [ofWorkers, ofReputers] = [sum(asWorker), sum(asReputer)];
  const half = emission / 2n;
  const forWorkers = ofReputers === 0n ? emission : half;
  const forReputers = ofWorkers === 0n ? emission : emission - half;
  const paid = new Map<string, bigint>();
  share(asWorker, ofWorkers, forWorkers, paid);
  share(asReputer, ofReputers, forReputers, paid);
  return { topicEmission: emission, paid, halt: null };
}

function share(
  parts: ReadonlyMap<string, bigint>,
  all: bigint,
  amount: bigint,
  paid: Map<string, bigint>,
): void {
  if (all === 0n) return;
  for (const [to, part] of parts) add(paid, to, (amount * part) / all);
}

function add(to: Map<string, bigint>, key: string, amount: bigint): void {
  to.set(key, (to.get(key) ?? 0n) + amount);
}

function sum(parts: ReadonlyMap<string, bigint>): bigint {
  let total = 0n;
  for (const part of parts.values()) total += part;
  return total;
}
