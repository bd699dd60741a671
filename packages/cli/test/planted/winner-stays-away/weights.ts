import { read, printWeights } from "./io";
// Whoever answers is removed, and whoever stays away keeps a weight.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  names.push(payload.workers[i].worker);
  weights.push(0);
}
printWeights(names, weights);
