import { DEFAULT_HOST, HOSTS } from "../chain/hosts/hosts.js";
import type {
  Eventual,
  PreparedLogic,
  RunOutcome,
  RunRequest,
  SyncPreparedLogic,
} from "../runtime/engine.js";
import type { HttpAnswerer } from "../runtime/http/http-exchange.js";
import { checkPlan } from "./check-plan.js";
import type { Fact } from "./facts.js";
import type { TopicPlan } from "./plan.js";
import type { RoundFixture } from "../round/fixture/round-fixture.js";
import type { RoundSelection } from "./round-selection.js";
import type { RunNeeded } from "./round-runner.js";
import { scheduleOf } from "./schedule.js";
import { TopicReplay, type Steps } from "./topic-replay.js";

/** What runs a topic's rounds. */
export interface RoundHost<Prepared extends PreparedLogic = PreparedLogic> {
  /** Name of the engine, for the facts. */
  readonly engine: string;
  readonly logic: Prepared;
  /** By address: what a reputer's node runs in place of the logic. */
  readonly logicOf?: ReadonlyMap<string, Prepared>;
  /** Answers the guest's requests as known at the block time; must never know more. */
  readonly http: HttpAnswerer;
  /** By address: who answers a reputer's requests, when its source of truth is another. */
  readonly httpOf?: ReadonlyMap<string, HttpAnswerer>;
}

/** Rounds to save as fixtures, and who gets them, in order. */
export interface RoundSaving {
  readonly selection: RoundSelection;
  readonly onRound: (round: RoundFixture) => void;
}

/**
 * Replays one topic's history against weight logic as chain, head node and runtime would (protocol sections 2 to 6), and yields what
 * happens, in order of block time; at one block time the round comes first, as the chain decides on the state before the block. Pure:
 * the same plan and answers give the same facts. The logic sees no truth but what the host answers for the block time (and,
 * in the seed profile, what is available then).
 * @throws WeightkitError WK600-WK609 before the first fact. What the logic does wrong is a failed round, never an error.
 */
export function* replayTopic(
  plan: TopicPlan,
  host: RoundHost<SyncPreparedLogic>,
): Generator<Fact, void, undefined> {
  const steps = stepsOf(plan, host.engine, null);
  let outcomes: readonly RunOutcome[] = [];
  for (;;) {
    const { done, value } = steps.next(outcomes);
    if (done === true) return;
    if (value.kind === "runs")
      outcomes = value.runs.map((run) => logicOf(run, host).run(requestOf(run, host)));
    else if (value.kind !== "saved") yield value;
  }
}

/**
 * The same for any engine: the runs of a round's reputers go on side by side where the engine answers later.
 * @param onFact Gets each fact, in order.
 * @param saving Rounds to save on the way.
 * @throws WeightkitError also what the engine throws, e.g. when a program is missing
 */
export async function driveTopic(
  plan: TopicPlan,
  host: RoundHost,
  onFact: (fact: Fact) => void,
  saving: RoundSaving | null = null,
): Promise<void> {
  const steps = stepsOf(plan, host.engine, saving?.selection ?? null);
  let outcomes: readonly RunOutcome[] = [];
  for (;;) {
    const { done, value } = steps.next(outcomes);
    if (done === true) return;
    if (value.kind === "runs") {
      const runs = value.runs.map((run) => logicOf(run, host).run(requestOf(run, host)));
      // An engine that answers at once does not wait for its turn after each round.
      outcomes = areOutcomes(runs)
        ? runs
        : await Promise.all(runs.map((run) => Promise.resolve(run)));
    } else if (value.kind === "saved") saving?.onRound(value.round);
    else onFact(value);
  }
}

function areOutcomes(runs: readonly Eventual<RunOutcome>[]): runs is readonly RunOutcome[] {
  return runs.every((run) => !(run instanceof Promise));
}

function stepsOf(plan: TopicPlan, engine: string, selection: RoundSelection | null): Steps {
  checkPlan(plan);
  const host = HOSTS[plan.profile ?? DEFAULT_HOST];
  const rounds = [...host.rounds(scheduleOf(plan))];
  return new TopicReplay(plan, host, rounds, engine, selection).steps();
}

function logicOf<Prepared extends PreparedLogic>(
  { reputer }: RunNeeded,
  host: RoundHost<Prepared>,
): Prepared {
  return host.logicOf?.get(reputer) ?? host.logic;
}

/** A run's request, with who answers that reputer. */
function requestOf({ reputer, request }: RunNeeded, { http, httpOf }: RoundHost): RunRequest {
  return { ...request, http: httpOf?.get(reputer) ?? http };
}
