import type { CommittedSet } from "../chain/committed-set.js";
import type { Host, PayloadSource } from "../chain/hosts/host.js";
import { WeightMatrix } from "../chain/weight-matrix.js";
import { knownTruths } from "../history/truth-lookup.js";
import { Random } from "../numbers/random.js";
import { knownTruthRows, makeFixture } from "../round/fixture/make-fixture.js";
import type { Judging, RoundFixture } from "../round/fixture/round-fixture.js";
import { judgeRound, type Judgement } from "../round/judgement.js";
import { runRequest, type RoundScene } from "../round/run-request.js";
import type { RunOutcome, RunRequest } from "../runtime/engine.js";
import { DEFAULT_LIMITS } from "../runtime/limits.js";
import { DEFAULT_RUNTIME } from "../runtime/versions.js";
import type { Participants } from "./participants.js";
import type { TopicPlan } from "./plan.js";
import { mayBeSaved, saves, type RoundSelection } from "./round-selection.js";

/** Runs of one round that are to be made: all on the same state, so in any order or at once. */
export interface RunsNeeded {
  readonly kind: "runs";
  readonly runs: readonly RunNeeded[];
}

export interface RunNeeded {
  /** Address of the reputer whose head node runs. */
  readonly reputer: string;
  readonly request: Omit<RunRequest, "http">;
}

/** A round that was to be saved. */
export interface RoundSaved {
  readonly kind: "saved";
  readonly round: RoundFixture;
}

/** A run's place on the clock and what it sees. */
export interface RunWindow {
  /** The window, oldest first. */
  readonly sets: readonly CommittedSet[];
  readonly blockTime: number;
  readonly index: number;
  readonly second: boolean;
}

/** The results of one block's runs. */
export interface RunsMade {
  /** Size of the payload that the head nodes sent. */
  readonly payloadBytes: number;
  readonly results: readonly RunResult[];
}

/** The result of one reputer's run. */
export interface RunResult extends Judgement {
  /** The reputer's row. */
  readonly reputer: number;
  readonly outcome: RunOutcome;
}

/** Decides what the reputers' head nodes would run, and keeps what the chain stores of it. */
export class RoundRunner {
  readonly weights: WeightMatrix;
  /** Column of each reputer's own address: reputers may be weighted too. */
  readonly reputerIds: readonly number[];
  readonly #payload: PayloadSource;
  readonly #scene: RoundScene;
  /** The payload of the run that the next block starts, made before the last run's weights were stored. */
  #next: Uint8Array | null = null;
  /** All addresses that ever had a weight or could: workers, then other reputers, then strangers; ids index this. It grows. */
  readonly addresses: readonly string[];
  readonly #addresses: string[] = [];
  readonly #ids = new Map<string, number>();
  /** Addresses whose weights need no note; the reputer of a plan that names none has no address that could have a weight. */
  readonly #known: Set<string>;
  readonly #firstStranger: number;

  constructor(
    readonly plan: TopicPlan,
    readonly host: Host,
    readonly participants: Participants,
    readonly engine: string,
    /** Which rounds are saved as fixtures. */
    readonly selection: RoundSelection | null,
  ) {
    this.#payload = host.payloads();
    this.#scene = { ...plan, topic: plan.history.topic };
    const { workers } = plan.history.inferences;
    const reputers = participants.reputers.map(({ address }) => address);
    this.weights = new WeightMatrix(reputers.length, 0);
    this.#add(workers);
    this.#add(reputers.filter((address) => !this.#ids.has(address)));
    this.reputerIds = reputers.map((address) => this.#ids.get(address) ?? 0);
    this.addresses = this.#addresses;
    this.#firstStranger = this.#addresses.length;
    this.#known = new Set(plan.reputers === undefined ? workers : this.#addresses);
  }

  /**
   * Has the logic run for each reputer on the same state, then commits what they printed. A run's weights are on chain a block
   * after the one that starts it at the earliest, so a run that the next block starts has those from before.
   * @param then The run that the next block starts, if any.
   */
  *run(
    window: RunWindow,
    then: RunWindow | null,
  ): Generator<RunsNeeded | RoundSaved, RunsMade, readonly RunOutcome[]> {
    const { plan, participants } = this;
    const { blockTime } = window;
    const stdin = this.#next ?? this.#stdin(window);
    const payloadBytes = stdin.length;
    const reputers = participants.activeReputers();
    const runs = reputers.map((reputer): RunNeeded => {
      const seed = runSeed(plan.seed, window, reputer);
      return {
        reputer: participants.reputers[reputer]?.address ?? "",
        request: runRequest(this.#scene, { stdin: this.#arrived(stdin, seed), blockTime, seed }),
      };
    });
    const outcomes = yield { kind: "runs", runs };
    // The next payload is written over this one.
    const kept = mayBeSaved(this.selection, window.index)
      ? runs.map(({ request }) => ({ ...request, stdin: new Uint8Array(request.stdin) }))
      : [];
    this.#next = then === null ? null : new Uint8Array(this.#stdin(then));
    const results: RunResult[] = [];
    for (const [i, outcome] of outcomes.entries()) {
      const request = kept[i];
      const judging = request === undefined ? null : this.#judging();
      const result = this.#commit(outcome, reputers[i] ?? 0);
      results.push(result);
      if (request === undefined || judging === null) continue;
      if (!saves(this.selection, window.index, result.failure)) continue;
      yield { kind: "saved", round: this.#fixture(window, result, { ...request, judging }) };
    }
    return { payloadBytes, results };
  }

  /** What the judgement of the next outcome depends on. */
  #judging(): Judging {
    return {
      known: [...this.#known],
      strangers: this.#addresses.length - this.#firstStranger,
      submitsFailures: this.host.submitsFailures,
    };
  }

  #fixture(
    { sets, blockTime, index, second }: RunWindow,
    { reputer: row, outcome, ...judgement }: RunResult,
    request: Omit<RunRequest, "http"> & { readonly judging: Judging },
  ): RoundFixture {
    const { plan } = this;
    const reputer = this.participants.reputers[row];
    const route = reputer?.route ?? plan.route ?? null;
    const rows = knownTruthRows(plan.history.truth, sets, blockTime);
    return makeFixture({
      origin: {
        topic: plan.history.topic,
        round: index,
        second,
        reputer: reputer?.address ?? "",
        host: this.host.name,
        engine: this.engine,
      },
      logic: plan.logic,
      request: {
        ...request,
        limits: plan.limits ?? DEFAULT_LIMITS,
        runtime: plan.runtime ?? DEFAULT_RUNTIME,
        truth: route === null ? null : { route, rows },
      },
      outcome,
      judgement,
    });
  }

  /** The payload as the guest gets it: empty for the plan's share of lost payloads. */
  #arrived(stdin: Uint8Array, seed: number): Uint8Array {
    const { lostPayloads = 0 } = this.plan;
    if (lostPayloads === 0) return stdin;
    return new Random(seed).uniform() < lostPayloads ? new Uint8Array(0) : stdin;
  }

  #stdin({ sets, blockTime, index }: RunWindow): Uint8Array {
    return this.#payload.write({
      sets,
      weights: this.weights,
      reputers: this.participants.reputers.map(({ address }) => address),
      order: this.#order(index),
      truths: () => knownTruths(this.plan.history.truth, sets, blockTime),
    });
  }

  /** Rows in the order in which the chain meets them; the last one's weight of a worker is seen. */
  #order(index: number): number[] {
    const rows = [...this.participants.reputers.keys()];
    if (this.plan.shuffleReputers !== true) return rows;
    const random = new Random(this.plan.seed, index);
    for (let i = rows.length - 1; i > 0; i -= 1) {
      const j = random.below(i + 1);
      [rows[i], rows[j]] = [rows[j] ?? 0, rows[i] ?? 0];
    }
    return rows;
  }

  #commit(outcome: RunOutcome, reputer: number): RunResult {
    const strangers = this.#addresses.length - this.#firstStranger;
    const has = this.#known.has.bind(this.#known);
    const judgement = judgeRound(outcome, { has, strangers }, this.host.submitsFailures);
    const stored = judgement.stored ?? new Map<string, number>();
    for (const [worker, uint] of stored) {
      this.weights.set(reputer, this.#ids.get(worker) ?? this.#stranger(worker), uint);
    }
    return { reputer, outcome, ...judgement };
  }

  /** Makes room for somebody who has a weight for the first time. @returns its id */
  #stranger(address: string): number {
    const id = this.#addresses.length;
    this.#known.add(address);
    this.#add([address]);
    return id;
  }

  #add(addresses: readonly string[]): void {
    for (const address of addresses) this.#ids.set(address, this.#addresses.push(address) - 1);
    this.#payload.add(addresses);
    this.weights.grow(this.#addresses.length);
  }
}

/** Another seed for every run, from the plan's: Fibonacci hashing, so that neighbours differ in many bits. */
function runSeed(seed: number, { index, second }: RunWindow, reputer: number): number {
  const run = seed + Math.imul(index + 1, 0x9e3779b1) + Math.imul(reputer, 0x85ebca6b);
  return (second ? run ^ 0x27d4eb2f : run) >>> 0;
}
