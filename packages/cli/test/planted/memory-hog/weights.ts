import { read, printShares } from "./io";
// A megabyte for each worker, and nothing is ever freed.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  const table = new StaticArray<f64>(131072);
  table[i] = 1;
  merits.push(table[i]);
}
printShares(payload.workers, merits);
