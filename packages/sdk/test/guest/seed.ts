// Prints what a round of a host that follows the seed document holds, one fact a line, read as the environment variable "TOPIC_ID" asks.
import {
  Distributions,
  InferenceSet,
  Loss,
  Losses,
  Packing,
  Round,
  Truth,
  Values,
  Vectors,
  WeightMatrix,
  environment,
  formatNumber,
  log,
} from "@weightkit/sdk";

const CLASSES: StaticArray<string> = ["clear", "rain", 'sn"öw', "2"];
const LEVELS: StaticArray<f64> = [0.25, 0.5, 0.75];

const topic = environment("TOPIC_ID");
const vectors = new Vectors(3);
const distributions = new Distributions(CLASSES, topic == "rough" ? 0.01 : 1e-6);
const matrix = new WeightMatrix();

const isVectors = topic == "vectors" || topic == "handles";
const arePacked = topic != "labels" && topic != "numbers";
const packing: Packing = isVectors ? vectors : distributions;
const round = read();
if (topic == "late") new WeightMatrix();

log(round.isFirst ? "first" : "later");
for (let worker = 0; worker < round.workers.count; worker++) {
  const weight = round.weights.has(worker) ? formatNumber(round.weights.get(worker)) : "none";
  log("worker " + round.workers.name(worker) + " " + weight);
}
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  log("set " + set.timestamp.toString());
  for (let k = 0; k < set.length; k++) {
    let text = "inference " + round.workers.name(set.worker(k));
    if (!arePacked) text += " " + formatNumber(set.value(k));
    for (let part = 0; arePacked && part < packing.parts; part++)
      text += " " + formatNumber(packing.part(set.value(k), part));
    log(text);
  }
  for (let k = 0; k < set.leftOutLength; k++)
    log("left-out " + round.workers.name(set.leftOutWorker(k)));
  const truth = Truth.fromPayload();
  report("truth", set, truth);
  if (truth.isKnown(set)) {
    if (topic == "labels") score("zero-one", Loss.zeroOne(set, truth));
    if (topic == "vectors") score("quantiles", Loss.quantiles(set, truth, vectors, LEVELS));
    if (topic == "distributions") {
      score("brier", Loss.categoricalBrier(set, truth, distributions));
      score("ranked", Loss.rankedProbability(set, truth, distributions));
    }
  }
  if (topic == "vectors") {
    for (let part = 0; part < 3; part++) {
      report("truth" + part.toString(), set, vectors.truth(part));
      const column = Values.column(set, vectors, part);
      for (let k = 0; k < column.length; k++)
        log("part " + round.workers.name(column.worker(k)) + " " + formatNumber(column.value(k)));
    }
  }
}
for (let reputer = 0; reputer < matrix.reputers.count; reputer++) {
  const row = matrix.weights(reputer);
  log("reputer " + matrix.reputers.name(reputer));
  for (let worker = 0; worker < row.length; worker++) {
    if (row.has(worker))
      log("weight " + round.workers.name(worker) + " " + formatNumber(row.get(worker)));
  }
}
if (topic == "handles") packing.part(0.5, 0);
if (topic == "beyond") matrix.weights(matrix.reputers.count);

function read(): Round {
  if (topic == "labels") return Round.readLabels(CLASSES);
  if (topic == "numbers") return Round.readSeed();
  return isVectors ? Round.readVectors(vectors) : Round.readDistributions(distributions);
}

function report(what: string, set: InferenceSet, truth: Truth): void {
  log(what + " " + (truth.isKnown(set) ? formatNumber(truth.of(set)) : "unknown"));
}

function score(what: string, losses: Losses): void {
  for (let worker = 0; worker < losses.length; worker++) {
    if (losses.has(worker))
      log(what + " " + round.workers.name(worker) + " " + formatNumber(losses.get(worker)));
  }
}
