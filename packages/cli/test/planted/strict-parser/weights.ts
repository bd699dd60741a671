import { read, printShares } from "./io";
// Ends the run for a value that is not a number.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  if (isNaN(parseFloat(payload.workers[i].values[0]))) throw new Error("not a number");
  merits.push(1);
}
printShares(payload.workers, merits);
