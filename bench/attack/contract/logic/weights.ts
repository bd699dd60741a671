// Rules that adversaries beat, and rules that resist them, in one module: the parameter chooses. Each pays one thing and nothing else, so
// that it is plain whom it pays.
import {
  Consensus,
  InferenceSet,
  Losses,
  Param,
  PerWorker,
  Round,
  Truth,
  Weights,
} from "@weightkit/sdk";

const RULE = Param.i32("rule", 0);
const round = Round.read();
const truth = Truth.http("https://data.example/{timestamp}", "/value");
const scored = round.latestWithTruth(truth);
const workers = round.workers;

/** Each answer's absolute error. */
function errors(): PerWorker {
  const found = new PerWorker(workers);
  for (let i = 0; i < scored.length; i++)
    found.set(scored.worker(i), abs(scored.value(i) - truth.of(scored)));
  return found;
}

/** How far each answer is from what it was in the set before. */
function changes(): PerWorker {
  const found = new PerWorker(workers);
  if (round.length < 2) return found;
  const before = round.set(1).byWorker();
  const now = round.set(0);
  for (let i = 0; i < now.length; i++) {
    const worker = now.worker(i);
    if (before.has(worker)) found.set(worker, abs(now.value(i) - before.get(worker)));
  }
  return found;
}

/** How far each answer of the scored set is from the median. */
function distances(): PerWorker {
  const found = new PerWorker(workers);
  const middle = Consensus.median(scored);
  for (let i = 0; i < scored.length; i++)
    found.set(scored.worker(i), abs(scored.value(i) - middle));
  return found;
}

/** What scores of 1 / (1 + number / unit) come to: the smaller the number, the better. */
function fewer(numbers: PerWorker, unit: f64): PerWorker {
  const scores = new PerWorker(workers);
  for (let worker = 0; worker < scores.length; worker++)
    if (numbers.has(worker)) scores.set(worker, 1 / (1 + numbers.get(worker) / unit));
  return scores;
}

/** 1 for each answer that no other one is near, by a part of its size. */
function alone(set: InferenceSet, near: f64): PerWorker {
  const scores = new PerWorker(workers);
  for (let i = 0; i < set.length; i++) {
    let count = 0;
    for (let j = 0; j < set.length; j++)
      count += i32(abs(set.value(i) - set.value(j)) <= near * set.value(i));
    scores.set(set.worker(i), count == 1 ? 1 : 0);
  }
  return scores;
}

/** Shares that learn a tenth a round from scores; no score counts as 0. */
function pay(scores: PerWorker): void {
  const total = scores.sum();
  if (total <= 0) {
    round.keepWeights();
    return;
  }
  const next = new Weights(workers);
  for (let worker = 0; worker < next.length; worker++) {
    const standing = 0.9 * round.weights.get(worker);
    if (scores.has(worker)) next.set(worker, standing + (0.1 * scores.get(worker)) / total);
    else if (round.weights.has(worker)) next.set(worker, standing);
  }
  next.commit();
}

/** What stands shrinks by errors, and nothing else: who has none loses nothing. @param start what a newcomer has */
function shrink(found: PerWorker, start: f64): void {
  const next = new Weights(workers);
  for (let worker = 0; worker < next.length; worker++) {
    const factor = found.has(worker) ? Math.exp(-0.1 * min<f64>(1, found.get(worker) / 300)) : 1;
    const standing = round.weights.has(worker) ? round.weights.get(worker) : start;
    if (standing > 0) next.set(worker, standing * factor);
  }
  next.commit();
}

/** The chance to be the best, by errors in units of 300. */
function multiply(found: PerWorker): void {
  const losses = new Losses(workers);
  for (let worker = 0; worker < losses.length; worker++)
    if (found.has(worker)) losses.set(worker, min<f64>(1, found.get(worker) / 300));
  round.weights.newcomers(0.02).hedge(losses, 0.5).spread(0.05).commit();
}

/** Only this set counts: who did not answer it has 0. To leave it out would keep what the chain has stored. */
function now(scores: PerWorker): void {
  const next = new Weights(workers);
  for (let worker = 0; worker < next.length; worker++)
    next.set(worker, scores.has(worker) ? scores.get(worker) : 0);
  next.commit();
}

/** Everybody who answered. */
function present(): PerWorker {
  const scores = new PerWorker(workers);
  for (let i = 0; i < scored.length; i++) scores.set(scored.worker(i), 1);
  return scores;
}

/** The answers themselves. */
function sizes(): PerWorker {
  const scores = new PerWorker(workers);
  for (let i = 0; i < scored.length; i++) scores.set(scored.worker(i), abs(scored.value(i)));
  return scores;
}

if (scored.length == 0) round.keepWeights();
else if (RULE == 0) pay(fewer(errors(), 30));
else if (RULE == 1) multiply(errors());
else if (RULE == 2) shrink(errors(), 0);
else if (RULE == 3) now(fewer(errors(), 30));
else if (RULE == 4) pay(present());
else if (RULE == 5) pay(sizes());
else if (RULE == 6) pay(distances());
else if (RULE == 7) pay(changes());
else if (RULE == 8) pay(fewer(changes(), 1));
else if (RULE == 9) pay(fewer(distances(), 30));
else if (RULE == 10) pay(alone(scored, 0.03));
else if (RULE == 11) pay(errors());
else shrink(errors(), 1 / <f64>scored.length);
