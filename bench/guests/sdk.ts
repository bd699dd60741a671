// Our reader: the round as the SDK hands it out. Prints the sum of all inferences.
import { Round } from "@weightkit/sdk";
import { print } from "./print";

const round = Round.read();
let sum: f64 = 0;
for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  for (let k = 0; k < set.length; k++) sum += set.value(k);
}
for (let worker = 0; worker < round.workers.count; worker++)
  sum += round.weights.get(worker) * 100000;
print(sum);
