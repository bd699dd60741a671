import { read, printWeights } from "./io";
// A field for names that an address does not fit into.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  names.push(payload.workers[i].worker.slice(0, 32));
  weights.push(0.5);
}
printWeights(names, weights);
