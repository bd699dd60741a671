import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { chainErrors } from "@weightkit/testkit/internal/errors/chain-errors";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { TruthColumns } from "@weightkit/testkit/internal/history/history";
import { judgeOutput } from "@weightkit/testkit/internal/round/weights-commit";
import type { RunOutcome, RunRequest } from "@weightkit/testkit/internal/runtime/engine";
import type { Failure } from "@weightkit/testkit/internal/runtime/failure";
import type { HttpSource } from "@weightkit/testkit/internal/round/http-source";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import {
  recordExchanges,
  type Recording,
} from "@weightkit/testkit/internal/runtime/http/recording";
import { runIsolated } from "@weightkit/testkit/internal/round/run-isolated";
import type { Input } from "../../core/input.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { atCwd, MAX_INPUT, readBytes, shownPath } from "../../files/read.js";
import type { Ui } from "../../ui/ui.js";
import { chooseEngine, limitsOf } from "../../settings/engine.js";
import { httpSources, openHttp } from "../../settings/http.js";
import { payloadFacts, type PayloadFacts } from "./payload-facts.js";
import { permissionsFor, truthRoute } from "../../settings/replay-settings.js";
import type { Target } from "../../settings/target.js";
import { readTruthTable } from "../../settings/truth-table.js";

export interface RoundResult {
  readonly blockTime: number;
  readonly outcome: RunOutcome;
  /** Weight (times 100,000, as stored) by worker, as the chain would store it; null when nothing is stored. */
  readonly stored: ReadonlyMap<string, number> | null;
  readonly failure: Failure | null;
  readonly notes: readonly string[];
  /** In what two engines differ, when they were compared. */
  readonly difference: WeightkitError | null;
  /** What was asked and answered, secrets redacted. */
  readonly recording: Recording;
}

interface Scene {
  readonly input: Input;
  readonly target: Target;
  readonly ui: Ui;
  readonly request: Omit<RunRequest, "http">;
  readonly sources: readonly HttpSource[];
  /** Whether to record where the fuel goes as well. */
  readonly profile: boolean;
}

export interface RoundContext {
  readonly ui: Ui;
  readonly cwd: string;
  /** Let nothing but the network answer. */
  readonly recordOnly?: boolean;
  /** Also find out where the fuel goes. */
  readonly profile?: boolean;
}

/**
 * Runs one round and judges what it printed as head node and chain would.
 * @throws WeightkitError WK109, WK111, WK3xx, WK4xx
 */
export async function runRound(
  input: Input,
  target: Target,
  {
    ui,
    cwd,
    recordOnly = false,
    profile = false,
  }: { ui: Ui; cwd: string; recordOnly?: boolean; profile?: boolean },
): Promise<RoundResult> {
  const stdin = await readPayload(input, ui, cwd);
  const facts = payloadFacts(stdin);
  const blockTime = input.number("block-time") ?? defaultBlockTime(facts, target);
  const route = truthRoute(input, target);
  const truth = await truthTable(input, target, cwd);
  const request = {
    stdin,
    stdinMode: target.stdinMode,
    env: { ...target.env, TOPIC_ID: topicOf(target) },
    args: [],
    blockTime,
    seed: input.number("seed") ?? 1,
    permissions: permissionsFor(input, target, route),
  };
  const sources: HttpSource[] = recordOnly
    ? [{ kind: "live", options: {} }]
    : httpSources(input, truth, route, cwd);
  const { outcome, difference } = await run({ input, target, ui, request, sources, profile });
  const recording = recordExchanges(outcome.exchanges, blockTime);
  return { blockTime, outcome, ...judge(outcome, facts), difference, recording };
}

/** In a watched thread on V8; in this one on engines that are processes of their own. */
async function run({ input, target, ui, request, sources, profile }: Scene): Promise<{
  outcome: RunOutcome;
  difference: WeightkitError | null;
}> {
  const { logic } = target;
  const options = { limits: limitsOf(input, target), metered: true, profile };
  const chosen = chooseEngine(input);
  if (chosen.plain) {
    const pool = new WorkerPool(1);
    try {
      const outcome = await runIsolated(pool, { logic, options, request, http: sources });
      return { outcome, difference: null };
    } finally {
      await pool.close();
    }
  }
  const http = openHttp(sources, ui);
  try {
    const prepared = chosen.engine.prepare(logic, options);
    const outcome = prepared.run({ ...request, http: http.answer });
    return { outcome, difference: chosen.difference() };
  } finally {
    await http.close();
  }
}

async function readPayload(input: Input, ui: Ui, cwd: string): Promise<Uint8Array> {
  const file = input.text("payload");
  if (file !== undefined && file !== "-") {
    return readBytes(resolve(cwd, file), "the payload", file, MAX_INPUT.payload);
  }
  if (file === undefined && ui.io.stdin.isTTY) {
    const remedy = "Give --payload FILE, or pipe it in: weightkit run < payload.json";
    throw fault(usageErrors.missingOption, { what: "The payload", remedy });
  }
  return await ui.io.stdin.read();
}

function defaultBlockTime({ newest }: PayloadFacts, { project }: Target): number {
  return (newest ?? 0) + (project?.settings.topic.weightCadence ?? 0);
}

function topicOf({ project }: Target): string {
  return project?.settings.topic.id ?? "1";
}

async function truthTable(input: Input, target: Target, cwd: string): Promise<TruthColumns | null> {
  const { project } = target;
  const known = project === null ? "" : join(project.directory, project.settings.history.truth);
  const path = input.text("truth") ?? (existsSync(known) ? known : undefined);
  if (truthRoute(input, target) === null || path === undefined) return null;
  return await readTruthTable(atCwd(shownPath(path, cwd), cwd), topicOf(target));
}

function judge(
  outcome: RunOutcome,
  { workers }: PayloadFacts,
): Pick<RoundResult, "stored" | "failure" | "notes"> {
  const { notes, exitCode } = outcome;
  if (outcome.failure !== null) return { stored: null, failure: outcome.failure, notes };
  if (exitCode !== 0) {
    const failure = asFailure(fault(chainErrors.nonZeroExit, { exitCode }));
    return { stored: null, failure, notes };
  }
  const judged = judgeOutput(outcome.stdout, (worker) => workers.has(worker));
  const all = [...notes, ...judged.notes.map(({ code, message }) => `${code}: ${message}`)];
  if (judged.failure === null) return { stored: judged.entries, failure: null, notes: all };
  return { stored: null, failure: asFailure(judged.failure), notes: all };
}

function asFailure(error: WeightkitError): Failure {
  return { ...error.report(), exit: error.exit, trace: [] };
}
