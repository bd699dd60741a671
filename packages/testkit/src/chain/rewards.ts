import { chainErrors } from "../errors/chain-errors.js";
import { fault } from "../errors/weightkit-error.js";

/** All that a topic's rewards of one epoch depend on. Token amounts are whole units, weights the stored uint64. */
export interface RewardsInput {
  /** Stored weights by reputer and participant (a worker or a reputer). */
  readonly weights: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
  /** Stake upon each reputer: its own and what is delegated to it. */
  readonly stake: ReadonlyMap<string, bigint>;
  /** Stake in the topic, of workers too. Above 0. */
  readonly topicStake: bigint;
  /** Stake in the whole network. Above 0. */
  readonly totalStake: bigint;
  /** What the network emits in the epoch. */
  readonly emission: bigint;
  /** Fees that the topic's demand paid. */
  readonly metDemand: bigint;
  /** Workers whose weights count as 0 (liveness). */
  readonly masked: ReadonlySet<string>;
}

export interface Rewards {
  /** What the topic had to share out. */
  readonly topicEmission: bigint;
  /** By participant; empty when nothing is paid. */
  readonly paid: ReadonlyMap<string, bigint>;
}

/** What the topic shares out: floor(emission * topic stake / total stake) + fees met. */
export function topicEmission(input: Omit<RewardsInput, "weights" | "stake" | "masked">): bigint {
  const { emission, topicStake, totalStake, metDemand } = input;
  return (emission * topicStake) / totalStake + metDemand;
}

/**
 * Rewards of one topic for one epoch, by the formulas of the chain's `rewards_calc.go` (v0.0.9; protocol section 8), in exact
 * integers and fractions. The chain computes in floats of 53 bits and then floors, so its result may differ by one unit for
 * a participant whose exact share lies that close to an integer.
 *
 * With S_i = stake upon reputer i / topic stake: rank_j = sum_i W_ij S_i; incentive = rank / sum(rank); bond_ij = W_ij S_i with
 * rows normalized to 1; dividend_j = sum_i bond_ij incentive_i; D = sum(incentive) + sum(normalized dividends), so 1, or 2 when
 * there are dividends. j is paid floor(E incentive_j / D) + floor(E dividend_j / D). Without any weight reputers share E by S;
 * with all ranks 0 nothing is paid.
 * @throws WeightkitError WK530 when a reputer's row sums to 0 (as the chain does, which stops the payment).
 */
export function rewards(input: RewardsInput): Rewards {
  const emission = topicEmission(input);
  const rows = maskedRows(input);
  if (rows.every(({ weights }) => weights.size === 0)) {
    return { topicEmission: emission, paid: sharedByStake(input, emission) };
  }
  const ranks = rankAll(rows);
  const total = sum(ranks.values());
  if (total === 0n) return { topicEmission: emission, paid: new Map() };
  const dividends = dividendsOf(rows, ranks);
  const parts = dividends.denominator * total * (sum(dividends.numerators.values()) > 0n ? 2n : 1n);
  const paid = new Map<string, bigint>();
  for (const [participant, rank] of ranks) {
    const incentive = (emission * rank * dividends.denominator) / parts;
    const dividend = (emission * (dividends.numerators.get(participant) ?? 0n)) / parts;
    paid.set(participant, incentive + dividend);
  }
  return { topicEmission: emission, paid };
}

interface Row {
  readonly reputer: string;
  readonly stake: bigint;
  readonly weights: ReadonlyMap<string, bigint>;
  /** Sum of the row's weights times its stake. */
  readonly bonds: bigint;
}

function maskedRows({ weights, stake, masked }: RewardsInput): Row[] {
  return [...weights].map(([reputer, row]) => {
    const kept = new Map(
      [...row].map(([worker, weight]) => [worker, masked.has(worker) ? 0n : weight]),
    );
    const upon = stake.get(reputer) ?? 0n;
    return { reputer, stake: upon, weights: kept, bonds: sum(kept.values()) * upon };
  });
}

/** Ranks times the topic stake, which cancels out: sum over reputers of weight times stake. */
function rankAll(rows: readonly Row[]): Map<string, bigint> {
  const ranks = new Map<string, bigint>();
  for (const { stake, weights } of rows) {
    for (const [participant, weight] of weights) {
      ranks.set(participant, (ranks.get(participant) ?? 0n) + weight * stake);
    }
  }
  return ranks;
}

/** Dividends times the sum of ranks, over one denominator. Only reputers that are themselves ranked earn them. */
function dividendsOf(
  rows: readonly Row[],
  ranks: ReadonlyMap<string, bigint>,
): { readonly numerators: Map<string, bigint>; readonly denominator: bigint } {
  let denominator = 1n;
  for (const row of rows) {
    if (row.weights.size > 0 && row.bonds === 0n) {
      throw fault(chainErrors.emptyRow, { reputer: row.reputer });
    }
    if ((ranks.get(row.reputer) ?? 0n) > 0n) denominator *= row.bonds;
  }
  const numerators = new Map<string, bigint>();
  for (const { reputer, stake, weights, bonds } of rows) {
    const rank = ranks.get(reputer) ?? 0n;
    if (rank === 0n) continue;
    const factor = (rank * stake * denominator) / bonds;
    for (const [participant, weight] of weights) {
      numerators.set(participant, (numerators.get(participant) ?? 0n) + weight * factor);
    }
  }
  return { numerators, denominator };
}

function sharedByStake({ stake, topicStake }: RewardsInput, emission: bigint): Map<string, bigint> {
  return new Map([...stake].map(([reputer, upon]) => [reputer, (emission * upon) / topicStake]));
}

function sum(values: Iterable<bigint>): bigint {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}
