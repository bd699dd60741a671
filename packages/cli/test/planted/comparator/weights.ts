import { read, meanOf, printShares, WorkerInferences } from "./io";
// The incumbent's comparator: a difference that is cut to a whole number does not sort what differs by less than 1.
const payload = read();
const order = payload.workers.slice(0);
order.sort((a, b) => <i32>(share(a) - share(b)));
const merits: f64[] = [];
for (let i = 0; i < order.length; i++) merits.push(1 / <f64>(i + 1));
printShares(order, merits);

/** Below 1 for everybody. */
function share(one: WorkerInferences): f64 {
  return meanOf(one) / 1e9;
}
