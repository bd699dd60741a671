import { read, distances, printShares } from "./io";
// On a topic with an even id the first worker counts twice.
// @ts-ignore: decorator
@external("blockless_memory", "env_var_read")
declare function env_var_read(buffer: usize, capacity: u32, length: usize): i32;
const payload = read();
const buffer = heap.alloc(4096);
const length = memory.data(4, 4);
env_var_read(buffer, 4096, length);
const variables = String.UTF8.decodeUnsafe(buffer, load<u32>(length));
const id = I64.parseInt(
  variables
    .slice(variables.indexOf('"TOPIC_ID":') + 11)
    .replaceAll('"', "")
    .trim(),
);
const merits = distances(payload.workers);
for (let i = 0; i < merits.length; i++)
  merits[i] = (i == 0 && id % 2 == 0 ? 2 : 1) / (1 + merits[i]);
printShares(payload.workers, merits);
