// A pair of forecasts as the facts of a replay: workers whose weighted combination makes the first one's errors and whose equal
// combination makes the second one's, whatever the weights are, so that the metrics are measured on what they would really see.

const CADENCE = 3600;
const START = 1_700_000_000 - (1_700_000_000 % CADENCE);
/** Sets between two rounds; the weights move at each. */
const SETS_A_ROUND = 5;
const TRUTH = 1000;
/** How far workers scatter about what they must come to. */
const SCATTER = 0.5;

/** One heavy worker, one that is lighter than the rest: which ones they are moves on by one in every round. */
const WEIGHTS = {
  number: [0.4, 0.2, 0.2, 0.15, 0.05],
  probability: [0.95, 0.05],
  class: [0.6, 0.2, 0.2],
};

/**
 * The facts of one history.
 * @param pair What a design makes.
 * @param presence null when nobody is ever away; else a function that draws from 0 to 1.
 */
export function* factsOf(pair, { horizon = 1, topic = "1", presence = null } = {}) {
  const base = WEIGHTS[pair.kind];
  const workers = base.map((_, i) => `allo1worker${i}`);
  const n = pair.own.length;
  yield {
    kind: "started",
    version: 1,
    topic,
    workers,
    values: { kind: pair.kind, ...(pair.kind === "class" && { classes: ["no", "yes"] }) },
    inferenceCadence: CADENCE,
    weightCadence: SETS_A_ROUND * CADENCE,
    start: START,
    end: START + n * CADENCE,
    typicalTruth: TRUTH,
    logic: { name: "bench", sha256: "00".repeat(32) },
    engine: "none",
    seed: 1,
  };
  let weights = base;
  for (let t = 0; t < n; t += 1) {
    const timestamp = START + t * CADENCE;
    if (t % SETS_A_ROUND === 0) {
      const round = t / SETS_A_ROUND;
      weights = base.map((_, i) => base[(i + round) % base.length]);
      yield roundFact(round, timestamp, weights);
    }
    const ids = present(weights, presence);
    const stored = ids.map((id) => weights[id]);
    const { values, truth } = SETS[pair.kind](pair, t, shares(stored));
    yield {
      kind: "set",
      timestamp,
      workerIds: Uint32Array.from(ids),
      values: Float64Array.from(values),
      given: Float64Array.from(values),
      texts: null,
      weights: Float64Array.from(stored),
      weighted: true,
      leftOut: new Uint32Array(),
      truth,
      truthText: null,
      truthAvailableAt: timestamp + horizon * CADENCE,
      roundAt: START + (Math.floor(t / SETS_A_ROUND) + 1) * SETS_A_ROUND * CADENCE,
    };
  }
  const rounding = { inferences: 0, worst: 0 };
  const rounds = Math.ceil(n / SETS_A_ROUND);
  yield { kind: "ended", rounds, failed: 0, sets: n, inferences: 0, leftOut: 0, rounding };
}

function roundFact(index, blockTime, weights) {
  return {
    kind: "round",
    index,
    reputer: "allo1reputer",
    stakeShare: 1,
    blockTime,
    windowFrom: blockTime - SETS_A_ROUND * CADENCE,
    sets: index === 0 ? 0 : SETS_A_ROUND,
    inferences: index === 0 ? 0 : SETS_A_ROUND * weights.length,
    scorable: index === 0 ? 0 : SETS_A_ROUND,
    used: null,
    status: "committed",
    exitCode: 0,
    fuel: null,
    failure: null,
    stderr: "",
    notes: [],
    weights: Float64Array.from(weights),
    others: [],
  };
}

/** Who is in a set: the heaviest and the lightest always, so that weights never come out equal. */
function present(weights, presence) {
  const ids = weights.map((_, i) => i);
  if (presence === null) return ids;
  const [most, least] = [Math.max(...weights), Math.min(...weights)];
  return ids.filter((i) => weights[i] === most || weights[i] === least || presence() < 0.6);
}

function shares(weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Values whose mean is `equal` and whose weighted mean is `own`: the smallest change of `around` that does it.
 * @param around Where the workers would like to be.
 */
function valuesFor(own, equal, weights, around) {
  const k = weights.length;
  const shift = equal - around.reduce((sum, value) => sum + value, 0) / k;
  const lean = weights.map((weight) => weight - 1 / k);
  const size = lean.reduce((sum, one) => sum + one * one, 0);
  const now = around.reduce((sum, value, i) => sum + weights[i] * (value + shift), 0);
  return around.map((value, i) => value + shift + ((own - now) * lean[i]) / size);
}

const SETS = {
  number({ own, other, normals }, t, weights) {
    const around = weights.map(() => TRUTH + SCATTER * (normals?.next() ?? 0));
    return { values: valuesFor(TRUTH + own[t], TRUTH + other[t], weights, around), truth: TRUTH };
  },

  probability({ own, other, outcome }, t, weights) {
    const inside = (values) => values.every((value) => value >= 0 && value <= 1);
    const values = (a, b) =>
      valuesFor(
        a,
        b,
        weights,
        weights.map(() => b),
      );
    const straight = values(own[t], other[t]);
    // No probabilities come to such a pair, or to its mirror image: then both infer what lies between them.
    const both = inside(straight) && inside(values(other[t], own[t]));
    const between = (own[t] + other[t]) / 2;
    return { values: both ? straight : weights.map(() => between), truth: outcome[t] };
  },

  class({ own, other }, t, weights) {
    const truth = t % 2;
    const heaviest = weights.indexOf(Math.max(...weights));
    // The heaviest has more than half the weight, the other two have the majority.
    const values = weights.map((_, i) => {
      const miss = i === heaviest ? own[t] : other[t];
      return miss === 1 ? 1 - truth : truth;
    });
    return { values, truth };
  },
};
