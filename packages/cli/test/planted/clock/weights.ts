import { read, printShares } from "./io";
// What counts depends on the second at which a node runs.
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
declare function clock_time_get(id: i32, precision: u64, time: usize): i32;
const payload = read();
const time = memory.data(8, 8);
clock_time_get(0, 1, time);
const seconds = <i32>((load<u64>(time) / 1000000000) % 1000);
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) merits.push(<f64>(1 + ((i + seconds) % 7)));
printShares(payload.workers, merits);
