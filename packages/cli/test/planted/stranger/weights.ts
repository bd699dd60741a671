import { read, printWeights } from "./io";
// The author's own address gets a share.
const payload = read();
const names = ["allo1vpw2lf660x8yvwxpuzw2u5677e2c82zndwdnst"];
const weights: f64[] = [0.1];
for (let i = 0; i < payload.workers.length; i++) {
  names.push(payload.workers[i].worker);
  weights.push(0.9 / <f64>payload.workers.length);
}
printWeights(names, weights);
