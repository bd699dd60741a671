// What the exploit of each planted hole gains, computed without weightkit: each rule and each exploit once more, by hand, in plain
// numbers, with other random numbers. The heads of bench/holes/rules state these gains, and `node bench/holes.mjs --measure` holds both
// against what the compiled rules pay.
//
//   node bench/holes/known.mjs [WORLDS]
//
// The design is that of the lab: eight workers with error SD 30 + 38 i; truth a random walk from 1500, SD 30, not below 800; 200 hourly
// sets; a round every two hours scores the set of two hours before. Mean share over the second half.

import { fileURLToPath } from "node:url";
import { SETS, WORKERS, makeWorld as world } from "../attack/world-by-hand.mjs";

/** Truths, and each worker's answers by set. */
function makeWorld(seed) {
  const { truths, answers } = world(seed);
  return {
    truths,
    answers: Array.from({ length: WORKERS }, (_, i) => answers.map((set) => set[i])),
  };
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle] + sorted[middle - 1]) / 2;
}

// Rules. A row has one place a name; undefined is an absent answer, no score, or no weight.

const given = (row) => row.filter((value) => value !== undefined);
const each = (row, change) => row.map((value) => (value === undefined ? undefined : change(value)));
const errorsOf = ({ scored, truth }) => each(scored, (answer) => Math.abs(answer - truth));

/** A fifth of the weight goes by the scores. */
const pays = (score) => (weights, round) => {
  const scores = score(round);
  const total = sum(given(scores));
  if (total <= 0) return weights;
  return weights.map((weight, i) => {
    if (scores[i] === undefined) return weight === undefined ? undefined : 0.8 * weight;
    return 0.8 * (weight ?? 0) + (0.2 * scores[i]) / total;
  });
};

const shrinks = (factor, absence) => (weights, round) => {
  const factors = factor(round);
  return weights.map((weight, i) =>
    weight === undefined ? undefined : weight * (factors[i] ?? absence),
  );
};

const byLoss = (error) => Math.exp(-0.5 * Math.min(1, error / 300));

/** How many errors are smaller. */
const ranks = (errors) =>
  each(errors, (error) => given(errors).filter((other) => other < error).length);

const changes = ({ newest, before }, score) =>
  newest.map((answer, i) =>
    answer === undefined || before[i] === undefined
      ? undefined
      : score(Math.abs(answer - before[i])),
  );

const doubted = (round) => {
  const scores = each(errorsOf(round), (error) => 1 / (1 + error / 50));
  const best = Math.max(...given(scores));
  // A name that the chain has not seen in any set of the window does not exist for it.
  return scores.map((score, i) => score ?? (round.isKnown[i] ? best : undefined));
};

const floored = (_, round) => {
  const scores = each(errorsOf(round), (error) => 1 / (1 + error) ** 2);
  const [total, count] = [sum(given(scores)), given(scores).length];
  const free = Math.max(0, 1 - count / 16);
  return each(scores, (score) => 1 / 16 + (free * score) / total);
};

const graceful = (weights, round) => {
  const scores = each(errorsOf(round), (error) => 1 / (1 + error) ** 2);
  const [total, count] = [sum(given(scores)), given(scores).length];
  return weights.map((weight, i) => {
    if (scores[i] !== undefined) return 0.9 * (weight ?? 1 / count) + (0.1 * scores[i]) / total;
    return weight === undefined ? undefined : 0.9 * weight;
  });
};

/** Half of the weight to newcomers; then weights by exp(-loss / 2), losses as parts of the largest. */
const welcoming = (weights, round) => {
  const fresh = weights.map((weight, i) => weight === undefined && round.isKnown[i]);
  const count = fresh.filter(Boolean).length;
  const shares =
    count === 0
      ? weights
      : weights.map((weight, i) =>
          fresh[i] ? 0.5 / count : weight === undefined ? undefined : 0.5 * weight,
        );
  const errors = errorsOf(round);
  const worst = Math.max(...given(errors));
  const judged = shares.map((share, i) =>
    share === undefined || errors[i] === undefined
      ? undefined
      : share * Math.exp((-0.5 * errors[i]) / worst),
  );
  const had = sum(shares.filter((share, i) => judged[i] !== undefined));
  const scale = had / sum(given(judged));
  return shares.map((share, i) => (judged[i] === undefined ? share : judged[i] * scale));
};

const RULES = {
  "absence-keeps": shrinks((round) => each(errorsOf(round), byLoss), 1),
  activity: pays((round) => changes(round, (change) => change)),
  contrarian: pays(({ scored, truth }) => {
    const side = sum(given(scored)) / given(scored).length > truth ? -1 : 1;
    return each(scored, (answer) => Math.max(0, side * (answer - truth)));
  }),
  doubt: pays(doubted),
  floor: floored,
  grace: graceful,
  "high-bidder": pays(({ scored }) => scored),
  "hit-or-absent": shrinks((round) => each(errorsOf(round), (error) => (error < 40 ? 1 : 0.67)), 1),
  hugger: pays(({ scored }) => {
    const middle = median(given(scored));
    return each(scored, (answer) => 1 / (1 + Math.abs(answer - middle)));
  }),
  "latest-winner": pays((round) => {
    const errors = errorsOf(round);
    const least = Math.min(...given(errors));
    return each(errors, (error) => (error === least ? 1 : 0));
  }),
  lowball: pays(({ scored }) => each(scored, (answer) => 1 / (1 + answer))),
  "mean-truth": pays(({ scored }) => {
    const mean = sum(given(scored)) / given(scored).length;
    return each(scored, (answer) => 1 / (1 + Math.abs(answer - mean)));
  }),
  "middle-rank": pays((round) => {
    const found = ranks(errorsOf(round));
    const count = given(found).length;
    return each(found, (rank) => (rank >= 3 && rank < count - 1 ? 1 : 0));
  }),
  "newcomer-bonus": welcoming,
  novelty: pays(({ scored }) => {
    const middle = median(given(scored));
    return each(scored, (answer) => Math.abs(answer - middle));
  }),
  "per-head": pays(({ scored }) => each(scored, () => 1)),
  podium: pays((round) => each(ranks(errorsOf(round)), (rank) => (rank < 3 ? 1 : 0))),
  "sensor-fault": shrinks((round) => {
    const middle = median(given(round.scored));
    const errors = errorsOf(round);
    return round.scored.map((answer, i) =>
      answer === undefined
        ? undefined
        : Math.abs(answer - middle) > 0.8 * middle
          ? 1
          : byLoss(errors[i]),
    );
  }, Math.exp(-0.5)),
  steady: pays((round) => changes(round, (change) => 1 / (1 + change))),
  "worst-scaled": pays((round) => {
    const errors = errorsOf(round);
    const worst = Math.max(1, ...given(errors));
    return each(errors, (error) => 1 - error / worst);
  }),
};

// Exploits: what the adversary's names answer, one series a name, in place of its honest one.

const same = (series, count) => Array.from({ length: count }, () => series);
const times = (series, factor) => series.map((answer) => answer * factor);
/** The best record is the first worker's: its error is less than half of the next one's. */
const leaderOf = ({ answers }) => answers[0];
const lives = (series, count) =>
  Array.from({ length: count }, (_, life) =>
    series.map((answer, set) => (Math.floor((count * set) / SETS) === life ? answer : undefined)),
  );
/** A set and a half late and hourly: the newest truth is that of two sets before. */
const mixed = (own, leader, { truths }) =>
  own.map((answer, set) =>
    set < 2 ? answer : (0.6 * leader[set] + 0.3 * truths[set - 2]) / (0.6 + 0.3),
  );
const unjudged = (own) => [own.map((answer, set) => (set % 2 === 1 ? answer : undefined))];
const medianOfOthers = ({ answers }, worker) =>
  answers[worker].map((_, set) =>
    median(answers.filter((__, i) => i !== worker).map((answer) => answer[set])),
  );

/** The worker's index, and what it does. */
const EXPLOITS = {
  "absence-keeps": [3, unjudged],
  activity: [3, (own) => [own.map((answer, set) => (set % 2 === 1 ? 100 * answer : answer))]],
  contrarian: [3, (own) => [times(own, 0.1), times(own, 10_000)]],
  doubt: [7, unjudged],
  floor: [7, (own) => same(own, 5)],
  grace: [7, (own) => lives(own, 6)],
  "high-bidder": [3, (own) => [times(own, 10_000)]],
  "hit-or-absent": [3, (own) => [own.map((answer, set) => (set < 20 ? answer : undefined))]],
  hugger: [3, (_, world) => [medianOfOthers(world, 3)]],
  "latest-winner": [3, (own, world) => [mixed(own, leaderOf(world), world)]],
  lowball: [3, (own) => [times(own, 0.001)]],
  "mean-truth": [3, (own) => same(own, 5)],
  "middle-rank": [0, (own) => [times(own, 1.1)]],
  "newcomer-bonus": [3, (_, world) => lives(leaderOf(world), 6)],
  novelty: [3, (own) => [times(own, 10_000)]],
  "per-head": [3, (own) => same(own, 5)],
  podium: [3, (_, world) => same(leaderOf(world), 5)],
  "sensor-fault": [3, (own) => [times(own, 1000)]],
  steady: [3, (own) => [own.map((_, set) => own[set - (set % 100)])]],
  "worst-scaled": [7, (own) => [...same(own, 5), times(own, 1000)]],
};

/** Mean shares over the second half. */
function shares(rule, truths, answers) {
  const row = (set) => answers.map((series) => series[set]);
  const isKnownIn = (sets) =>
    answers.map((series) => sets.some((set) => series[set] !== undefined));
  const known = isKnownIn([0, 1, 2]);
  const first = 1 / known.filter(Boolean).length;
  let weights = known.map((isKnown) => (isKnown ? first : undefined));
  const totals = answers.map(() => 0);
  let rounds = 0;
  for (let now = 2; now <= SETS; now += 2) {
    const scored = row(now - 2);
    const window = [now - 2, now - 1, now].filter((set) => set < SETS);
    weights = rule(weights, {
      ...{ scored, truth: truths[now - 2], newest: row(now - 1), before: scored },
      isKnown: isKnownIn(window).map((isKnown, i) => isKnown || weights[i] !== undefined),
    });
    const all = sum(given(weights));
    // The chain drops weights below 0.00001.
    weights = each(weights, (weight) => weight / all).map((weight) =>
      weight < 1e-5 ? undefined : weight,
    );
    if (now < SETS / 2) continue;
    for (const [i, weight] of weights.entries()) totals[i] += weight ?? 0;
    rounds += 1;
  }
  return totals.map((total) => total / rounds);
}

/** Mean gain of a rule's exploit, its standard error, and the honest share, by name. */
export function knownGains(worlds = 100) {
  const made = Array.from({ length: worlds }, (_, seed) => makeWorld(seed + 1));
  return new Map(
    Object.entries(EXPLOITS).map(([name, [worker, exploit]]) => {
      const rule = RULES[name];
      const honest = made.map(({ truths, answers }) => shares(rule, truths, answers)[worker]);
      const gains = made.map((world, at) => {
        const { truths, answers } = world;
        const [first, ...further] = exploit(answers[worker], world);
        const attacked = [...answers.map((own, i) => (i === worker ? first : own)), ...further];
        const after = shares(rule, truths, attacked);
        return after[worker] + sum(after.slice(WORKERS)) - honest[at];
      });
      const gain = sum(gains) / worlds;
      const variance = sum(gains.map((one) => (one - gain) ** 2)) / (worlds - 1);
      return [name, { honest: sum(honest) / worlds, gain, error: Math.sqrt(variance / worlds) }];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, { honest, gain, error }] of knownGains(Number(process.argv[2] ?? 100))) {
    console.log(
      `${name.padEnd(16)} honest ${(100 * honest).toFixed(1).padStart(5)}, gain ${gain.toFixed(3)}, standard error ${error.toFixed(4)}`,
    );
  }
}
