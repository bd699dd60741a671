import type { WeightkitError } from "../errors/weightkit-error.js";

/** All that a topic's rewards of one epoch depend on. Token amounts are whole units, weights the stored uint64. */
export interface RewardsInput {
  /** Stored weights by reputer and participant (a worker or a reputer). */
  readonly weights: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
  /** Stake on each registered reputer, its own and what is delegated to it. Rows of others do not count. */
  readonly stake: ReadonlyMap<string, bigint>;
  /** Reputers whose stake was moved away by `modify-stake`: their 0 is stored, where a removed stake is not. Default none. */
  readonly moved?: ReadonlySet<string>;
  /** Stake in the topic, of workers too. Above 0. */
  readonly topicStake: bigint;
  /** Stake in the whole network. Above 0. */
  readonly totalStake: bigint;
  /** What there is to share out in the whole network. */
  readonly emission: bigint;
  /** Fees that the topic's demand paid. */
  readonly metDemand: bigint;
  /** Workers whose weights count as 0 (liveness). */
  readonly masked: ReadonlySet<string>;
}

/** What an epoch pays. */
export interface Rewards {
  /** What the topic had to share out. */
  readonly topicEmission: bigint;
  /** By participant, exact; empty when nothing is paid. */
  readonly paid: ReadonlyMap<string, bigint>;
  /** Why the host halts permanently at this payment, or null. */
  readonly halt: WeightkitError | null;
}

/** What the topic shares out: floor(emission * topic stake / total stake) + fees met. */
export function topicEmission(
  input: Pick<RewardsInput, "emission" | "topicStake" | "totalStake" | "metDemand">,
): bigint {
  const { emission, topicStake, totalStake, metDemand } = input;
  return (emission * topicStake) / totalStake + metDemand;
}
