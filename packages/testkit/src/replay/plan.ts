import type { HostName } from "../chain/hosts/hosts.js";
import type { Minting } from "../chain/hosts/chain/minting.js";
import type { Disturbances } from "../chain/hosts/schedule.js";
import type { Participant, StakeChange } from "../chain/stake.js";
import type { ValueModel } from "../kinds/value-model.js";
import type { TopicHistory } from "../history/history.js";
import type { Logic } from "../logic/logic.js";
import type { TruthRoute } from "../round/truth-answerer.js";
import type { StdinMode } from "../runtime/engine.js";
import type { Limits } from "../runtime/limits.js";
import type { RuntimeTarget } from "../runtime/versions.js";

/** How a topic is replayed: plain data that may pass between threads. */
export interface TopicSettings {
  readonly logic: Logic;
  readonly cadences: Cadences;
  /** Where the logic asks for its topic's truth; null when it does not. Default null. */
  readonly route?: TruthRoute | null;
  /** URL prefixes that the guest may ask. */
  readonly permissions: readonly string[];
  /** Environment variables that the guest sees besides `TOPIC_ID`. Default none. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the guest finds on WASI's stdin. Default `"blockless"`. */
  readonly stdinMode?: StdinMode;
  /** A run's limits. Default `DEFAULT_LIMITS`. */
  readonly limits?: Limits;
  /** Which release of bls-runtime to imitate. Default `DEFAULT_RUNTIME`. */
  readonly runtime?: RuntimeTarget;
  /**
   * Share of the runs, 0 to 1, whose payload arrives empty, by the seed: bls-runtime 0.3.1 waits 10 ms for its stdin, which is not
   * always enough on a busy machine. Default 0.
   */
  readonly lostPayloads?: number;
  /** Unsigned 32-bit seed of the guest's randomness. */
  readonly seed: number;
  /** What the values mean, for those who judge them. Default numbers. */
  readonly values?: ValueModel;
  /** Values are multiplied by this before the chain rounds them to integers. Default 1. */
  readonly valueScale?: number;
  /** Disturbances of runs. Default none. */
  readonly disturbances?: Disturbances;
  /** Seconds from block to block. Default the economy's, else 5. */
  readonly blockSeconds?: number;
  /** All block times, ascending UNIX seconds, where they are known; sets make blocks too. Default regular blocks. */
  readonly blocks?: readonly number[];
  /** Leaves the second runs out that the chain makes. Default false. */
  readonly singleRuns?: boolean;
  /** Most rounds, and most reward epochs, that a replay may make. Default 1,000,000. */
  readonly maxRounds?: number;
  /** Who runs the logic, by name. Default `"chain"`. */
  readonly profile?: HostName;
  /** Who runs the logic, each with a row of weights. Default one. */
  readonly reputers?: readonly Reputer[];
  /**
   * With several reputers the chain shows the logic, of each worker, the weight of whichever reputer comes last in the random
   * order of a Go map. Here they come in the order given, or, when this is true, shuffled anew for every round by `seed`: a logic
   * whose results change with it depends on chance.
   */
  readonly shuffleReputers?: boolean;
  /** Stake, emissions and reward epochs. Default none: no rewards are computed. */
  readonly economy?: Economy;
}

/** A topic's history and all that its replay depends on: same plan, same facts. */
export interface TopicPlan extends TopicSettings {
  readonly history: TopicHistory;
}

/** Settings in which a topic may differ from the others. */
export type PerTopicSettings = Partial<
  Pick<
    TopicSettings,
    "cadences" | "valueScale" | "logic" | "route" | "permissions" | "disturbances"
  >
>;

/** Several topics on one clock: same plan, same facts. */
export interface ReplayPlan extends TopicSettings {
  readonly topics: readonly TopicHistory[];
  /** By topic id: where a topic differs from what all share, e.g. in its cadences. */
  readonly perTopic?: ReadonlyMap<string, PerTopicSettings>;
}

/** The topic's cadences, in whole seconds. */
export interface Cadences {
  readonly inference: number;
  readonly weight: number;
}

/** A head node that runs the logic and signs its weights. */
export interface Reputer extends Participant {
  /** Where this reputer gets truth, when it is another route than the topic's. */
  readonly route?: TruthRoute;
}

/** The money. Amounts are whole token units. */
export interface Economy {
  /** Blocks from one payment to the next (chain: 600). */
  readonly epochBlocks: number;
  /** Seconds from block to block, above 0. */
  readonly blockSeconds: number;
  /** UNIX seconds of block 0. Default the replay's first block. */
  readonly genesis?: number;
  /** What the whole network emits in an epoch, where nothing is minted. */
  readonly emission: bigint;
  /** How the network mints what it emits. Default `emission` in every epoch. */
  readonly minting?: Minting;
  /** Fees that the topic's demand pays in an epoch. No host pays them out: v0.0.9 never sets its accumulator. */
  readonly fees: bigint;
  /** Stake in all other topics. */
  readonly otherStake: bigint;
  /** Whether the other topics pay their share out in full. Default true; otherwise it rolls over. */
  readonly othersPay?: boolean;
  /** Own stake that a participant needs to register. */
  readonly minimumStake: bigint;
  /** Stake of each worker that `workers` does not name. */
  readonly workerStake: bigint;
  /** Workers whose stake or time of registration differs. */
  readonly workers: readonly Participant[];
  /** Stake that is added, taken out or moved later, in order of time. Default none. */
  readonly stakeChanges?: readonly StakeChange[];
}

/** The reputer of a replay that names none: the head node's own address, with a stake of 1. */
export const ONLY_REPUTER: Reputer = { address: "reputer", stake: 1n };
