import { chainErrors } from "../../../errors/chain-errors.js";
import { fault } from "../../../errors/weightkit-error.js";
import { topicEmission, type Rewards, type RewardsInput } from "../../rewards-input.js";

/**
 * Rewards of one topic for one epoch, by the formulas of the chain's `rewards_calc.go` (v0.0.9; protocol section 8), in exact
 * integers and fractions. The chain computes in floats of 53 bits: see {@link goRewards}.
 *
 * With S_i = stake on reputer i / topic stake: rank_j = sum_i W_ij S_i; incentive = rank / sum(rank); bond_ij = W_ij S_i with
 * rows normalized to 1; dividend_j = sum_i bond_ij incentive_i; D = sum(incentive) + sum(normalized dividends), so 1, or 2 when
 * there are dividends. j is paid floor(E incentive_j / D) + floor(E dividend_j / D). Without any weight of a registered reputer,
 * reputers share E by S; with all ranks 0 nothing is paid.
 *
 * The chain halts (`halt`, and nothing is paid) where its EndBlock panics: at a registered reputer without coins (WK534), at a row that
 * sums to 0 (WK530), and where reputers with a row are weighted but all of them rank 0 (WK535).
 */
export function rewards(input: RewardsInput): Rewards {
  const emission = topicEmission(input);
  const outcome = (paid: Rewards["paid"], halt: Rewards["halt"] = null): Rewards => ({
    topicEmission: emission,
    paid,
    halt,
  });
  for (const [reputer, stake] of input.stake) {
    if (stake > 0n || input.moved?.has(reputer) === true) continue;
    return outcome(new Map(), fault(chainErrors.reputerWithoutCoins, { reputer }));
  }
  const rows = maskedRows(input);
  if (rows.length === 0) return outcome(sharedByStake(input, emission));
  const ranks = rankAll(rows);
  const total = sum(ranks.values());
  if (total === 0n) return outcome(new Map());
  const empty = rows.find(({ bonds }) => bonds === 0n);
  if (empty !== undefined) {
    return outcome(new Map(), fault(chainErrors.emptyRow, { reputer: empty.reputer }));
  }
  const dividends = dividendsOf(rows, ranks);
  const shared = sum(dividends.numerators.values()) > 0n;
  const unranked = shared ? [] : rows.filter(({ reputer }) => ranks.has(reputer));
  if (unranked.length > 0) {
    const reputers = unranked.map(({ reputer }) => reputer);
    return outcome(new Map(), fault(chainErrors.reputersUnranked, { reputers }));
  }
  const parts = dividends.denominator * total * (shared ? 2n : 1n);
  const paid = new Map<string, bigint>();
  for (const [participant, rank] of ranks) {
    const incentive = (emission * rank * dividends.denominator) / parts;
    const dividend = (emission * (dividends.numerators.get(participant) ?? 0n)) / parts;
    paid.set(participant, incentive + dividend);
  }
  return outcome(paid);
}

interface Row {
  readonly reputer: string;
  readonly stake: bigint;
  readonly weights: ReadonlyMap<string, bigint>;
  /** Sum of the row's weights times its stake. */
  readonly bonds: bigint;
}

/** The rows of registered reputers that have weights. */
function maskedRows({ weights, stake, masked }: RewardsInput): Row[] {
  return [...stake].flatMap(([reputer, upon]) => {
    const row = [...(weights.get(reputer) ?? [])];
    if (row.length === 0) return [];
    const kept = new Map(
      row.map(([worker, weight]) => [worker, masked.has(worker) ? 0n : weight] as const),
    );
    return [{ reputer, stake: upon, weights: kept, bonds: sum(kept.values()) * upon }];
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

/** Dividends times the sum of ranks, over one denominator. They go to those whom ranked reputers trust. */
function dividendsOf(
  rows: readonly Row[],
  ranks: ReadonlyMap<string, bigint>,
): { readonly numerators: Map<string, bigint>; readonly denominator: bigint } {
  let denominator = 1n;
  for (const row of rows) {
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
