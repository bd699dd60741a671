import { read, distances, printWeights } from "./io";
// A merit of 1 less the distance is negative far from the mean.
const payload = read();
const far = distances(payload.workers);
const names: string[] = [];
for (let i = 0; i < far.length; i++) {
  names.push(payload.workers[i].worker);
  far[i] = 1 - far[i];
}
printWeights(names, far);
