import { fileURLToPath } from "node:url";
import { DEFAULT_HOST, HOSTS } from "../chain/hosts/hosts.js";
import { loadLogic } from "../logic/load.js";
import type { Logic } from "../logic/logic.js";
import type { RoundFixture } from "../round/fixture/round-fixture.js";
import { judgeRound } from "../round/judgement.js";
import { payloadFacts } from "../round/payload-facts.js";
import { runRequest } from "../round/run-request.js";
import type { TruthRoute } from "../round/truth-answerer.js";
import { DEFAULT_LIMITS, type Limits } from "../runtime/limits.js";
import type { HistoryBuilder } from "./history-builder.js";
import { repeatFixture, type RepeatedResult } from "./repeat-fixture.js";
import { replayHistory, type ReplayedRound, type ReplayOptions } from "./replay-history.js";
import { roundAnswers } from "./round-answers.js";
import { RoundBuilder } from "./round-builder.js";
import { payloadText, type RoundInput } from "./round-input.js";
import { roundResult, type RoundResult } from "./round-result.js";
import { prepareForTest, standInFor } from "./stand-in.js";
import { readTopicFacts } from "./topic-facts.js";
import { withCoverage } from "./with-coverage.js";

/** Weight logic under test: compiled once, each round in a fresh instance. */
export interface WeightLogic {
  readonly logic: Logic;
  /** @throws WeightkitError WK480 to WK482 when the round itself is at fault, never the logic */
  round(input: RoundInput | RoundBuilder): RoundResult;
  /** A round on custom stdin, e.g. a malformed one. */
  roundOn(stdin: string | Uint8Array, input?: Omit<RoundInput, "sets" | "weights">): RoundResult;
  /** A round that `weightkit replay --save-round` saved, once more. */
  repeat(fixture: RoundFixture): RepeatedResult;
  /** A short history, round by round; stored weights pass from one round to the next. */
  replay(history: HistoryBuilder, options?: ReplayOptions): ReplayedRound[];
}

/** Limits that replace the manifest's and the harness's, and facts that replace the project file's. */
export interface WeightLogicOptions extends Partial<Limits> {
  /** Where the logic asks for truth. Default `truth` in the `weightkit.json` above the package. */
  readonly truth?: TruthRoute;
}

/**
 * Loads weight logic for tests with any runner. Needs no network, clock or file but the package itself and, for what the values are and
 * where truth comes from, the `weightkit.json` above it.
 * @param path A `.wasm`, a package's folder or its `manifest.json`: a path, or a URL relative to the test's `import.meta.url`.
 * @throws WeightkitError WK4xx when the package is missing, broken or imports what no node provides
 */
export function weightLogic(path: string | URL, options: WeightLogicOptions = {}): WeightLogic {
  const { truth, ...ownLimits } = options;
  const file = typeof path === "string" ? path : fileURLToPath(path);
  const logic = standInFor(loadLogic(file));
  const found = readTopicFacts(file);
  const topic = truth === undefined ? found : { ...found, truth };
  const { limited_fuel: fuel, limited_memory: memoryPages } = logic.manifest ?? {};
  const limits = {
    ...DEFAULT_LIMITS,
    ...(fuel === undefined ? {} : { fuel }),
    ...(memoryPages === undefined ? {} : { memoryPages }),
    ...ownLimits,
  };
  const prepared = withCoverage(prepareForTest(logic, { metered: true, limits }), file);
  const scene = {
    permissions: logic.manifest?.permissions ?? ["http://", "https://"],
    stdinMode: logic.manifest?.stdin === "inherit" ? "inherit" : "blockless",
  } as const;
  const roundOn: WeightLogic["roundOn"] = (text, input = {}) => {
    const { env, blockTime = 0, seed = 0, profile = DEFAULT_HOST } = input;
    const stdin = Buffer.from(text);
    const { TOPIC_ID: id = "1", ...others } = env ?? {};
    const request = runRequest({ ...scene, topic: id, env: others }, { stdin, blockTime, seed });
    const outcome = prepared.run({ ...request, http: roundAnswers(input, topic.truth) });
    const { workers } = payloadFacts(stdin);
    return roundResult(outcome, judgeRound(outcome, workers, HOSTS[profile].submitsFailures));
  };
  return {
    logic,
    roundOn,
    round: (given) => {
      const input = given instanceof RoundBuilder ? given.input(topic) : given;
      const newest = Math.max(0, ...input.sets.map(({ timestamp }) => timestamp));
      const timed = { blockTime: newest + 1, ...input };
      return roundOn(payloadText(timed), timed);
    },
    repeat: (fixture) => repeatFixture(fixture, logic),
    replay: (history, replayOptions = {}) =>
      replayHistory(history, { prepared, topic, settings: { ...scene, limits } }, replayOptions),
  };
}
