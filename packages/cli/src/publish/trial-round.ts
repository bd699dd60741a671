import { createHash } from "node:crypto";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import { runRequest } from "@weightkit/testkit/internal/round/run-request";
import { runRound } from "@weightkit/testkit/internal/round/run-round";
import { execute, type Patience } from "@weightkit/testkit/internal/runtime/b7s/head-node";
import { V8 } from "@weightkit/testkit/internal/runtime/engine-choice";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { packageErrors } from "../errors/package-errors.js";

/** A small round without truth: three workers, two sets, no weights yet. Real addresses, since the chain has no others. */
export const TRIAL_PAYLOAD = `{"inferences":[${set("1700010800", [2544, 2501, 2617])},${set("1700007200", [2490, 2533, 2580])}],"latest_weights":{${weights()}}}`;

/** Fetching and compiling a package takes workers some seconds. */
const PATIENCE: Patience = { attempts: 6, firstWait: 500, milliseconds: 60_000 };

export interface Trial {
  readonly exitCode: number;
  readonly stdoutBytes: number;
  readonly stdoutSha256: string;
}

export interface TrialRequest {
  readonly head: string;
  readonly functionId: string;
  readonly subgroup: string | null;
  readonly logic: Logic;
  readonly limits: Limits;
  readonly topic: string;
  readonly payload: Uint8Array;
}

/**
 * Runs one round on the network, as the chain asks for it (without permissions), and the same here; both must print the same bytes and
 * exit alike.
 * @throws WeightkitError WK417 when no worker ran it, WK718 when it differs
 */
export async function trialRound(request: TrialRequest): Promise<Trial> {
  const { head, functionId, subgroup, logic, limits, topic, payload } = request;
  const scene = runRequest({ topic, permissions: [] }, { stdin: payload, blockTime: 0, seed: 1 });
  const there = await execute(
    head,
    {
      ...{ functionId, subgroup, env: scene.env, permissions: [] },
      method: `${logic.name}.wasm`,
      stdin: Buffer.from(payload).toString("utf8"),
      fuel: limits.fuel,
    },
    PATIENCE,
  );
  const pool = new WorkerPool(1);
  try {
    const options = { limits, metered: true };
    const setup = { logic, options, engine: V8, request: scene, sources: [] };
    const { outcome } = await runRound(setup, pool);
    const here = Buffer.from(outcome.stdout).toString("utf8");
    if (there.exitCode !== outcome.exitCode) {
      const values = [String(there.exitCode), String(outcome.exitCode)] as const;
      throw fault(packageErrors.roundDiffers, { what: "exit code", values });
    }
    if (there.stdout !== here) {
      const values = [shown(there.stdout), shown(here)] as const;
      throw fault(packageErrors.roundDiffers, { what: "stdout", values });
    }
    const bytes = Buffer.from(here);
    const stdoutSha256 = createHash("sha256").update(bytes).digest("hex");
    return { exitCode: outcome.exitCode, stdoutBytes: bytes.length, stdoutSha256 };
  } finally {
    await pool.close();
  }
}

function shown(text: string): string {
  const start = JSON.stringify(text.slice(0, 60)).replaceAll(/[^\x20-\x7e]/g, "?");
  return text.length > 60 ? `${start} …` : start;
}

function workers(): readonly string[] {
  return [
    "allo13m4fhx6349cdqe7j0j26yd7qa78m453w80v76j",
    "allo1dg8gn8p5ffzat0gz7ect0d8ljuu9ut3vtrdhwz",
    "allo1g2a55ap4h8wc5hsyc35aqgar6dpqhk39tek3qv",
  ];
}

function set(timestamp: string, values: readonly number[]): string {
  const rows = values.map(
    (value, i) => `{"worker":"${workers()[i] ?? ""}","inference":"${value}"}`,
  );
  return `{"timestamp":"${timestamp}","inferences":[${rows.join(",")}]}`;
}

function weights(): string {
  return [...workers()]
    .sort()
    .map((worker) => `"${worker}":"0"`)
    .join(",");
}
