import { PAYLOAD_LIMIT, TARGET } from "../build-config";
import { PADDING } from "../json/cursor";
import { log } from "../log";
import { memory_read } from "./blockless";
import { Exit, exit, readStdin } from "./wasi";

/** Bytes of the payload that `readPayload` read. */
export let payloadLength: usize = 0;

/**
 * Reads the whole payload into fresh memory, followed by `PADDING` bytes of 0. Memory that the payload does not reach is never
 * touched.
 * @returns its address; its length is in `payloadLength`
 */
export function readPayload(): usize {
  // One byte more than the limit, to notice a payload that exceeds it.
  const start = heap.alloc(<usize>PAYLOAD_LIMIT + 1 + PADDING);
  let length: i32;
  if (TARGET == 0) {
    const lengthAt = memory.data(4, 4);
    const errno = memory_read(start, PAYLOAD_LIMIT, lengthAt);
    length = errno ? -1 : load<i32>(lengthAt);
  } else {
    length = readStdin(start, PAYLOAD_LIMIT + 1);
  }
  if (length < 0) {
    log("payload: cannot be read");
    exit(Exit.UNAVAILABLE);
  }
  if (length > PAYLOAD_LIMIT) {
    log("payload: above the build's limit");
    exit(Exit.DATA);
  }
  payloadLength = <usize>length;
  memory.fill(start + length, 0, PADDING);
  return start;
}
