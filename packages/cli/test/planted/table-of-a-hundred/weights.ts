import { read, printShares } from "./io";
// Room for a hundred workers, and nobody has asked for more.
const payload = read();
const table = new StaticArray<f64>(100);
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) table[i] = 1;
for (let i = 0; i < payload.workers.length; i++) merits.push(table[i]);
printShares(payload.workers, merits);
