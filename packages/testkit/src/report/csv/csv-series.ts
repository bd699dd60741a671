import { COMBINATIONS } from "../../kinds/score.js";
import { paidTo } from "../../metrics/folds/rewards-fold.js";
import type { JudgedFact, SetJudged } from "../../metrics/judged-fact.js";
import type { HostHalted, RewardsPaid, RoundRan, SecondRan } from "../../replay/facts.js";
import { row } from "./csv-text.js";

/** The series that a replay has, each a separate CSV file. */
export const CSV_FILES = [
  "sets.csv",
  "inferences.csv",
  "rounds.csv",
  "weights.csv",
  "rewards.csv",
  "epochs.csv",
] as const;
export type CsvFile = (typeof CSV_FILES)[number];

/**
 * First lines of the files. Times are UNIX seconds, weights are stored weights / 1e5, an absent value is an empty field. Values and
 * truths are numbers, labels, or distributions' parts with spaces between; losses are in the topic's own measure.
 */
export const CSV_HEADS: Readonly<Record<CsvFile, string>> = {
  "sets.csv":
    "topic,timestamp,inferences,truth,truth_available_at,round_at,weights_from,weighted,weighted_median,weighted_log_pool,equal,median,log_pool,members,weighted_loss,equal_loss,naive_loss\n",
  "inferences.csv": "topic,timestamp,worker,value,given,weight,loss\n",
  "rounds.csv":
    "topic,index,run,reputer,block_time,window_from,sets,inferences,scorable,payload_bytes,status,submitted,exit_code,fuel,failure\n",
  "weights.csv": "topic,index,run,reputer,block_time,worker,weight\n",
  "rewards.csv": "topic,epoch,block,block_time,receiver,kind,amount,in_floats,bound\n",
  "epochs.csv":
    "topic,epoch,block,block_time,status,emission,topic_stake,paid,rolled_over,failure\n",
};

/** Lines to append to one of the files. */
export interface CsvLines {
  readonly file: CsvFile;
  readonly text: string;
}

/**
 * Turns a fact stream into CSV, fact by fact, so that nothing piles up however long the replay. Numbers are written in full:
 * reading them back gives the same doubles.
 */
export class CsvSeries {
  #topic = "";
  #workers: readonly string[] = [];

  /** The lines that a fact adds, in the order of {@link CSV_FILES}. */
  add(fact: JudgedFact): CsvLines[] {
    if (fact.kind === "started") {
      this.#topic = fact.topic;
      this.#workers = fact.workers;
    }
    if (fact.kind === "set") return this.#set(fact);
    if (fact.kind === "round" || fact.kind === "second") return this.#run(fact);
    if (fact.kind === "rewards") return [...this.#rewards(fact), this.#epoch(fact)];
    if (fact.kind === "halted") return [this.#halt(fact)];
    return [];
  }

  #set(set: SetJudged): CsvLines[] {
    const { timestamp, truthAvailableAt, roundAt, judged } = set;
    const { combined } = judged;
    const line = row([
      this.#topic,
      timestamp,
      judged.workerIds.length,
      judged.truth,
      truthAvailableAt,
      roundAt,
      combined === null ? null : judged.weightsFrom,
      ...COMBINATIONS.map((name) => combined?.[name]?.written ?? null),
      combined?.weighted?.score?.loss ?? null,
      combined?.equal?.score?.loss ?? null,
      judged.naiveLoss,
    ]);
    const inferences = this.#inferences(set);
    return [
      { file: "sets.csv", text: line },
      { file: "inferences.csv", text: inferences },
    ];
  }

  #inferences(set: SetJudged): string {
    const { workerIds, workerScores } = set.judged;
    const losses = new Map(workerScores?.map(({ loss }, i) => [workerIds[i], loss]));
    let lines = "";
    for (const [i, id] of set.workerIds.entries()) {
      const text = set.texts?.[i] ?? null;
      const [value = null, given = null] =
        text === null ? [set.values[i], set.given[i]] : [text, text];
      const loss = losses.get(id) ?? null;
      const line = [this.#topic, set.timestamp, this.#worker(id), value, given];
      lines += row([...line, set.weights[i] ?? null, loss]);
    }
    return lines;
  }

  #run(round: RoundRan | SecondRan): CsvLines[] {
    const { index, reputer, blockTime, weights, others } = round;
    const run = round.kind === "second" ? "second" : "due";
    const line = row([
      this.#topic,
      index,
      run,
      reputer,
      blockTime,
      round.windowFrom,
      round.sets,
      round.inferences,
      round.scorable,
      round.payloadBytes,
      round.status,
      String(round.submitted),
      round.exitCode,
      round.fuel,
      round.failure?.code ?? null,
    ]);
    let stored = "";
    for (const [id, weight] of weights.entries()) {
      if (Number.isNaN(weight)) continue;
      stored += row([this.#topic, index, run, reputer, blockTime, this.#worker(id), weight]);
    }
    for (const { address, weight } of others) {
      stored += row([this.#topic, index, run, reputer, blockTime, address, weight]);
    }
    return [
      { file: "rounds.csv", text: line },
      { file: "weights.csv", text: stored },
    ];
  }

  #rewards(paid: RewardsPaid): CsvLines[] {
    const { epoch, block, blockTime } = paid;
    const inFloats = new Map(paid.inFloats.map((amount) => [amount.address, amount]));
    const line = (receiver: string, kind: string, amount: bigint | undefined): string => {
      const float = amount === undefined ? undefined : inFloats.get(receiver);
      // Who is a worker and a reputer has both rewards in the worker's line.
      const differs = float !== undefined && float.exact === amount;
      const floats = differs ? [String(float.paid), String(float.bound)] : [null, null];
      const exact = String(amount ?? 0n);
      return row([this.#topic, epoch, block, blockTime, receiver, kind, exact, ...floats]);
    };
    const workers = this.#workers.map((worker, id) =>
      line(worker, "worker", paid.workerRewards[id]),
    );
    const reputers = paid.reputers.map((reputer, id) =>
      line(reputer, "reputer", paid.reputerRewards[id]),
    );
    const others = paid.others.map(({ address, amount }) => line(address, "other", amount));
    return [{ file: "rewards.csv", text: [...workers, ...reputers, ...others].join("") }];
  }

  #epoch(paid: RewardsPaid): CsvLines {
    const { epoch, block, blockTime, failure } = paid;
    const text = row([
      this.#topic,
      epoch,
      block,
      blockTime,
      failure === null ? "paid" : "unpaid",
      String(paid.topicEmission),
      String(paid.topicStake),
      String(paidTo(paid).all),
      String(paid.rolledOver),
      failure?.code ?? null,
    ]);
    return { file: "epochs.csv", text };
  }

  #halt({ epoch, block, blockTime, failure }: HostHalted): CsvLines {
    const nothing = [null, null, null, null];
    const text = row([this.#topic, epoch, block, blockTime, "halted", ...nothing, failure.code]);
    return { file: "epochs.csv", text };
  }

  #worker(id: number): string {
    return this.#workers[id] ?? String(id);
  }
}
