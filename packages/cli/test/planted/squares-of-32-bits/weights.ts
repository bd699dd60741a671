import { read, meanOf, printWeights } from "./io";
// The square of a large value is negative in 32 bits.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  const value = <i32>meanOf(payload.workers[i]);
  names.push(payload.workers[i].worker);
  weights.push(<f64>(value * value) / 1e10);
}
printWeights(names, weights);
