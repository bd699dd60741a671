import type { Participant } from "../../src/chain/stake.js";
import { replayTopic } from "../../src/replay/drive.js";
import type { Fact } from "../../src/replay/facts.js";
import type { TopicPlan } from "../../src/replay/plan.js";
import type { RunOutcome, RunRequest, SyncPreparedLogic } from "../../src/runtime/engine.js";
import type { HttpAnswerer } from "../../src/runtime/http/http-exchange.js";

/** A topic's plan, with what runs it in place of its logic. */
export interface FakePlan extends Omit<TopicPlan, "logic" | "reputers"> {
  readonly logic: SyncPreparedLogic;
  readonly engine: string;
  readonly http: HttpAnswerer;
  readonly reputers?: readonly (Participant & { readonly http?: HttpAnswerer })[];
}

export function replay({ logic, engine, http, ...plan }: FakePlan): Generator<Fact> {
  const httpOf = new Map(
    plan.reputers?.flatMap((one) =>
      one.http === undefined ? [] : [[one.address, one.http] as const],
    ),
  );
  return replayTopic({ ...plan, logic: logic.logic }, { engine, logic, http, httpOf });
}

/** The payload as a logic reads it. */
export interface Payload {
  readonly inferences: readonly {
    readonly timestamp: string;
    readonly inferences: readonly { readonly worker: string; readonly inference: string }[];
  }[];
  readonly latest_weights: Readonly<Record<string, string>>;
}

export interface SeenRun {
  readonly request: RunRequest;
  readonly payload: Payload;
}

/** Weight logic in memory: what `answer` returns is the run's stdout, or part of its outcome. Keeps what it saw. */
export function fakeLogic(
  answer: (payload: Payload, request: RunRequest) => string | Partial<RunOutcome>,
): SyncPreparedLogic & { readonly seen: SeenRun[] } {
  const seen: SeenRun[] = [];
  return {
    seen,
    logic: { name: "fake", bytes: new Uint8Array(), sha256: "00", sourceMap: null, manifest: null },
    run(request) {
      const payload: unknown = JSON.parse(new TextDecoder().decode(request.stdin));
      if (!isPayload(payload)) throw new TypeError("no payload");
      seen.push({ request: { ...request, stdin: request.stdin.slice() }, payload });
      const answered = answer(payload, request);
      return {
        exitCode: 0,
        stdout: new TextEncoder().encode(typeof answered === "string" ? answered : ""),
        stderr: new Uint8Array(),
        fuel: 7,
        memoryPages: 1,
        failure: null,
        notes: [],
        exchanges: [],
        ...(typeof answered === "string" ? {} : answered),
      };
    },
  };
}

/** stdout that commits these weights. */
export function commit(weights: Readonly<Record<string, number | string>>): string {
  const texts = Object.entries(weights).map(([worker, weight]) => [worker, String(weight)]);
  return `{"type":"weights","weights":${JSON.stringify(Object.fromEntries(texts))}}`;
}

function isPayload(value: unknown): value is Payload {
  return (
    typeof value === "object" &&
    value !== null &&
    "inferences" in value &&
    "latest_weights" in value
  );
}
