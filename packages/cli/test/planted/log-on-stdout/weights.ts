import { read, print, printShares } from "./io";
// A log line goes where the weights belong.
const payload = read();
print("round of " + payload.workers.length.toString() + " workers\n");
printShares(
  payload.workers,
  payload.workers.map<f64>(() => 1),
);
