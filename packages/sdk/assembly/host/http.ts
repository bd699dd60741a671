import { enlarged } from "../bytes";
import { PADDING } from "../json/cursor";
import { Text } from "../text/text";
import { http_close, http_read_body, http_req } from "./blockless";
import { Exit, STDERR, exit, write } from "./wasi";

/** The largest body that is read, in bytes. */
const BODY_LIMIT: usize = 4 << 20;

const BROKEN = "no answer, error ";

const SCRATCH = memory.data(12, 4);

/** The answer to a request. */
export class Response {
  /** Address of the body, followed by `PADDING` bytes of 0. */
  body: usize = 0;
  length: usize = 0;

  constructor(
    /** The URL that was asked. */
    readonly url: Text,
    /** The HTTP status. */
    readonly status: u32,
  ) {}

  /** Ends the run because of the status. */
  fail(): void {
    failed(this.url, "status ", this.status);
  }
}

/**
 * Sends a request and waits for the status.
 * @param options JSON with `method`, `headers` (a string that holds JSON: v0.6 of the runtime refuses a request without) and timeouts
 * @returns the runtime's error, 0 when there is an answer: take it with `receive`
 */
export function send(url: Text, options: Text): u32 {
  return http_req(
    url.start,
    <u32>url.length,
    options.start,
    <u32>options.length,
    SCRATCH,
    SCRATCH + 4,
  );
}

/** The status of the answer to the request just sent. */
export function status(): u32 {
  return load<u32>(SCRATCH, 4);
}

/** Gives an answer back unread. */
export function dismiss(): void {
  http_close(load<u32>(SCRATCH));
}

/** Ends the run, naming the URL, because of the error that `send` returned. */
export function unanswered(url: Text, error: u32): void {
  failed(url, error == 6 || error == 14 ? "not permitted, error " : BROKEN, error);
}

/** Reads the whole answer to the request just sent. Ends the run, naming the URL, when it breaks off. */
export function receive(url: Text): Response {
  const handle = load<u32>(SCRATCH);
  const response = new Response(url, status());
  let capacity: usize = 4096;
  let body = heap.alloc(capacity + PADDING);
  let length: usize = 0;
  for (;;) {
    if (length == capacity) {
      if (length >= BODY_LIMIT) failed(url, BROKEN, 0);
      capacity <<= 1;
      body = enlarged(body, length, capacity + PADDING);
    }
    store<u32>(SCRATCH, 0, 8);
    const error = http_read_body(handle, body + length, <u32>(capacity - length), SCRATCH + 8);
    const read = <usize>load<u32>(SCRATCH, 8);
    if (error || read > capacity - length) failed(url, BROKEN, error);
    if (read == 0) break;
    length += read;
  }
  http_close(handle);
  memory.fill(body + length, 0, PADDING);
  response.body = body;
  response.length = length;
  return response;
}

function failed(url: Text, problem: string, number: u64): void {
  url.string(": ").string(problem).unsigned(number).byte(0x0a);
  write(STDERR, url.start, url.length);
  exit(Exit.UNAVAILABLE);
}
