import { PAYLOAD_LIMIT, TARGET } from "../build-config";
import { PADDING } from "../json/cursor";
import { log } from "../log";
import { memory_read } from "./blockless";
import { Exit, exit, readStdin } from "./wasi";

/** Bytes of the payload that `readPayload` read. */
export let payloadLength: usize = 0;

/** `memory_read`'s answer when what it is to copy reaches beyond the guest's memory. */
const BEYOND_MEMORY: u32 = 2;
/** Bytes that are tried first for the payload; four times as many after each that did not do. */
const FIRST_TRY: usize = 16 << 10;

/**
 * Reads the whole payload into fresh memory, followed by `PADDING` bytes of 0. Memory that the payload does not reach is never
 * touched, and little more than it needs is asked for.
 * @returns its address; its length is in `payloadLength`
 */
export function readPayload(): usize {
  let start: usize;
  let length: i32;
  if (TARGET == 0) {
    start = heap.alloc(FIRST_TRY);
    length = readMemory(start);
  } else {
    // One byte more than the limit, to notice a payload that exceeds it.
    start = heap.alloc(<usize>PAYLOAD_LIMIT + 1 + PADDING);
    length = readStdin(start, PAYLOAD_LIMIT + 1);
    if (length > PAYLOAD_LIMIT) {
      log("payload: above the build's limit");
      exit(Exit.DATA);
    }
  }
  if (length < 0) {
    log("payload: cannot be read");
    exit(Exit.UNAVAILABLE);
  }
  payloadLength = <usize>length;
  memory.fill(start + length, 0, PADDING);
  return start;
}

/**
 * Reads through `memory_read` to the address on, from which blocks lie one after the other (as the stub runtime's do). The node gets the
 * build's limit as the buffer's length, since it crashes when stdin is longer than that; but it copies only what there is, and answers
 * {@link BEYOND_MEMORY} when that reaches beyond the memory that the guest has so far.
 * @returns the payload's length, or -1 when reading fails
 */
function readMemory(start: usize): i32 {
  const lengthAt = memory.data(4, 4);
  const most = <usize>PAYLOAD_LIMIT + PADDING;
  let size = FIRST_TRY;
  while (true) {
    const errno = memory_read(start, PAYLOAD_LIMIT, lengthAt);
    const length = load<u32>(lengthAt);
    if (errno == 0 && <usize>length + PADDING <= size) return length;
    if ((errno != 0 && errno != BEYOND_MEMORY) || size >= most) return -1;
    // What was copied beyond our blocks is lost to the next one, so it is read again.
    const more = min(3 * size, most - size);
    size = heap.alloc(more) + more - start;
  }
  return -1;
}
