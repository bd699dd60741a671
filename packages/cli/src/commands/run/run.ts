import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { readTopicTruth } from "@weightkit/testkit/internal/history/read-history";
import type { HttpSource } from "@weightkit/testkit/internal/round/http-source";
import { payloadFacts, type PayloadFacts } from "@weightkit/testkit/internal/round/payload-facts";
import type { RoundSetup } from "@weightkit/testkit/internal/round/round-job";
import { runRequest } from "@weightkit/testkit/internal/round/run-request";
import { runRound, type Round } from "@weightkit/testkit/internal/round/run-round";
import {
  recordExchanges,
  type Recording,
} from "@weightkit/testkit/internal/runtime/http/recording";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Input } from "../../core/input.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { atCwd, MAX_INPUT, readBytes, shownPath } from "../../files/read.js";
import { engineChoice, limitsOf } from "../../settings/engine.js";
import { httpSources } from "../../settings/http.js";
import { permissionsFor, truthRoute } from "../../settings/replay-settings.js";
import type { Target } from "../../settings/target.js";
import type { Ui } from "../../ui/ui.js";

/** A round as `run`, `record` and `profile` show it. */
export interface RoundResult extends Round {
  /** UNIX seconds. */
  readonly blockTime: number;
  /** What was asked and answered, secrets redacted. */
  readonly recording: Recording;
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
 * Runs one round on the payload that the command line names.
 * @throws WeightkitError WK109, WK111, WK3xx, WK4xx
 */
export async function runPayload(
  input: Input,
  target: Target,
  { ui, cwd, recordOnly = false, profile = false }: RoundContext,
): Promise<RoundResult> {
  const stdin = await readPayload(input, ui, cwd);
  const blockTime = input.number("block-time") ?? defaultBlockTime(payloadFacts(stdin), target);
  const route = truthRoute(input, target);
  const permissions = permissionsFor(input, target, route);
  const scene = { ...target, topic: topicOf(target), permissions };
  const sources: HttpSource[] = recordOnly
    ? [{ kind: "live", options: {} }]
    : [...(await truthSource(input, target, cwd)), ...httpSources(input, cwd)];
  const setup: RoundSetup = {
    logic: target.logic,
    options: { limits: limitsOf(input, target), metered: true, profile },
    engine: engineChoice(input),
    request: runRequest(scene, { stdin, blockTime, seed: input.number("seed") ?? 1 }),
    sources,
  };
  const pool = new WorkerPool(1);
  try {
    const round = await runRound(setup, pool, (sentence) => {
      ui.warn(sentence);
    });
    return { ...round, blockTime, recording: recordExchanges(round.outcome.exchanges, blockTime) };
  } finally {
    await pool.close();
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

async function truthSource(input: Input, target: Target, cwd: string): Promise<HttpSource[]> {
  const { project } = target;
  const known = project === null ? "" : join(project.directory, project.settings.history.truth);
  const path = input.text("truth") ?? (existsSync(known) ? known : undefined);
  const route = truthRoute(input, target);
  if (route === null || path === undefined) return [];
  const truth = await readTopicTruth(atCwd(shownPath(path, cwd), cwd), topicOf(target));
  return truth === null ? [] : [{ kind: "truth", truth, route }];
}
