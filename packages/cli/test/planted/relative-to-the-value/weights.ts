import { read, distances, meanOf, printShares } from "./io";
// An error as a share of the value depends on where the values start.
const payload = read();
const merits = distances(payload.workers);
for (let i = 0; i < merits.length; i++)
  merits[i] = 1 / (0.1 + merits[i] / (1 + meanOf(payload.workers[i])));
printShares(payload.workers, merits);
