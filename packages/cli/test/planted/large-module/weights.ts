import { read, printShares } from "./io";
// Larger than the author wants.
const payload = read();
printShares(
  payload.workers,
  payload.workers.map<f64>(() => 1),
);
