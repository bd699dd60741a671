import { read, printWeights } from "./io";
// Shares with two decimals do not sum to 1: three times 0.33.
const payload = read();
const count = payload.workers.length;
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < count; i++) {
  names.push(payload.workers[i].worker);
  weights.push(Math.floor(100 / <f64>count) / 100);
}
printWeights(names, weights);
