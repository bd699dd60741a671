import { read, printShares } from "./io";
// A map has no value for somebody without a stored weight.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  merits.push(1 + payload.stored.get(payload.workers[i].worker));
}
printShares(payload.workers, merits);
