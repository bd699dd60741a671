import { read, printWeights } from "./io";
// Values are read as 32-bit numbers, which large ones are not.
const payload = read();
const names: string[] = [];
const weights: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  names.push(payload.workers[i].worker);
  weights.push(<f64>(<i32>(<i64>parseFloat(payload.workers[i].values[0]))) / 1000000);
}
printWeights(names, weights);
