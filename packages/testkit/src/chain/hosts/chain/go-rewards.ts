import { topicEmission, type RewardsInput } from "../../rewards-input.js";

type Vector = Map<string, number>;

/**
 * What {@link rewards} pays when computed as Go does, in floats of 53 bits. Go sums maps in random order, so that runs of one program on one
 * state differ in the last bits too; here maps keep the order of the input. For states that pay and do not halt.
 */
export function goRewards(input: RewardsInput): Map<string, bigint> {
  const emission = Number(topicEmission(input));
  const topicStake = Number(input.topicStake);
  const stakes: Vector = new Map(
    [...input.stake].map(([reputer, upon]) => [reputer, Number(upon) / topicStake]),
  );
  const weights = [...input.stake.keys()].flatMap((reputer) => {
    const row = [...(input.weights.get(reputer) ?? [])];
    if (row.length === 0) return [];
    const masked = row.map(([participant, weight]): [string, number] => [
      participant,
      input.masked.has(participant) ? 0 : Number(weight),
    ]);
    return [{ reputer, row: new Map(masked) }];
  });
  if (weights.length === 0) return scaled(stakes, emission);
  const incentive = normalized(product(weights, stakes));
  const bonds = weights.map(({ reputer, row }) => {
    const stake = stakes.get(reputer) ?? 0;
    const deltas = [...row].map(([to, weight]): [string, number] => [to, weight * stake]);
    return { reputer, row: normalized(new Map(deltas)) };
  });
  const dividends = product(bonds, incentive);
  const all = sum(normalized(dividends)) + sum(incentive);
  const paid = scaled(divided(dividends, all), emission);
  for (const [participant, amount] of scaled(divided(incentive, all), emission)) {
    paid.set(participant, (paid.get(participant) ?? 0n) + amount);
  }
  return paid;
}

/**
 * How far an amount of Go's can be from the exact one, in token units: two floors, and the roundings of the longest chain of float
 * operations (4 for each reputer and participant that is summed over, and 40 more), each of at most 2^-53 of the amount.
 */
export function goBound(amount: bigint, reputers: number, participants: number): bigint {
  const roundings = BigInt(4 * (reputers + participants) + 40);
  return 2n + ((amount * roundings) >> 53n);
}

interface FloatRow {
  readonly reputer: string;
  readonly row: ReadonlyMap<string, number>;
}

function product(matrix: readonly FloatRow[], vector: Vector): Vector {
  const result: Vector = new Map();
  for (const { reputer, row } of matrix) {
    const factor = vector.get(reputer);
    if (factor === undefined) continue;
    for (const [to, value] of row) result.set(to, value * factor + (result.get(to) ?? 0));
  }
  return result;
}

function normalized(vector: Vector): Vector {
  return divided(vector, sum(vector));
}

function divided(vector: Vector, by: number): Vector {
  return new Map([...vector].map(([key, value]) => [key, value / by]));
}

function scaled(vector: Vector, by: number): Map<string, bigint> {
  return new Map([...vector].map(([key, value]) => [key, BigInt(Math.trunc(value * by))]));
}

function sum(vector: Vector): number {
  let total = 0;
  for (const value of vector.values()) total += value;
  return total;
}
