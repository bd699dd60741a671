import type { Host } from "../chain/hosts/host.js";
import { HOSTS } from "../chain/hosts/hosts.js";
import type { HostLedger } from "../chain/hosts/ledger.js";
import type { Participant, StakeChange } from "../chain/stake.js";
import { ONLY_REPUTER, type TopicPlan, type Reputer } from "./plan.js";

/** The stake that lets everybody in, where a plan has no economy. */
const NO_MINIMUM = 0n;

/** Somebody who registers at `time`, or a change of stake then. */
type StakeEvent =
  | { readonly time: number; readonly joins: Participant; readonly reputer: boolean }
  | { readonly time: number; readonly change: StakeChange; readonly moved: boolean };

/** Who takes part in a replayed topic, and with how much stake, as time goes by. */
export class Participants {
  readonly reputers: readonly Reputer[];
  readonly ledger: HostLedger;
  readonly #host: Host;
  readonly #minimum: bigint;
  readonly #events: readonly StakeEvent[];
  readonly #registered = new Set<string>();
  readonly #workers: readonly string[];
  /** By worker id; all true when stake plays no part. */
  readonly #workerTakesPart: boolean[];
  readonly #paysWorkers: boolean;
  #next = 0;
  #notes: string[] = [];

  constructor({
    history,
    reputers,
    economy,
    profile = "chain",
  }: Pick<TopicPlan, "history" | "reputers" | "economy" | "profile">) {
    this.reputers = reputers ?? [ONLY_REPUTER];
    this.#host = HOSTS[profile];
    this.#minimum = economy?.minimumStake ?? NO_MINIMUM;
    this.#workers = history.inferences.workers;
    this.#paysWorkers = economy !== undefined;
    this.#workerTakesPart = this.#workers.map(() => !this.#paysWorkers);
    this.ledger = this.#host.ledger({
      stake: new Map(),
      reputers: [],
      otherStake: economy?.otherStake ?? 0n,
      othersPay: economy?.othersPay ?? true,
      minimumStake: this.#minimum,
    });
    const named = new Map(economy?.workers.map((worker) => [worker.address, worker]));
    const workers =
      economy === undefined
        ? []
        : this.#workers.map(
            (address) => named.get(address) ?? { address, stake: economy.workerStake },
          );
    this.#events = eventsOf(this.reputers, workers, economy?.stakeChanges ?? []);
  }

  /** Registers and changes stake up to `time` (inclusive), which does not go back. */
  advance(time: number): void {
    let event = this.#events[this.#next];
    if (event === undefined || event.time > time) return;
    for (; event !== undefined && event.time <= time; event = this.#events[this.#next]) {
      this.#next += 1;
      if ("joins" in event) this.#register(event.joins, event.reputer);
      else this.#change(event.change, event.moved);
    }
    this.#refreshWorkers();
  }

  /** What the host did with stake since the last call that the plan did not ask for. */
  takeNotes(): string[] {
    const notes = this.#notes;
    this.#notes = [];
    return notes;
  }

  /** Whether a worker takes part now: the host asks no other. */
  workerTakesPart(worker: number): boolean {
    return this.#workerTakesPart[worker] === true;
  }

  /** Rows of the reputers that take part now. */
  activeReputers(): number[] {
    return this.reputers.flatMap(({ address }, row) => (this.#takesPart(address) ? [row] : []));
  }

  /** Each reputer's share of the reputers' stake now, by row; equal shares when none has any. */
  shares(): Float64Array {
    const rows = this.activeReputers();
    const stakes = new Float64Array(this.reputers.length);
    for (const row of rows) stakes[row] = Number(this.stakeOf(row));
    const total = stakes.reduce((sum, stake) => sum + stake, 0);
    if (total > 0) return stakes.map((stake) => stake / total);
    for (const row of rows) stakes[row] = 1 / rows.length;
    return stakes;
  }

  /** Stake of a reputer now, with what is delegated to it. */
  stakeOf(row: number): bigint {
    return this.ledger.held(this.reputers[row]?.address ?? "").upon;
  }

  #takesPart(address: string): boolean {
    return this.#registered.has(address) && this.ledger.takesPart(address);
  }

  #register({ address, stake, delegated = 0n }: Participant, reputer: boolean): void {
    const enough =
      stake >= this.#minimum || (stake === 0n && reputer && this.#host.registersWithoutCoins);
    if (!enough) return;
    // A participant that is worker and reputer registers twice, with one stake: the larger.
    const again = this.#registered.has(address);
    const held = this.ledger.held(address);
    if (!again || stake > held.own) this.ledger.change(address, stake - held.own, true);
    if (!again) this.ledger.change(address, delegated, false);
    this.#registered.add(address);
    if (reputer) this.ledger.register(address);
  }

  #change({ time, participant, delta, target }: StakeChange, moved: boolean): void {
    const own = participant === target;
    const left = this.ledger.held(target).own + delta;
    const refused = own && !moved && delta < 0n && left < this.#minimum;
    if (refused && this.#host.keepsMinimum) {
      this.#notes.push(
        `at ${time} ${participant} wanted to take out ${-delta}, which would leave it ${left < 0n ? 0n : left}: ` +
          `the chain refuses to go below the minimum of ${this.#minimum}, and the stake stays`,
      );
      return;
    }
    if (this.#registered.has(target)) this.ledger.change(target, delta, own, moved);
  }

  #refreshWorkers(): void {
    if (!this.#paysWorkers) return;
    for (const [id, address] of this.#workers.entries()) {
      this.#workerTakesPart[id] = this.#takesPart(address);
    }
  }
}

/** All events in order of time; at one time registrations come first. */
function eventsOf(
  reputers: readonly Participant[],
  workers: readonly Participant[],
  changes: readonly StakeChange[],
): StakeEvent[] {
  const joining = (who: readonly Participant[], reputer: boolean): StakeEvent[] =>
    who.map((joins) => ({ time: joins.joinsAt ?? 0, joins, reputer }));
  const sums = new Map<string, bigint>();
  const key = ({ time, participant }: StakeChange): string => `${time} ${participant}`;
  for (const change of changes) sums.set(key(change), (sums.get(key(change)) ?? 0n) + change.delta);
  const changing = changes.map((change): StakeEvent => ({
    time: change.time,
    change,
    moved: change.delta !== 0n && sums.get(key(change)) === 0n,
  }));
  return [...joining(reputers, true), ...joining(workers, false), ...changing].sort(
    (a, b) => a.time - b.time,
  );
}
