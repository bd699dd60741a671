import { resolve } from "node:path";
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
import { usageErrors } from "../../errors/usage-errors.js";
import { atCwd, MAX_INPUT, readBytes } from "../../files/read.js";
import type { RoundSettings } from "../../settings/round-settings.js";
import type { Target } from "../../settings/target.js";
import type { Ui } from "../../ui/ui.js";

/** A round as `run`, `record` and `profile` show it. */
export interface RoundResult extends Round {
  /** UNIX seconds. */
  readonly blockTime: number;
  /** Requests and answers, secrets redacted. */
  readonly recording: Recording;
}

export interface RoundContext {
  readonly ui: Ui;
  readonly cwd: string;
  /** Also find out where the fuel goes. */
  readonly profile?: boolean;
}

/**
 * Runs one round on the payload that the settings name.
 * @throws WeightkitError WK109, WK111, WK3xx, WK4xx
 */
export async function runPayload(
  settings: RoundSettings,
  target: Target,
  { ui, cwd, profile = false }: RoundContext,
): Promise<RoundResult> {
  const { limits, runtime, permissions, topic, seed, engine } = settings;
  const stdin = await readPayload(settings, ui, cwd);
  const blockTime = settings.blockTime ?? defaultBlockTime(payloadFacts(stdin), target);
  const setup: RoundSetup = {
    logic: target.logic,
    options: { limits, metered: true, profile, runtime },
    engine,
    request: runRequest({ ...target, topic, permissions }, { stdin, blockTime, seed }),
    sources: [...(await truthSource(settings, cwd)), ...settings.sources],
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

const REMEDY = "Give --payload FILE, or pipe it in: weightkit run < payload.json";

async function readPayload(
  { payload: file }: RoundSettings,
  ui: Ui,
  cwd: string,
): Promise<Uint8Array> {
  if (file !== undefined && file !== "-") {
    return readBytes(resolve(cwd, file), "the payload", file, MAX_INPUT.payload);
  }
  if (file === undefined && ui.io.stdin.isTTY) {
    throw fault(usageErrors.missingOption, { what: "The payload", remedy: REMEDY });
  }
  const bytes = await ui.io.stdin.read();
  // From CI or an editor, stdin is nobody's: the logic would be blamed for what was never given.
  if (file === undefined && bytes.length === 0)
    ui.warn(
      `stdin is empty, so the logic gets an empty payload, which the chain never sends. ${REMEDY}`,
    );
  return bytes;
}

function defaultBlockTime({ newest }: PayloadFacts, { project }: Target): number {
  return (newest ?? 0) + (project?.settings.topic.weightCadence ?? 0);
}

async function truthSource({ truth, topic }: RoundSettings, cwd: string): Promise<HttpSource[]> {
  if (truth === null) return [];
  const table = await readTopicTruth(atCwd(truth.path, cwd), topic);
  return table === null ? [] : [{ kind: "truth", truth: table, route: truth.route }];
}
