import { read, printShares } from "./io";
// Who stands first in the payload gets more.
const payload = read();
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) merits.push(i == 0 ? 2 : 1);
printShares(payload.workers, merits);
