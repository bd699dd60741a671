import { read, printShares } from "./io";
// The first value in the payload is taken for the newest.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  merits.push(1 + parseFloat(payload.workers[i].values[0]));
}
printShares(payload.workers, merits);
