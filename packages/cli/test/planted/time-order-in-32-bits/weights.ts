import { read, printShares } from "./io";
// The newer of two answers, by milliseconds in 32 bits, which start again every 50 days.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  const one = payload.workers[i];
  let newest = 0;
  for (let k = 1; k < one.times.length; k++) {
    if (<u32>(one.times[k] * 1000) > <u32>(one.times[newest] * 1000)) newest = k;
  }
  merits.push(1 / (1 + parseFloat(one.values[newest])));
}
printShares(payload.workers, merits);
