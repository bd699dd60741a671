import { read, printWeights } from "./io";
// Weights of everybody fall by a hundredth in each run, and the chain makes two a round.
const payload = read();
const names = payload.stored.keys();
const weights: f64[] = [];
for (let i = 0; i < names.length; i++) weights.push((0.99 * payload.stored.get(names[i])) / 100000);
printWeights(names, weights);
