// Weight logic without the SDK: what a node gives comes in, one JSON object goes out. Each worker's weight is its share of all inferences
// since the last round.

/** Copies the whole payload to the buffer and stores its length; crashes the node when the buffer is smaller. */
// @ts-ignore: decorator
@external("blockless_memory", "memory_read")
declare function memory_read(buffer: usize, capacity: u32, length: usize): i32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: i32, vectors: usize, count: i32, written: usize): i32;

const CAPACITY: u32 = 1 << 20;
const KEY = '"worker":"';

const buffer = heap.alloc(CAPACITY);
const vector = memory.data(12, 4); // address, length; then how many bytes were moved
if (memory_read(buffer, CAPACITY, vector + 8)) throw new Error("the payload cannot be read");

// The chain's JSON is compact and its addresses need no escapes, so looking for the key is enough.
const input = String.UTF8.decodeUnsafe(buffer, load<u32>(vector, 8));
const counts = new Map<string, i32>();
let total = 0;
for (let at = input.indexOf(KEY); at >= 0; at = input.indexOf(KEY, at + 1), total++) {
  const worker = input.slice(at + KEY.length, input.indexOf('"', at + KEY.length));
  counts.set(worker, 1 + (counts.has(worker) ? counts.get(worker) : 0));
}
// The chain runs every due round a second time, on the newest set alone or on nothing. A worker that is not named keeps its weight.
if (input.split('"timestamp":').length < 3) counts.clear();

// One JSON object, every weight a string, nothing else on stdout. Joined texts take memory that grows with the square of their number.
print('{"type":"weights","weights":{');
for (let i = 0, workers = counts.keys(); i < workers.length; i++)
  print(`${i ? "," : ""}"${workers[i]}":"${<f64>counts.get(workers[i]) / <f64>total}"`);
print("}}");
function print(text: string): void {
  const bytes = String.UTF8.encode(text);
  store<u32>(vector, <u32>changetype<usize>(bytes));
  store<u32>(vector, bytes.byteLength, 4);
  if (fd_write(1, vector, 1, vector + 8)) throw new Error("stdout cannot be written");
}
