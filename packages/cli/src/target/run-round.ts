import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { chainErrors } from "@weightkit/testkit/errors/chain-errors";
import { fault, type WeightkitError } from "@weightkit/testkit/errors/weightkit-error";
import { judgeOutput } from "@weightkit/testkit/replay/weights-commit";
import type { RunOutcome } from "@weightkit/testkit/runtime/engine";
import type { Failure } from "@weightkit/testkit/runtime/failure";
import type { HttpAnswerer } from "@weightkit/testkit/runtime/http-exchange";
import { truthAnswerer } from "@weightkit/testkit/runtime/truth-answerer";
import { v8Engine } from "@weightkit/testkit/runtime/v8-engine";
import type { Input } from "../commands/input.js";
import { usageErrors } from "../errors/usage-errors.js";
import { atCwd, readBytes, shownPath } from "../project/files.js";
import type { Ui } from "../ui/ui.js";
import { payloadFacts, type PayloadFacts } from "./payload-facts.js";
import { permissionsFor, truthRoute } from "./replay-settings.js";
import type { Target } from "./target.js";
import { readTruthTable } from "./truth-table.js";

export interface RoundResult {
  readonly blockTime: number;
  readonly outcome: RunOutcome;
  /** Weight (times 100,000, as stored) by worker, as the chain would store it; null when nothing is stored. */
  readonly stored: ReadonlyMap<string, number> | null;
  readonly failure: Failure | null;
  readonly notes: readonly string[];
}

/**
 * Runs one round and judges what it printed as head node and chain would.
 * @throws WeightkitError WK109, WK111, WK3xx, WK4xx
 */
export async function runRound(
  input: Input,
  target: Target,
  { ui, cwd }: { ui: Ui; cwd: string },
): Promise<RoundResult> {
  const stdin = await readPayload(input, ui, cwd);
  const facts = payloadFacts(stdin);
  const blockTime = input.number("block-time") ?? defaultBlockTime(facts, target);
  const prepared = v8Engine.prepare(target.logic, { limits: target.limits, metered: true });
  const route = truthRoute(input, target);
  const outcome = prepared.run({
    stdin,
    stdinMode: target.stdinMode,
    env: { ...target.env, TOPIC_ID: topicOf(target) },
    args: [],
    blockTime,
    seed: input.number("seed") ?? 1,
    permissions: permissionsFor(input, target, route),
    http: await answerer(input, target, cwd),
  });
  return { blockTime, outcome, ...judge(outcome, facts) };
}

async function readPayload(input: Input, ui: Ui, cwd: string): Promise<Uint8Array> {
  const file = input.text("payload");
  if (file !== undefined && file !== "-") return readBytes(resolve(cwd, file), "the payload", file);
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

async function answerer(input: Input, target: Target, cwd: string): Promise<HttpAnswerer> {
  const route = truthRoute(input, target);
  const given = input.text("truth");
  const { project } = target;
  const known = project === null ? "" : join(project.directory, project.settings.history.truth);
  const path = given ?? (existsSync(known) ? known : undefined);
  if (route === null || path === undefined) return () => null;
  const truth = await readTruthTable(atCwd(shownPath(path, cwd), cwd), topicOf(target));
  return truth === null ? () => null : truthAnswerer(truth, route);
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
