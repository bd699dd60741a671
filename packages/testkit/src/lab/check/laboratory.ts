import { parseOutput } from "../../chain/output.js";
import { judgeRound } from "../../round/judgement.js";
import { payloadFacts } from "../../round/payload-facts.js";
import { runRequest } from "../../round/run-request.js";
import { truthAnswerer } from "../../round/truth-answerer.js";
import { truthColumns } from "../../round/fixture/fixture-answers.js";
import type { Profile } from "../../profile/profile.js";
import type { RunOutcome, SyncPreparedLogic } from "../../runtime/engine.js";
import type { Failure } from "../../runtime/failure.js";
import { v8Engine } from "../../runtime/v8/v8-engine.js";
import { payloadOf, type CheckRound } from "./check-round.js";
import { knownTruths } from "./known-truths.js";
import type { CheckSubject } from "./plan.js";

/** What a run of a round came to. */
export interface CheckedRun {
  readonly outcome: RunOutcome;
  readonly failure: Failure | null;
  /** What the chain stores by worker, in its integers; null when it stores nothing. */
  readonly stored: ReadonlyMap<string, number> | null;
  readonly notes: readonly string[];
  /** Weights as printed, by worker; null when stdout has none. */
  readonly printed: ReadonlyMap<string, string> | null;
}

/** What in a run's surroundings may differ without a difference in what the logic prints. */
export interface Surroundings {
  /** Seed of the guest's randomness. Default 1. */
  readonly seed?: number;
  /** Seconds by which the guest's clock is ahead. Default 0. */
  readonly ahead?: number;
  /** Default the project's. */
  readonly topic?: string;
}

/** Runs rounds of one logic, each in a fresh instance. */
export class Laboratory {
  readonly #prepared: SyncPreparedLogic;
  readonly #runs = new WeakMap<CheckRound, CheckedRun>();

  readonly #onProfile: ((profile: Profile) => void) | undefined;

  /**
   * @param onProfile Gets the profile of each run, which then takes longer.
   * @throws WeightkitError as `Engine.prepare` does
   */
  constructor(
    readonly subject: CheckSubject,
    /** Whether long simulations run in full. */
    readonly thorough = false,
    onProfile?: (profile: Profile) => void,
  ) {
    const { logic, limits, runtime } = subject;
    this.#onProfile = onProfile;
    this.#prepared = v8Engine.prepare(logic, {
      ...{ limits, metered: true, profile: onProfile !== undefined },
      ...(runtime === undefined ? {} : { runtime }),
    });
  }

  /** A round as it is: run once, however often it is asked for. */
  run(round: CheckRound): CheckedRun {
    const known = this.#runs.get(round);
    if (known !== undefined) return known;
    const run = this.runAgain(round);
    this.#runs.set(round, run);
    return run;
  }

  /** Another run of the same round. */
  runAgain(round: CheckRound, { seed = 1, ahead = 0, topic }: Surroundings = {}): CheckedRun {
    const { scene, route } = this.subject;
    const { blockTime } = round;
    const stdin = payloadOf(round);
    const request = runRequest(topic === undefined ? scene : { ...scene, topic }, {
      stdin,
      blockTime: blockTime + ahead,
      seed,
    });
    const http =
      route === null
        ? () => null
        : truthAnswerer(truthColumns({ route, rows: knownTruths(round) }), route);
    const outcome = this.#prepared.run({ ...request, http });
    if (outcome.profile !== undefined) this.#onProfile?.(outcome.profile);
    const { stored, failure, notes } = judgeRound(outcome, payloadFacts(stdin).workers);
    const output = parseOutput(outcome.stdout);
    const printed = output.kind === "weights" ? output.weights : null;
    return { outcome, failure, stored, notes, printed };
  }
}
