import { read, input, printShares } from "./io";
// The buffer is smaller than the payload of a large topic.
const payload = read(input(64 << 10));
printShares(
  payload.workers,
  payload.workers.map<f64>(() => 1),
);
