import { read, printWeights } from "./io";
// A worker that answers two sets is in the output twice.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  for (let k = 0; k < payload.workers[i].values.length; k++) {
    names.push(payload.workers[i].worker);
    weights.push(0.1);
  }
}
printWeights(names, weights);
