// The functions of the Blockless runtime that weight logic needs. Pointers are addresses in linear memory.

/** Copies all of stdin to the buffer and stores its length; crashes the node when the buffer is smaller than stdin. */
// @ts-ignore: decorator
@external("blockless_memory", "memory_read")
export declare function memory_read(buffer: usize, capacity: u32, length: usize): u32;

/** Writes a JSON object of the variables that the node gives; its values are not escaped. Crashes the node like `memory_read`. */
// @ts-ignore: decorator
@external("blockless_memory", "env_var_read")
export declare function env_var_read(buffer: usize, capacity: u32, length: usize): u32;

// @ts-ignore: decorator
@external("blockless_http", "http_req")
export declare function http_req(
  url: usize,
  urlLength: u32,
  options: usize,
  optionsLength: u32,
  handle: usize,
  status: usize,
): u32;

// @ts-ignore: decorator
@external("blockless_http", "http_read_body")
export declare function http_read_body(
  handle: u32,
  buffer: usize,
  capacity: u32,
  length: usize,
): u32;

// @ts-ignore: decorator
@external("blockless_http", "http_close")
export declare function http_close(handle: u32): u32;
