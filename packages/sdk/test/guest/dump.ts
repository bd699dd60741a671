// Prints all that a round holds, one fact a line, numbers as the bits of their doubles.
import { InferenceSet, Round, log } from "@weightkit/sdk";

function bits(value: f64): string {
  return reinterpret<u64>(value).toString(16);
}

const round = Round.read();
log(round.isFirst ? "first" : "later");
for (let worker = 0; worker < round.workers.count; worker++) {
  const weight = round.weights.has(worker) ? bits(round.weights.get(worker)) : "none";
  log("worker " + round.workers.name(worker) + " " + weight);
}
for (let i = 0; i < round.length; i++) {
  const set: InferenceSet = round.set(i);
  log("set " + set.timestamp.toString());
  for (let k = 0; k < set.length; k++) {
    log("inference " + round.workers.name(set.worker(k)) + " " + bits(set.value(k)));
  }
  for (let k = 0; k < set.leftOutLength; k++) {
    log("left out " + round.workers.name(set.leftOutWorker(k)));
  }
}
