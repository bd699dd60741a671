import { goBound } from "../chain/hosts/chain/go-rewards.js";
import { Mint } from "../chain/hosts/chain/minting.js";
import type { Host } from "../chain/hosts/host.js";
import type { LedgerEpoch, LedgerPayment } from "../chain/hosts/ledger.js";
import { leastInferences } from "../chain/liveness.js";
import { WEIGHT_SCALE } from "../chain/weight.js";
import type { WeightMatrix } from "../chain/weight-matrix.js";
import { chainErrors } from "../errors/chain-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import { failureOf, type Failure } from "../runtime/failure.js";
import type { FloatAmount, HaltingWeight, HostHalted, RewardsPaid } from "./facts.js";
import type { Participants } from "./participants.js";
import type { Economy } from "./plan.js";

/** What a topic's payments depend on. */
export interface RewardEpochsInput {
  readonly economy: Economy;
  readonly host: Host;
  readonly participants: Participants;
  readonly weights: WeightMatrix;
  /** How many of `addresses` are workers of the history: the first ones. */
  readonly workers: number;
  /** All addresses that can have a weight, by column of the matrix; it may grow. */
  readonly addresses: readonly string[];
  /** Column of each reputer's own address in the matrix. */
  readonly reputerIds: readonly number[];
  readonly inferenceCadence: number;
  /** UNIX seconds of block 0. */
  readonly genesis: number;
}

type Rows = LedgerEpoch["weights"];

/** Pays a topic at the end of every epoch, by the weights that stand then and the inferences since the last, until the host halts. */
export class RewardEpochs {
  readonly #counts: Uint32Array;
  readonly #least: number;
  readonly #mint: Mint | null;
  #epoch = 0;
  #halted = false;
  #rows: { readonly version: number; readonly rows: Rows } | null = null;

  constructor(readonly input: RewardEpochsInput) {
    const { economy, host, inferenceCadence } = input;
    this.#counts = new Uint32Array(input.workers);
    this.#least = host.asksForLiveness ? leastInferences(economy.epochBlocks, inferenceCadence) : 0;
    this.#mint = economy.minting === undefined ? null : new Mint(economy.minting);
  }

  /** Counts a message's inferences for liveness. */
  count(workerIds: Uint32Array): void {
    for (const id of workerIds) this.#counts[id] = (this.#counts[id] ?? 0) + 1;
  }

  /** Pays the epochs that end before `time`, or also at it. */
  *payUntil(
    time: number,
    inclusive: boolean,
  ): Generator<RewardsPaid | HostHalted, void, undefined> {
    const { economy, genesis, participants } = this.input;
    while (!this.#halted) {
      const block = (this.#epoch + 1) * economy.epochBlocks;
      const blockTime = genesis + block * economy.blockSeconds;
      if (blockTime > time || (blockTime === time && !inclusive)) return;
      participants.advance(blockTime);
      yield this.#pay({ epoch: this.#epoch, blockTime, block });
      this.#epoch += 1;
      this.#counts.fill(0);
    }
  }

  #pay(at: Pick<RewardsPaid, "epoch" | "blockTime" | "block">): RewardsPaid | HostHalted {
    const { economy, participants, addresses } = this.input;
    const weights = this.#weights();
    const masked = this.#masked();
    const names = this.#maskedNames(masked);
    const answered = new Set(addresses.filter((_address, id) => (this.#counts[id] ?? 0) > 0));
    const payment = participants.ledger.pay({
      emission: this.#mint === null ? economy.emission : this.#mint.until(at.block),
      weights,
      masked: names,
      answered,
    });
    if (payment.halt !== null) {
      this.#halted = true;
      const failure = failureOf(payment.halt);
      return { kind: "halted", ...at, failure, weights: haltingWeights(weights, names) };
    }
    return {
      kind: "rewards",
      ...at,
      topicEmission: payment.topicEmission,
      reputers: participants.reputers.map(({ address }) => address),
      ...this.#columns(payment.paid, weights, names),
      masked,
      inFloats: this.#inFloats(payment),
      topicStake: payment.topicStake[0],
      rolledOver: payment.balance[1],
      notes: participants.takeNotes(),
      failure: this.#whyNothing(payment, { weights, masked: names, answered }),
    };
  }

  /** Ids of workers with too few inferences. */
  #masked(): Uint32Array {
    return Uint32Array.from(this.#counts.keys()).filter(
      (id) => (this.#counts[id] ?? 0) < this.#least,
    );
  }

  /** Why no one was paid, or null when someone was or there was nothing to share out. */
  #whyNothing(
    { topicEmission, topicStake, paid }: LedgerPayment,
    { weights, masked, answered }: Omit<LedgerEpoch, "emission">,
  ): Failure | null {
    const { economy, host, participants } = this.input;
    const { ledger } = participants;
    const why = (error: WeightkitError): Failure => failureOf(error);
    if (topicStake[0] === 0n) return why(fault(chainErrors.nobodyToPay, {}));
    if (topicEmission === 0n) return null;
    if (weights.size === 0) {
      // A reputer with stake would have been paid, had its share come to a whole unit.
      const staked = [...paid.keys()].some((address) => ledger.held(address).upon > 0n);
      return staked ? null : why(fault(chainErrors.nobodyToPay, {}));
    }
    if (paid.size > 0) return null;
    const someWeighted = (counts: (address: string) => boolean): boolean =>
      [...weights.values()].some((row) => [...row.keys()].some(counts));
    if (!someWeighted((address) => !masked.has(address))) {
      const { epochBlocks: blocks } = economy;
      return why(fault(chainErrors.allMasked, { least: this.#least, blocks }));
    }
    const isEntitled = (address: string): boolean =>
      answered.has(address) && ledger.takesPart(address);
    // A host that asks for no number of inferences pays nobody without any.
    const nobodyEntitled = !host.asksForLiveness && !someWeighted(isEntitled);
    return why(fault(nobodyEntitled ? chainErrors.nobodyAnswered : chainErrors.noRanks, {}));
  }

  /** Masked addresses: those workers and, as the chain counts by address, anybody else with a weight but without inferences. */
  #maskedNames(workers: Uint32Array): Set<string> {
    const { addresses } = this.input;
    const names = new Set([...workers].map((id) => addresses[id] ?? ""));
    if (this.#least === 0) return names;
    for (const address of addresses.slice(this.input.workers)) names.add(address);
    return names;
  }

  /** Many epochs pass between two rounds: the matrix is read again only when it may have changed. */
  #weights(): Rows {
    const { participants, weights, addresses } = this.input;
    const { version } = weights;
    if (this.#rows?.version === version) return this.#rows.rows;
    const rows = new Map<string, Map<string, bigint>>();
    for (const [row, { address: reputer }] of participants.reputers.entries()) {
      const entries = new Map<string, bigint>();
      for (const [id, address] of addresses.entries()) {
        const uint = weights.get(row, id);
        if (!Number.isNaN(uint)) entries.set(address, BigInt(uint));
      }
      if (entries.size > 0) rows.set(reputer, entries);
    }
    this.#rows = { version, rows };
    return rows;
  }

  #inFloats({ paid, settled }: LedgerPayment): FloatAmount[] {
    const { reputers } = this.input.participants;
    return [...settled].flatMap(([address, amount]) => {
      const exact = paid.get(address) ?? 0n;
      if (exact === amount) return [];
      const bound = goBound(exact, reputers.length, settled.size);
      return [{ address, exact, paid: amount, bound }];
    });
  }

  #columns(
    paid: LedgerPayment["paid"],
    weights: Rows,
    masked: ReadonlySet<string>,
  ): Pick<RewardsPaid, "workerRewards" | "reputerRewards" | "others"> {
    const { addresses, workers, reputerIds } = this.input;
    const amount = (address: string | undefined): bigint => paid.get(address ?? "") ?? 0n;
    const reputers = new Set(reputerIds);
    const weighted = new Set([...weights.values()].flatMap((row) => [...row.keys()]));
    return {
      workerRewards: addresses.slice(0, workers).map(amount),
      reputerRewards: reputerIds.map((id) => (id < workers ? 0n : amount(addresses[id]))),
      others: addresses.flatMap((address, id) =>
        id < workers || reputers.has(id) || !weighted.has(address)
          ? []
          : [{ address, amount: amount(address), masked: masked.has(address) }],
      ),
    };
  }
}

function haltingWeights(weights: Rows, masked: ReadonlySet<string>): HaltingWeight[] {
  return [...weights].flatMap(([reputer, row]) =>
    [...row].map(([participant, weight]) => ({
      reputer,
      participant,
      weight: Number(weight) / WEIGHT_SCALE,
      masked: masked.has(participant),
    })),
  );
}
