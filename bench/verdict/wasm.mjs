// The same question end to end: a template's real WASM learns its weights in a real replay, and the truth is drawn so that it lies
// as often and as far on one side of the two combinations as on the other. Whatever the logic learns, neither is better.
//
// A set's truth must be drawn after its weights are known, so the history is replayed again and again, each time with the truths
// of one more round.

import { Evaluator } from "@weightkit/testkit/internal/metrics/evaluate";
import { weightedVote } from "@weightkit/testkit/internal/kinds/pools";
import { autoregressive, overlapping } from "./designs.mjs";
import { buildTemplate, replayed } from "./templates.mjs";

const CADENCE = 3600;
const START = 1_699_999_200;
const WORKERS = 6;
const SETS_A_ROUND = 5;
const TRUTH = 1000;
const SCALE = 1_000_000;

/** Each learns by a template, on sets of `truthLag` hours' delay. */
export const WASM_DESIGNS = [
  {
    name: "ema-absolute-error, independent errors",
    template: "ema-absolute-error",
    route: { url: "https://data.example/traffic/101?at={timestamp}", pointer: "/delay" },
    shocks: (normals, n) => autoregressive(normals, n, 0),
    most: 0.065,
  },
  {
    name: "ema-absolute-error, errors AR 0.5",
    template: "ema-absolute-error",
    route: { url: "https://data.example/traffic/101?at={timestamp}", pointer: "/delay" },
    shocks: (normals, n) => autoregressive(normals, n, 0.5),
    most: 0.065,
  },
  {
    name: "multiplicative-weights, horizon 3",
    template: "multiplicative-weights",
    route: { url: "https://data.example/traffic/{timestamp}", pointer: "/delay" },
    shocks: (normals, n) => overlapping(normals, n, 3),
    truthLag: 3,
    most: 0.065,
  },
  {
    name: "classification, votes",
    template: "classification",
    route: { url: "https://data.example/sky/{timestamp}", pointer: "/class" },
    classes: ["clear", "cloudy", "rain", "snow"],
    most: 0.065,
  },
];

/** Builds the templates that the designs need, once. */
export function buildTemplates() {
  for (const template of new Set(WASM_DESIGNS.map((design) => design.template))) {
    buildTemplate(template);
  }
}

/** One history, learnt by real WASM. @returns its summary */
export async function wasmSummary(design, n, normals) {
  const inferences = inferenceColumns(design, normals, n);
  const shocks = design.shocks?.(normals, n);
  const truths = [];
  let facts = [];
  do {
    facts = [
      ...(await replayed(design.template, planOf(design, inferences, truths), design.route)),
    ];
    const failed = facts.find((fact) => fact.kind === "round" && fact.status !== "committed");
    if (failed !== undefined) throw new Error(`a round failed: ${JSON.stringify(failed.failure)}`);
    for (const set of settledSets(facts, truths.length, design)) {
      const shock = shocks?.[truths.length] ?? 0;
      truths.push(
        shocks === undefined ? classTruth(set, design, normals) : numberTruth(set, shock),
      );
    }
  } while (truths.length < n);
  facts = [...(await replayed(design.template, planOf(design, inferences, truths), design.route))];
  const evaluator = new Evaluator();
  for (const fact of facts) evaluator.add(fact);
  return evaluator.result().topics[0];
}

/** The next sets without a truth whose weights no truth that is yet to be drawn can change. */
function* settledSets(facts, known, { truthLag = 1 }) {
  let lastRound = Number.NEGATIVE_INFINITY;
  let index = 0;
  for (const fact of facts) {
    if (fact.kind === "round") lastRound = fact.blockTime;
    if (fact.kind !== "set") continue;
    // A round at a set's own time comes too late for it; its window may be older still, so this errs on the safe side.
    const newestUsable = Math.floor((lastRound - START) / CADENCE) - truthLag;
    if (newestUsable >= known) return;
    if (index >= known) yield fact;
    index += 1;
  }
}

function planOf(design, inferences, truths) {
  const lag = (design.truthLag ?? 1) * CADENCE;
  const timestamps = Float64Array.from(truths, (_, t) => START + t * CADENCE);
  const truth = {
    length: truths.length,
    timestamps,
    values: Float64Array.from(truths),
    texts: null,
    availableAt: timestamps.map((at) => at + lag),
  };
  const { classes } = design;
  return {
    history: { topic: "1", inferences, truth },
    cadences: { inference: CADENCE, weight: SETS_A_ROUND * CADENCE },
    ...(classes === undefined ? { valueScale: SCALE } : { values: { kind: "class", classes } }),
  };
}

function inferenceColumns(design, normals, n) {
  const length = n * WORKERS;
  const value = () =>
    design.classes === undefined
      ? TRUTH + 10 * normals.next()
      : Math.floor(normals.uniform() * design.classes.length);
  return {
    length,
    timestamps: Float64Array.from({ length }, (_, i) => START + Math.floor(i / WORKERS) * CADENCE),
    workerIds: Uint32Array.from({ length }, (_, i) => i % WORKERS),
    values: Float64Array.from({ length }, value),
    texts: null,
    workers: Array.from({ length: WORKERS }, (_, i) => `allo1worker${i}`),
  };
}

/** Between the two combinations, give or take as much on either side. */
function numberTruth(set, shock) {
  const sum = set.weights.reduce((total, weight) => total + (weight > 0 ? weight : 0), 0);
  const equal = set.values.reduce((total, value) => total + value, 0) / set.values.length;
  const weighted =
    sum > 0
      ? set.values.reduce((total, value, i) => {
          const weight = set.weights[i] > 0 ? set.weights[i] : 0;
          return total + weight * value;
        }, 0) / sum
      : equal;
  return (weighted + equal) / 2 + 5 * shock;
}

/** One of the two calls by the toss of a coin; where they agree, that one in 65 of 100 sets. */
function classTruth(set, { classes }, normals) {
  const labels = Array.from(set.values, (value) => classes[value]);
  const equal = weightedVote(
    labels,
    labels.map(() => 1),
  ).label;
  const weighted = (set.weighted ? weightedVote(labels, set.weights)?.label : null) ?? equal;
  const draw = normals.uniform();
  if (weighted !== equal) return classes.indexOf(draw < 0.5 ? weighted : equal);
  const agreed = classes.indexOf(equal);
  return draw < 0.65 ? agreed : (agreed + 1) % classes.length;
}
