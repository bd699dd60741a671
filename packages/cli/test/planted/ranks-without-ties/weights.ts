import { read, meanOf, printShares } from "./io";
// Equal workers get different ranks: by their place in the payload.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  let rank: f64 = 1;
  for (let j = 0; j < payload.workers.length; j++) {
    const other = meanOf(payload.workers[j]);
    const own = meanOf(payload.workers[i]);
    if (other > own || (other == own && j < i)) rank += 1;
  }
  merits.push(1 / rank);
}
printShares(payload.workers, merits);
