// Replays in the browser, with the testkit itself: bundled by scripts/docs/playground.mjs.
import { Evaluator } from "@weightkit/testkit/internal/metrics/evaluate";
import { replayTopic } from "@weightkit/testkit/internal/replay/drive";
import { verdictWords } from "@weightkit/testkit/internal/report/verdict-words";
import { truthAnswerer } from "@weightkit/testkit/internal/round/truth-answerer";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { v8Engine } from "@weightkit/testkit/internal/runtime/v8/v8-engine";
import { withParameters } from "@weightkit/testkit/internal/wasm/parameters";

const files = new Map();

/** Loads each file once. */
function load(url, read) {
  if (!files.has(url)) {
    files.set(
      url,
      fetch(url).then((response) => {
        if (!response.ok) throw new Error(`${url}: ${response.status}`);
        return read(response);
      }),
    );
  }
  return files.get(url);
}

const readBytes = async (response) => new Uint8Array(await response.arrayBuffer());
const readHistory = async (response) => historyOf(await response.json());

/** A topic's history in the columns that a replay takes. */
function historyOf({ workers, names, inferences, truth }) {
  const columns = {
    length: inferences.timestamps.length,
    timestamps: Float64Array.from(inferences.timestamps),
    workerIds: Uint32Array.from(inferences.workerIds),
    values: Float64Array.from(inferences.values),
    texts: null,
    workers,
  };
  const truths = {
    length: truth.timestamps.length,
    timestamps: Float64Array.from(truth.timestamps),
    values: Float64Array.from(truth.values),
    texts: null,
    availableAt: Float64Array.from(truth.availableAt),
  };
  return { names, topic: { topic: "1", inferences: columns, truth: truths } };
}

async function replay({ logic, history, values }) {
  const bytes = await load(logic.url, readBytes);
  const { topic, names } = await load(history.url, readHistory);
  const begun = performance.now();
  const wasm = withParameters(bytes, new Map(Object.entries(values)));
  const identity = { name: logic.name, bytes: wasm, sha256: "", sourceMap: null, manifest: null };
  const prepared = v8Engine.prepare(identity, {
    limits: DEFAULT_LIMITS,
    metered: true,
    // The page ends a worker that hangs.
    guard: "none",
  });
  const plan = {
    logic: identity,
    history: topic,
    cadences: logic.cadences,
    route: logic.truth,
    permissions: logic.permissions,
    seed: 0,
  };
  const host = {
    engine: v8Engine.name,
    logic: prepared,
    http: truthAnswerer(topic.truth, logic.truth),
  };
  const evaluator = new Evaluator();
  for (const fact of replayTopic(plan, host)) evaluator.add(fact);
  const [summary] = evaluator.result().topics;
  return {
    ...verdictWords(summary),
    loss: summary.loss,
    errors: summary.errors,
    weights: summary.finalWeights.map(({ worker, share }) => ({
      name: names[worker] ?? worker,
      share,
    })),
    rounds: summary.rounds,
    workers: summary.workers.length,
    fuel: summary.fuel?.mean ?? null,
    failure: summary.failures[0]?.message ?? null,
    milliseconds: performance.now() - begun,
  };
}

self.addEventListener("message", async ({ data }) => {
  try {
    self.postMessage({ id: data.id, result: await replay(data) });
  } catch (error) {
    self.postMessage({
      id: data.id,
      error: error instanceof Error ? error.message : String(error),
    });
  }
});
