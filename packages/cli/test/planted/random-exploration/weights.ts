import { read, printShares } from "./io";
// Every node draws another number, so no two outputs agree.
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "random_get")
declare function random_get(buffer: usize, length: u32): i32;
const payload = read();
const drawn = memory.data(4);
const merits: f64[] = [];
for (let i = 0; i < payload.workers.length; i++) {
  random_get(drawn, 4);
  merits.push(1 + <f64>(load<u32>(drawn) % 100) / 100);
}
printShares(payload.workers, merits);
