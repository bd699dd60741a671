import { read, distances, printWeights } from "./io";
// Divides by one less than the number of workers.
const payload = read();
const far = distances(payload.workers);
let variance: f64 = 0;
for (let i = 0; i < far.length; i++) variance += (far[i] * far[i]) / <f64>(far.length - 1);
const names: string[] = [];
for (let i = 0; i < far.length; i++) {
  names.push(payload.workers[i].worker);
  far[i] = 1 / (1 + (far[i] * far[i]) / (1 + variance));
}
printWeights(names, far);
