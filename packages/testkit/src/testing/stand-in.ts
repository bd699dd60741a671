import { createHash, randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseStandIn, STAND_IN_VARIABLE, type StandIn } from "../lab/mutate/stand-in-file.js";
import type { Logic } from "../logic/logic.js";
import { formatRoundFixture } from "../round/fixture/fixture-file.js";
import { makeFixture } from "../round/fixture/make-fixture.js";
import { judgeRound } from "../round/judgement.js";
import { payloadFacts } from "../round/payload-facts.js";
import type { PrepareOptions, SyncPreparedLogic } from "../runtime/engine.js";
import { DEFAULT_RUNTIME } from "../runtime/versions.js";
import { v8Engine } from "../runtime/v8/v8-engine.js";

/**
 * The logic that `weightkit check --mutate` puts in the place of a project's published bytes while it runs the project's tests;
 * otherwise the logic itself.
 */
export function standInFor(logic: Logic): Logic {
  const standIn = currentStandIn();
  if (standIn === null || standIn.replaces !== logic.sha256) return logic;
  const bytes = new Uint8Array(readFileSync(standIn.wasm));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { ...logic, bytes, sha256, sourceMap: null };
}

/** Prepares a logic under test. Runs of a stand-in are also kept as fixtures, where `check --mutate` asks for them. */
export function prepareForTest(logic: Logic, options: PrepareOptions): SyncPreparedLogic {
  const prepared = v8Engine.prepare(logic, options);
  const standIn = currentStandIn();
  const folder = standIn?.runs ?? null;
  if (folder === null) return prepared;
  const { limits, runtime = DEFAULT_RUNTIME } = options;
  return {
    logic,
    run: (request) => {
      const outcome = prepared.run(request);
      const fixture = makeFixture({
        origin: {
          ...{ topic: request.env["TOPIC_ID"] ?? "1", round: 0, second: false, reputer: "" },
          ...{ host: "test", engine: v8Engine.name },
        },
        logic,
        request: {
          ...{ ...request, limits, runtime, truth: null },
          judging: { known: [], strangers: 0, submitsFailures: true },
        },
        outcome,
        judgement: judgeRound(outcome, payloadFacts(request.stdin).workers),
      });
      writeFileSync(join(folder, `${randomUUID()}.json`), formatRoundFixture(fixture));
      return outcome;
    },
  };
}

function currentStandIn(): StandIn | null {
  const file = process.env[STAND_IN_VARIABLE];
  return file === undefined || file === "" ? null : parseStandIn(readFileSync(file, "utf8"));
}
