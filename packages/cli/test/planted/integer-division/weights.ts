import { read, printWeights } from "./io";
// Shares of whole numbers are 0.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  names.push(payload.workers[i].worker);
  weights.push(<f64>(payload.workers[i].values.length / (payload.sets * payload.workers.length)));
}
printWeights(names, weights);
