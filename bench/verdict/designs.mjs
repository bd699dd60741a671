// Histories in which neither of two forecasts is better: pairs of errors (of votes: misses, of probabilities: forecasts) whose
// losses have the same distribution at every time. The two correlate, as two ways of combining the same workers do.

import { Random } from "@weightkit/testkit/internal/numbers/random";

/** Of the two errors: two ways of combining the same workers agree on most. */
const CORRELATION = 0.9;

/** Seeded numbers with normal tails: what decides a test's size. */
export class Normals {
  #random;
  #spare = null;

  constructor(seed, stream = 0) {
    this.#random = new Random(seed, stream);
  }

  uniform() {
    return this.#random.uniform();
  }

  /** Box and Muller's. */
  next() {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.#random.uniform()));
    const angle = 2 * Math.PI * this.#random.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Student's t with 3 degrees, scaled to variance 1. */
  t3() {
    const squares = this.next() ** 2 + this.next() ** 2 + this.next() ** 2;
    return this.next() / Math.sqrt(squares);
  }
}

/** A stationary series of variance 1 that remembers `rho` of its last value. */
export function autoregressive(normals, n, rho) {
  const series = new Float64Array(n);
  const fresh = Math.sqrt(1 - rho * rho);
  for (let t = 0; t < n; t += 1) {
    series[t] = t === 0 ? normals.next() : rho * series[t - 1] + fresh * normals.next();
  }
  return series;
}

/** Sums of the last `horizon` shocks, variance 1: the errors of forecasts that look `horizon` sets ahead. */
export function overlapping(normals, n, horizon) {
  const shocks = Float64Array.from({ length: n + horizon - 1 }, () => normals.next());
  return Float64Array.from({ length: n }, (_, t) => {
    let sum = 0;
    for (let k = 0; k < horizon; k += 1) sum += shocks[t + k];
    return sum / Math.sqrt(horizon);
  });
}

/** Two series that share most of what they are. */
function pair(make, correlation = CORRELATION) {
  const [common, one, other] = [make(), make(), make()];
  const [shared, own] = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
  const join = (series) => common.map((value, t) => shared * value + own * series[t]);
  return { own: join(one), other: join(other) };
}

const errors = (make) => (normals, n, correlation) => ({
  kind: "number",
  normals,
  ...pair(() => make(normals, n), correlation),
});
const ar = (rho) => errors((normals, n) => autoregressive(normals, n, rho));
const horizon = (h) => errors((normals, n) => overlapping(normals, n, h));

/** Losses that differ by a series which remembers `rho` of its last value. */
const arDifferences = (rho) => (normals, n) => {
  const difference = autoregressive(normals, n, rho);
  const other = Float64Array.from({ length: n }, () => 10 + normals.next());
  return {
    kind: "number",
    normals,
    own: other.map((loss, t) => loss + 0.45 * difference[t]),
    other,
  };
};

/** Errors of Student's t with 3 degrees: rarely, a set decides much. */
const heavyTails = errors((normals, n) => Float64Array.from({ length: n }, () => normals.t3()));

/** Errors that are nine times as large in season as out of it, a year of 52 sets, remembering half of the last one. */
const season = (normals, n) => {
  const { own, other } = pair(() => autoregressive(normals, n, 0.5));
  const scale = (value, t) => value * (1 + 0.8 * Math.sin((2 * Math.PI * t) / 52));
  return { kind: "number", normals, own: own.map(scale), other: other.map(scale) };
};

/** Votes that miss in 35 of 100 sets, both alike, in runs where errors remember. */
const classes = (rho) => (normals, n) => {
  const { own, other } = pair(() => autoregressive(normals, n, rho));
  const miss = (value) => (value > 0.3853204664075676 ? 1 : 0);
  return { kind: "class", own: own.map(miss), other: other.map(miss) };
};

/** Probabilities that miss the true one by errors alike, and the outcome that the true one drew. */
const probabilities = (rho) => (normals, n) => {
  const { own, other } = pair(() => autoregressive(normals, n, rho));
  const odds = autoregressive(normals, n, rho);
  const outcome = new Float64Array(n);
  const at = (logOdds) => 1 / (1 + Math.exp(-logOdds));
  for (let t = 0; t < n; t += 1) outcome[t] = normals.uniform() < at(odds[t]) ? 1 : 0;
  const forecast = (error, t) => at(odds[t] + 0.7 * error);
  return { kind: "probability", own: own.map(forecast), other: other.map(forecast), outcome };
};

/**
 * Each with what its rate of false verdicts may be, before the gate (`most`) or after it (`mostGated`).
 * `missing`: workers leave sets out.
 */
export const DESIGNS = [
  { name: "independent errors", make: ar(0), most: 0.065, mostShareGated: 0.05 },
  { name: "errors AR 0.3", make: ar(0.3), most: 0.065 },
  { name: "errors AR 0.5", make: ar(0.5), most: 0.065 },
  { name: "errors AR 0.7", make: ar(0.7), most: 0.1 },
  { name: "errors AR 0.9", make: ar(0.9), most: 0.1 },
  { name: "differences AR 0", make: arDifferences(0), most: 0.065 },
  { name: "differences AR 0.3", make: arDifferences(0.3), most: 0.065 },
  { name: "differences AR 0.5", make: arDifferences(0.5), most: 0.065 },
  { name: "differences AR 0.7", make: arDifferences(0.7), mostGated: 0.085 },
  { name: "differences AR 0.9", make: arDifferences(0.9), mostGated: 0.085 },
  { name: "horizon 2", make: horizon(2), most: 0.065, horizon: 2 },
  { name: "horizon 3", make: horizon(3), most: 0.065, horizon: 3 },
  { name: "horizon 4", make: horizon(4), most: 0.065, horizon: 4 },
  { name: "horizon 5", make: horizon(5), most: 0.065, horizon: 5 },
  { name: "t3 errors", make: heavyTails, most: 0.065 },
  { name: "season, AR 0.5", make: season, most: 0.065 },
  { name: "missing workers, AR 0.5", make: ar(0.5), most: 0.065, missing: true },
  { name: "classes, independent", make: classes(0), most: 0.065 },
  { name: "classes, AR 0.5", make: classes(0.5), most: 0.065 },
  { name: "probabilities, independent", make: probabilities(0), most: 0.065 },
  { name: "probabilities, AR 0.5", make: probabilities(0.5), most: 0.065 },
];

/**
 * Topics whose loss differences correlate with each other by `cross` and with their own last value by `rho`, and in none of
 * which either forecast is better.
 */
export function nullTopics(normals, n, { topics, cross, rho }) {
  const shared = autoregressive(normals, n, rho);
  return Array.from({ length: topics }, (_, k) => {
    const own = autoregressive(normals, n, rho);
    const difference = shared.map(
      (value, t) => Math.sqrt(cross) * value + Math.sqrt(1 - cross) * own[t],
    );
    // Units differ from topic to topic by powers of ten.
    const scale = 10 ** ((k % 4) - 2);
    const other = Float64Array.from({ length: n }, () => scale * (10 + normals.next()));
    const losses = other.map((loss, t) => loss + scale * 0.45 * difference[t]);
    return { kind: "number", normals: null, own: losses, other };
  });
}

/** A pair of which the second is worse: its error is `factor` times one that correlates with the first's by `correlation`. */
export function worseSecond(make, factor, correlation) {
  return (normals, n) => {
    const { own, other } = errors(make)(normals, n, correlation);
    return { kind: "number", normals, own, other: other.map((error) => factor * error) };
  };
}

export const SERIES = {
  independent: (normals, n) => autoregressive(normals, n, 0),
  "AR 0.5": (normals, n) => autoregressive(normals, n, 0.5),
  t3: (normals, n) => Float64Array.from({ length: n }, () => normals.t3()),
};
