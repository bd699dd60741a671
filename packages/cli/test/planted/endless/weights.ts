import { read, printShares } from "./io";
// Goes round in circles once there are more than a hundred workers.
const payload = read();
for (let i = 0; payload.workers.length > 100; i++) if (i < 0) i = 0;
printShares(
  payload.workers,
  payload.workers.map<f64>(() => 1),
);
