// What the planted faults share: the payload as plain maps, and a way to print. Copied into each project as logic/io.ts.
// @ts-ignore: decorator
@external("blockless_memory", "memory_read")
declare function memory_read(buffer: usize, capacity: u32, length: usize): i32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: i32, vectors: usize, count: i32, written: usize): i32;

export class WorkerInferences {
  worker: string = "";
  /** Newest first, as in the payload. */
  values: string[] = [];
  /** When each was given, UNIX seconds. */
  times: i64[] = [];
}

export class Payload {
  /** In order of first appearance. */
  workers: WorkerInferences[] = [];
  stored: Map<string, f64> = new Map();
  sets: i32 = 0;
}

const vector = memory.data(12, 4);

/** The payload as text. */
export function input(capacity: u32 = 4 << 20): string {
  const buffer = heap.alloc(capacity);
  if (memory_read(buffer, capacity, vector + 8)) throw new Error("the payload cannot be read");
  return String.UTF8.decodeUnsafe(buffer, load<u32>(vector, 8));
}

/** Quoted texts of a payload, which come in a known order. */
export function read(text: string = input()): Payload {
  const payload = new Payload();
  const index = new Map<string, i32>();
  const end = text.indexOf('"latest_weights"');
  for (let at = text.indexOf('{"timestamp"'); at >= 0; at = text.indexOf('{"timestamp"', at + 1)) {
    payload.sets++;
  }
  let time: i64 = 0;
  let set = text.indexOf('{"timestamp":"');
  for (let at = text.indexOf('{"worker":"'); at >= 0; at = text.indexOf('{"worker":"', at + 1)) {
    for (; set >= 0 && set < at; set = text.indexOf('{"timestamp":"', set + 1)) {
      time = I64.parseInt(text.slice(set + 14, text.indexOf('"', set + 14)));
    }
    const from = at + 11;
    const worker = text.slice(from, text.indexOf('"', from));
    const start = text.indexOf('"inference":"', from) + 13;
    if (!index.has(worker)) {
      index.set(worker, payload.workers.length);
      const added = new WorkerInferences();
      added.worker = worker;
      payload.workers.push(added);
    }
    const one = payload.workers[index.get(worker)];
    one.values.push(text.slice(start, text.indexOf('"', start)));
    one.times.push(time);
  }
  for (let at = text.indexOf('"allo', end); at >= 0; at = text.indexOf('"allo', at)) {
    const close = text.indexOf('"', at + 1);
    const start = close + 3;
    const stop = text.indexOf('"', start);
    payload.stored.set(text.slice(at + 1, close), parseFloat(text.slice(start, stop)));
    at = stop + 1;
  }
  return payload;
}

export function print(text: string): void {
  const bytes = String.UTF8.encode(text);
  store<u32>(vector, <u32>changetype<usize>(bytes));
  store<u32>(vector, bytes.byteLength, 4);
  fd_write(1, vector, 1, vector + 8);
}

/** Prints weights as one object. */
export function printWeights(names: string[], weights: f64[]): void {
  print('{"type":"weights","weights":{');
  for (let i = 0; i < names.length; i++) print(`${i ? "," : ""}"${names[i]}":"${weights[i]}"`);
  print("}}");
}

/** Weights that sum to 1, or nothing where there is nothing to share. */
export function printShares(workers: WorkerInferences[], merits: f64[]): void {
  let total: f64 = 0;
  for (let i = 0; i < merits.length; i++) total += merits[i];
  const names: string[] = [];
  const weights: f64[] = [];
  for (let i = 0; total > 0 && i < workers.length; i++) {
    names.push(workers[i].worker);
    weights.push(merits[i] / total);
  }
  printWeights(names, weights);
}

/** Mean of a worker's inferences. */
export function meanOf(one: WorkerInferences): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < one.values.length; i++) sum += parseFloat(one.values[i]);
  return sum / <f64>one.values.length;
}

/** Distance of each worker's mean from the mean of all. */
export function distances(workers: WorkerInferences[]): f64[] {
  let sum: f64 = 0;
  for (let i = 0; i < workers.length; i++) sum += meanOf(workers[i]);
  const found: f64[] = [];
  for (let i = 0; i < workers.length; i++) {
    found.push(abs(meanOf(workers[i]) - sum / <f64>workers.length));
  }
  return found;
}
