// Templates as logic that runs in a replay.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { replayTopic } from "@weightkit/testkit/internal/replay/drive";
import { truthAnswerer } from "@weightkit/testkit/internal/round/truth-answerer";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { v8Engine } from "@weightkit/testkit/internal/runtime/v8/v8-engine";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const prepared = new Map();

/** Builds one as its author would. */
export function buildTemplate(template) {
  execFileSync(
    process.execPath,
    [`${ROOT}packages/cli/bin/weightkit.js`, "build", "-p", `${ROOT}templates/${template}`],
    { stdio: "ignore" },
  );
}

/**
 * The facts of one topic's replay by a template that was built.
 * @param plan `history`, `cadences` and what else a topic's plan may have.
 * @param route Where the template asks for the truth.
 */
export async function replayed(template, plan, route) {
  const { logic, engine } = await logicOf(template);
  return replayTopic(
    { permissions: ["https://data.example/"], seed: 1, ...plan, logic },
    { engine: v8Engine.name, logic: engine, http: truthAnswerer(plan.history.truth, route) },
  );
}

/** Loaded and compiled once a thread. */
async function logicOf(template) {
  let ready = prepared.get(template);
  if (ready === undefined) {
    const logic = await loadLogic(`${ROOT}templates/${template}/build/${template}.wasm`);
    const engine = v8Engine.prepare(logic, { limits: DEFAULT_LIMITS, metered: true });
    prepared.set(template, (ready = { logic, engine }));
  }
  return ready;
}
