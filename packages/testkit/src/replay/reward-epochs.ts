import { leastInferences } from "../chain/liveness.js";
import { rewards, type Rewards } from "../chain/rewards.js";
import type { WeightMatrix } from "../chain/weight-matrix.js";
import { WeightkitError } from "../errors/weightkit-error.js";
import type { Failure } from "../runtime/failure.js";
import type { RewardsPaid } from "./facts.js";
import type { Participants } from "./participants.js";
import type { Economy } from "./plan.js";
import { toFailure } from "./to-failure.js";

/** What a topic's payments depend on. */
export interface RewardEpochsInput {
  readonly economy: Economy;
  readonly participants: Participants;
  readonly weights: WeightMatrix;
  /** Worker addresses by id; the reputers' follow from `reputerIds` on. */
  readonly workers: readonly string[];
  /** Column of each reputer's own address in the matrix. */
  readonly reputerIds: readonly number[];
  readonly inferenceCadence: number;
  /** UNIX seconds of block 0. */
  readonly genesis: number;
}

type Payment = Pick<
  RewardsPaid,
  "topicEmission" | "workerRewards" | "reputerRewards" | "masked" | "failure"
>;

/** Pays a topic at the end of every epoch, by the weights that stand then and the inferences since the last. */
export class RewardEpochs {
  readonly #counts: Uint32Array;
  readonly #least: number;
  #epoch = 0;
  #paid: { readonly key: string; readonly payment: Payment } | null = null;

  constructor(readonly input: RewardEpochsInput) {
    this.#counts = new Uint32Array(input.workers.length);
    this.#least = leastInferences(input.economy.epochBlocks, input.inferenceCadence);
  }

  /** Counts a set's inferences for liveness. */
  count(workerIds: Uint32Array): void {
    for (const id of workerIds) this.#counts[id] = (this.#counts[id] ?? 0) + 1;
  }

  /** Pays the epochs that end before `time`, or also at it. */
  *payUntil(time: number, inclusive: boolean): Generator<RewardsPaid, void, undefined> {
    const { economy, genesis, participants } = this.input;
    for (;;) {
      const block = (this.#epoch + 1) * economy.epochBlocks;
      const blockTime = genesis + block * economy.blockSeconds;
      if (blockTime > time || (blockTime === time && !inclusive)) return;
      yield {
        kind: "rewards",
        epoch: this.#epoch++,
        blockTime,
        block,
        reputers: participants.reputers.map(({ address }) => address),
        ...this.#payment(blockTime),
      };
      this.#counts.fill(0);
    }
  }

  /** Many epochs pass between two rounds: what has not changed is not computed again. */
  #payment(time: number): Payment {
    const masked = this.#masked();
    const rows = this.input.participants.reputersAt(time);
    const stake = this.input.participants.topicStakeAt(time);
    const key = [this.input.weights.version, stake, rows.join(","), masked.join(",")].join(";");
    if (this.#paid?.key !== key) this.#paid = { key, payment: this.#compute(rows, stake, masked) };
    return this.#paid.payment;
  }

  #masked(): Uint32Array {
    if (this.#least === 0) return new Uint32Array();
    return Uint32Array.from(this.#counts.keys()).filter(
      (id) => (this.#counts[id] ?? 0) < this.#least,
    );
  }

  #compute(rows: readonly number[], topicStake: bigint, masked: Uint32Array): Payment {
    const { economy, participants, workers } = this.input;
    const nothing = {
      topicEmission: 0n,
      workerRewards: new BigInt64Array(workers.length),
      reputerRewards: new BigInt64Array(participants.reputers.length),
      masked,
      failure: null,
    };
    if (topicStake === 0n) return { ...nothing, topicEmission: economy.fees };
    const totalStake = topicStake + economy.otherStake;
    const { emission, fees: metDemand } = economy;
    const names = participants.reputers.map(({ address }) => address);
    const failed = (failure: Failure): Payment => ({ ...nothing, failure });
    try {
      const paid = rewards({
        weights: this.#weights(rows),
        stake: new Map(rows.map((row) => [names[row] ?? "", participants.upon(row)])),
        topicStake,
        totalStake,
        emission,
        metDemand,
        masked: new Set([...masked].map((id) => workers[id] ?? "")),
      });
      return { ...nothing, ...this.#columns(paid) };
    } catch (error) {
      if (error instanceof WeightkitError) return failed(toFailure(error));
      throw error;
    }
  }

  #weights(rows: readonly number[]): Map<string, Map<string, bigint>> {
    const { participants, weights, workers, reputerIds } = this.input;
    const columns = new Map<string, number>(
      participants.reputers.map(({ address }, row) => [address, reputerIds[row] ?? 0]),
    );
    workers.forEach((worker, id) => columns.set(worker, id));
    const matrix = new Map<string, Map<string, bigint>>();
    for (const row of rows) {
      const entries = new Map<string, bigint>();
      for (const [address, id] of columns) {
        const uint = weights.get(row, id);
        if (!Number.isNaN(uint)) entries.set(address, BigInt(uint));
      }
      if (entries.size > 0) matrix.set(participants.reputers[row]?.address ?? "", entries);
    }
    return matrix;
  }

  #columns({ topicEmission, paid }: Rewards): Omit<Payment, "masked" | "failure"> {
    const { workers, participants } = this.input;
    const known = new Set(workers);
    return {
      topicEmission,
      workerRewards: BigInt64Array.from(workers, (worker) => paid.get(worker) ?? 0n),
      reputerRewards: BigInt64Array.from(participants.reputers, ({ address }) =>
        known.has(address) ? 0n : (paid.get(address) ?? 0n),
      ),
    };
  }
}
