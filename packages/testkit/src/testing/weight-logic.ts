import { fileURLToPath } from "node:url";
import { loadLogic } from "../logic/load.js";
import type { Logic } from "../logic/logic.js";
import { judgeRound } from "../round/judgement.js";
import { payloadFacts } from "../round/payload-facts.js";
import { runRequest } from "../round/run-request.js";
import type { HttpAnswerer } from "../runtime/http/http-exchange.js";
import { DEFAULT_LIMITS, type Limits } from "../runtime/limits.js";
import { v8Engine } from "../runtime/v8/v8-engine.js";
import { payloadText, type Json, type RoundInput } from "./round-input.js";

/** The result of a round, as the chain would take it. */
export interface RoundResult {
  /**
   * What the chain stores by worker, in its integers (100,000 is 1; 0 removes the entry), or null when it stores nothing because
   * the run failed, or printed anything but weights that the chain can store for addresses that it knows.
   */
  readonly weights: Readonly<Record<string, number>> | null;
  /** Why the chain stores nothing, or null. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** What an author should know although the round counts, e.g. a weight that was skipped. One sentence each. */
  readonly notes: readonly string[];
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly fuel: number;
  /** URLs that were asked, in order. */
  readonly requests: readonly string[];
}

/** Weight logic under test: compiled once, each round in a fresh instance. */
export interface WeightLogic {
  readonly logic: Logic;
  round(input: RoundInput): RoundResult;
  /** A round on custom stdin, e.g. a malformed one. */
  roundOn(stdin: string | Uint8Array, input?: Omit<RoundInput, "sets" | "weights">): RoundResult;
}

/**
 * Loads weight logic for tests with any runner. Needs no network, clock or file but the package itself.
 * @param path A `.wasm`, a package's folder or its `manifest.json`: a path, or a URL relative to the test's `import.meta.url`.
 * @param limits Replaces the manifest's and the harness's limits.
 * @throws WeightkitError WK4xx when the package is missing, broken or imports what no node provides
 */
export function weightLogic(path: string | URL, limits: Partial<Limits> = {}): WeightLogic {
  const logic = loadLogic(typeof path === "string" ? path : fileURLToPath(path));
  const { limited_fuel: fuel, limited_memory: memoryPages } = logic.manifest ?? {};
  const prepared = v8Engine.prepare(logic, {
    metered: true,
    limits: {
      ...DEFAULT_LIMITS,
      ...(fuel === undefined ? {} : { fuel }),
      ...(memoryPages === undefined ? {} : { memoryPages }),
      ...limits,
    },
  });
  const scene = {
    permissions: logic.manifest?.permissions ?? ["http://", "https://"],
    stdinMode: logic.manifest?.stdin === "inherit" ? "inherit" : "blockless",
  } as const;
  const roundOn: WeightLogic["roundOn"] = (text, { env, blockTime = 0, answer } = {}) => {
    const stdin = Buffer.from(text);
    const { TOPIC_ID: topic = "1", ...others } = env ?? {};
    const request = runRequest({ ...scene, topic, env: others }, { stdin, blockTime, seed: 0 });
    const outcome = prepared.run({ ...request, http: answerer(answer) });
    const { stored, failure, notes } = judgeRound(outcome, payloadFacts(stdin).workers);
    return {
      weights: stored === null ? null : Object.fromEntries(stored),
      error: failure === null ? null : { code: failure.code, message: failure.message },
      notes,
      exitCode: outcome.exitCode,
      stdout: Buffer.from(outcome.stdout).toString(),
      stderr: Buffer.from(outcome.stderr).toString(),
      fuel: outcome.fuel ?? 0,
      requests: outcome.exchanges.map(({ request: asked }) => asked.url),
    };
  };
  return {
    logic,
    roundOn,
    round: (input) => {
      const newest = Math.max(0, ...input.sets.map(({ timestamp }) => timestamp));
      return roundOn(payloadText(input), { blockTime: newest + 1, ...input });
    },
  };
}

function answerer(answer: ((url: string) => Json | undefined) | undefined): HttpAnswerer {
  return ({ url }) => {
    const json = answer?.(url);
    const body = json === undefined ? "" : JSON.stringify(json);
    return { status: json === undefined ? 404 : 200, headers: {}, body: Buffer.from(body) };
  };
}
