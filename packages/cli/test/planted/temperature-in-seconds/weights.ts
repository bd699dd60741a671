import { read, distances, printShares } from "./io";
// A temperature in the unit of the values.
const payload = read();
const merits = distances(payload.workers);
for (let i = 0; i < merits.length; i++) merits[i] = Math.exp(-merits[i] / 300);
printShares(payload.workers, merits);
