import { leastInferences } from "../chain/liveness.js";
import { rewards } from "../chain/hosts/chain/rewards.js";
import type { Rewards, RewardsInput } from "../chain/rewards-input.js";
import type { WeightMatrix } from "../chain/weight-matrix.js";
import { chainErrors } from "../errors/chain-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { RewardsPaid } from "./facts.js";
import type { Participants } from "./participants.js";
import type { Economy } from "./plan.js";
import { failureOf } from "../runtime/failure.js";

/** What a topic's payments depend on. */
export interface RewardEpochsInput {
  readonly economy: Economy;
  readonly participants: Participants;
  readonly weights: WeightMatrix;
  /** How many of `addresses` are workers of the history: the first ones. */
  readonly workers: number;
  /** Everybody who can have a weight, by column of the matrix; it may grow. */
  readonly addresses: readonly string[];
  /** Column of each reputer's own address in the matrix. */
  readonly reputerIds: readonly number[];
  readonly inferenceCadence: number;
  /** UNIX seconds of block 0. */
  readonly genesis: number;
}

type Payment = Pick<
  RewardsPaid,
  "topicEmission" | "workerRewards" | "reputerRewards" | "others" | "masked" | "failure"
>;

type Rows = RewardsInput["weights"];

/** Pays a topic at the end of every epoch, by the weights that stand then and the inferences since the last. */
export class RewardEpochs {
  readonly #counts: Uint32Array;
  readonly #least: number;
  #epoch = 0;
  #paid: { readonly key: string; readonly payment: Payment } | null = null;

  constructor(readonly input: RewardEpochsInput) {
    this.#counts = new Uint32Array(input.workers);
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

  /** Ids of workers with too few inferences. */
  #masked(): Uint32Array {
    if (this.#least === 0) return new Uint32Array();
    return Uint32Array.from(this.#counts.keys()).filter(
      (id) => (this.#counts[id] ?? 0) < this.#least,
    );
  }

  #compute(rows: readonly number[], topicStake: bigint, masked: Uint32Array): Payment {
    const { economy, participants } = this.input;
    const { emission, fees: metDemand } = economy;
    const weights = this.#weights(rows);
    const maskedNames = this.#maskedNames(masked);
    const payment = (shared: Rewards, failure: WeightkitError | null): Payment => ({
      topicEmission: shared.topicEmission,
      ...this.#columns(shared.paid, weights, maskedNames),
      masked,
      failure: failure === null ? null : failureOf(failure),
    });
    const nothing = (ofEmission: bigint, failure: WeightkitError): Payment =>
      payment({ topicEmission: ofEmission, paid: new Map(), halt: null }, failure);
    if (topicStake === 0n) return nothing(metDemand, fault(chainErrors.nobodyToPay, {}));
    const names = participants.reputers.map(({ address }) => address);
    const totalStake = topicStake + economy.otherStake;
    const stake = new Map(rows.map((row) => [names[row] ?? "", participants.upon(row)]));
    const input = {
      stake,
      topicStake,
      totalStake,
      emission,
      metDemand,
      weights,
      masked: maskedNames,
    };
    const shared = rewards(input);
    return payment(shared, shared.halt ?? this.#whyNothing(shared, input));
  }

  /** Why nobody was paid, or null when somebody was or nothing was to be shared out. */
  #whyNothing(shared: Rewards, { weights, masked, stake }: RewardsInput): WeightkitError | null {
    if (shared.topicEmission === 0n) return null;
    if (weights.size === 0) {
      const payable = [...stake.values()].some((upon) => upon > 0n);
      return payable ? null : fault(chainErrors.nobodyToPay, {});
    }
    if (shared.paid.size > 0) return null;
    const live = [...weights.values()].some((row) =>
      [...row.keys()].some((address) => !masked.has(address)),
    );
    const { epochBlocks: blocks } = this.input.economy;
    if (live) return fault(chainErrors.noRanks, {});
    return fault(chainErrors.allMasked, { least: this.#least, blocks });
  }

  /** Who is masked, by address: those workers and, as the chain counts by address, whoever else has a weight but gives no inferences. */
  #maskedNames(workers: Uint32Array): Set<string> {
    const { addresses } = this.input;
    const names = new Set([...workers].map((id) => addresses[id] ?? ""));
    if (this.#least === 0) return names;
    for (const address of addresses.slice(this.input.workers)) names.add(address);
    return names;
  }

  #weights(rows: readonly number[]): Rows {
    const { participants, weights, addresses } = this.input;
    const matrix = new Map<string, Map<string, bigint>>();
    for (const row of rows) {
      const entries = new Map<string, bigint>();
      for (const [id, address] of addresses.entries()) {
        const uint = weights.get(row, id);
        if (!Number.isNaN(uint)) entries.set(address, BigInt(uint));
      }
      if (entries.size > 0) matrix.set(participants.reputers[row]?.address ?? "", entries);
    }
    return matrix;
  }

  #columns(
    paid: Rewards["paid"],
    weights: Rows,
    masked: ReadonlySet<string>,
  ): Pick<Payment, "workerRewards" | "reputerRewards" | "others"> {
    const { addresses, workers, reputerIds } = this.input;
    const amount = (address: string | undefined): bigint => paid.get(address ?? "") ?? 0n;
    const reputers = new Set(reputerIds);
    const weighted = new Set([...weights.values()].flatMap((row) => [...row.keys()]));
    return {
      workerRewards: BigInt64Array.from(addresses.slice(0, workers), amount),
      reputerRewards: BigInt64Array.from(reputerIds, (id) =>
        id < workers ? 0n : amount(addresses[id]),
      ),
      others: addresses.flatMap((address, id) =>
        id < workers || reputers.has(id) || !weighted.has(address)
          ? []
          : [{ address, amount: amount(address), masked: masked.has(address) }],
      ),
    };
  }
}
