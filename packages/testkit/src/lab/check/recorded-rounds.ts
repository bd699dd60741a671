import type { TopicHistory } from "../../history/history.js";
import { knownTruthRow } from "../../history/truth-lookup.js";
import { driveTopic } from "../../replay/drive.js";
import { truthAnswerer } from "../../round/truth-answerer.js";
import type { RunRequest } from "../../runtime/engine.js";
import { v8Engine } from "../../runtime/v8/v8-engine.js";
import type { CheckRound } from "./check-round.js";
import type { CheckSubject } from "./plan.js";
import { readPayload } from "./read-payload.js";

/**
 * Rounds as a replay of the history gives them to the logic, with the weights that the logic itself has set: at most `most`, spread
 * evenly over the replay.
 * @throws WeightkitError as a replay does
 */
export async function recordedRounds(
  subject: CheckSubject,
  history: TopicHistory,
  most: number,
): Promise<CheckRound[]> {
  const requests: Pick<RunRequest, "stdin" | "blockTime">[] = [];
  const { logic, limits, runtime, scene, route, values, valueScale, cadences } = subject;
  const shared = { logic, limits, ...(runtime === undefined ? {} : { runtime }) };
  const prepared = v8Engine.prepare(logic, { ...shared, metered: true });
  const { permissions, env = {}, stdinMode = "blockless" } = scene;
  const plan = {
    ...{ ...shared, history, cadences, route, permissions, env, stdinMode, values, valueScale },
    seed: 1,
  };
  const http = route === null ? () => null : truthAnswerer(history.truth, route);
  const run = (request: RunRequest) => {
    requests.push({ stdin: new Uint8Array(request.stdin), blockTime: request.blockTime });
    return prepared.run(request);
  };
  await driveTopic(plan, { engine: v8Engine.name, logic: { logic, run }, http }, () => undefined);
  const step = Math.max(1, requests.length / Math.max(1, most));
  const chosen = requests.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  return chosen.flatMap((request) => roundOf(request, history) ?? []);
}

function roundOf(
  { stdin, blockTime }: Pick<RunRequest, "stdin" | "blockTime">,
  { truth }: TopicHistory,
): CheckRound | null {
  const payload = readPayload(stdin);
  if (payload === null) return null;
  const truths = payload.sets.flatMap(({ timestamp }): [string, number | string][] => {
    const row = knownTruthRow(truth, timestamp, blockTime);
    if (row < 0) return [];
    return [[String(timestamp), truth.texts?.[row] ?? truth.values[row] ?? NaN]];
  });
  return { ...payload, truths: Object.fromEntries(truths), blockTime };
}
