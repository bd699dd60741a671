import { read, printShares } from "./io";
// Reads as many values as there are sets, of everybody.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  let sum: f64 = 1;
  for (let set = 0; set < payload.sets; set++) sum += parseFloat(payload.workers[i].values[set]);
  merits.push(sum);
}
for (let i = 0; i < payload.stored.size; i++) if (i >= merits.length) unreachable();
printShares(payload.workers, merits);
