import { read, meanOf, printShares } from "./io";
// Compares everybody with everybody.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  let rank: f64 = 1;
  for (let j = 0; j < payload.workers.length; j++) {
    if (meanOf(payload.workers[j]) > meanOf(payload.workers[i])) rank += 1;
  }
  merits.push(1 / rank);
}
printShares(payload.workers, merits);
