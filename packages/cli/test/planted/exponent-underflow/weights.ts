import { read, distances, printWeights } from "./io";
// Far from the others every exponent is 0, and so is the sum that all are divided by.
const payload = read();
const far = distances(payload.workers);
const names: string[] = [];
const weights: f64[] = [];
let total: f64 = 0;
for (let i = 0; i < far.length; i++) total += Math.exp(-far[i] * 100);
for (let i = 0; i < far.length; i++) {
  names.push(payload.workers[i].worker);
  weights.push(Math.exp(-far[i] * 100) / total);
}
printWeights(names, weights);
