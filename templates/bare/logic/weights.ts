// Weight logic without the SDK: what a node gives comes in, one JSON object goes out, by @assemblyscript/wasi-shim. Each worker's weight
// is its share of all inferences since the last round.

/** Copies the whole payload to the buffer and stores its length; crashes the node when the buffer is smaller. */
// @ts-ignore: decorator
@external("blockless_memory", "memory_read")
declare function memory_read(buffer: usize, capacity: u32, length: usize): i32;

const CAPACITY: u32 = 1 << 20;
const KEY = '"worker":"';

const buffer = heap.alloc(CAPACITY);
const length = memory.data(4, 4);
if (memory_read(buffer, CAPACITY, length)) throw new Error("the payload cannot be read");

// The chain's JSON is compact and its addresses need no escapes, so looking for the key is enough.
const input = String.UTF8.decodeUnsafe(buffer, load<u32>(length));
const counts = new Map<string, i32>();
let total = 0;
for (let at = input.indexOf(KEY); at >= 0; at = input.indexOf(KEY, at + 1), total++) {
  const worker = input.slice(at + KEY.length, input.indexOf('"', at + KEY.length));
  counts.set(worker, 1 + (counts.has(worker) ? counts.get(worker) : 0));
}
// The chain runs every due round a second time, on the newest set alone or on nothing. A worker that is not named keeps its weight.
if (input.split('"timestamp":').length < 3) counts.clear();

// One JSON object, every weight a string, nothing else on stdout. Joined texts take memory that grows with the square of their number.
// The console of @assemblyscript/wasi-shim writes to stdout too: logs go to process.stderr.
process.stdout.write('{"type":"weights","weights":{');
for (let i = 0, workers = counts.keys(); i < workers.length; i++)
  process.stdout.write(
    `${i ? "," : ""}"${workers[i]}":"${<f64>counts.get(workers[i]) / <f64>total}"`,
  );
process.stdout.write("}}");
