// The few functions of WASI preview 1 that weight logic needs. Pointers are addresses in linear memory.

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: u32, iovs: usize, iovsLength: u32, written: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_read")
declare function fd_read(fd: u32, iovs: usize, iovsLength: u32, read: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "proc_exit")
declare function proc_exit(code: u32): void;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
declare function clock_time_get(clock: u32, precision: u64, time: usize): u32;

export const STDIN: u32 = 0;
export const STDOUT: u32 = 1;
export const STDERR: u32 = 2;

/** Exit codes of a run that ends by itself, after BSD's sysexits. */
export namespace Exit {
  /** The payload, or an HTTP answer, is not what it should be. */
  export const DATA: u32 = 65;
  /** Something outside could not be reached: stdin, stdout, an HTTP source. */
  export const UNAVAILABLE: u32 = 69;
}

/** An I/O vector (address, length) and the count of bytes moved. */
const VECTOR = memory.data(12, 4);

/** Writes all the bytes: in one call, unless the host takes only a part. */
export function write(fd: u32, start: usize, length: usize): void {
  while (length) {
    store<u32>(VECTOR, <u32>start);
    store<u32>(VECTOR, <u32>length, 4);
    store<u32>(VECTOR, 0, 8);
    const errno = fd_write(fd, VECTOR, 1, VECTOR + 8);
    const written = <usize>load<u32>(VECTOR, 8);
    if (errno != 0 || written == 0 || written > length) {
      if (fd == STDERR) return; // nowhere left to report it
      exit(Exit.UNAVAILABLE);
    }
    start += written;
    length -= written;
  }
}

/** Reads stdin to its end, at most `capacity` bytes; returns how many, or -1 when reading fails. */
export function readStdin(start: usize, capacity: i32): i32 {
  let total = 0;
  while (total < capacity) {
    store<u32>(VECTOR, <u32>start + total);
    store<u32>(VECTOR, capacity - total, 4);
    store<u32>(VECTOR, 0, 8);
    if (fd_read(STDIN, VECTOR, 1, VECTOR + 8)) return -1;
    const read = load<i32>(VECTOR, 8);
    if (read == 0) break;
    if (<u32>read > <u32>(capacity - total)) return -1;
    total += read;
  }
  return total;
}

/** Ends the run with a code. A successful run returns instead: old nodes turn every `proc_exit` into a failure. */
export function exit(code: u32): void {
  proc_exit(code);
  unreachable();
}

/** The clock that only goes forward. */
const MONOTONIC: u32 = 1;

/** Nanoseconds of a clock that only goes forward; 0 when the host has none. */
export function monotonicTime(): u64 {
  const time = memory.data(8, 8);
  store<u64>(time, 0);
  clock_time_get(MONOTONIC, 1, time);
  return load<u64>(time);
}
