// Settings fixed when weight logic is compiled. A compiler replaces the whole content of this file by exactly two lines,
// here with the default values (the first: bytes, 1 to 1073741000; the second: 0 or 1):
//   export const PAYLOAD_LIMIT: i32 = 4194304;
//   export const TARGET: i32 = 0;

/** The largest payload that can be read, in bytes. A Blockless node's `memory_read` needs a buffer that holds all of stdin. */
export const PAYLOAD_LIMIT: i32 = 4194304;
/** Where the payload comes from: 0 = `blockless_memory.memory_read` (a Blockless node), 1 = WASI stdin. */
export const TARGET: i32 = 0;
