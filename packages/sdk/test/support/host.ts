import { wasm, type WasmMemory, type WasmModule } from "./wasm.js";

/** What a run came to. `trap` is the engine's message when it trapped, `exit` the code when the guest ended itself. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
  readonly trap: string | null;
  /** Writes to stdout, one by one. */
  readonly writes: readonly string[];
  readonly urls: readonly string[];
  /** Bytes of memory at the end. */
  readonly memory: number;
}

export interface HostOptions {
  /** Status and body for a URL; a number alone is the error of the request. */
  readonly http?: (url: string, attempt: number) => { status: number; body: string } | number;
  /** What `BLS_LIST_VARS` offers, as the raw text of `env_var_read`. */
  readonly env?: string;
  /** At most so many bytes are taken by one `fd_write` or given by one `fd_read` or `http_read_body`. */
  readonly chunk?: number;
}

/** Thrown, always the same one, when a guest ends itself: most runs do, and an error of each would cost its stack. */
const ENDED = new Error("the guest ended itself");

/** Runs a module's `_start` once, in a fresh instance, on a host made of a few lines. */
export function run(
  module: WasmModule,
  stdin: Uint8Array | string,
  options: HostOptions = {},
): Run {
  return start(module, options)(stdin);
}

/** How often an instance is used: its memory only ever grows. */
const RUNS_OF_AN_INSTANCE = 200;

/** Runs a guest that exports `again` over and over, with few fresh instances: the quickest way to try many payloads. */
export function runner(module: WasmModule): (stdin: Uint8Array) => Run {
  let current = start(module, {});
  let runs = 0;
  return (stdin) => {
    if (runs === RUNS_OF_AN_INSTANCE) {
      current = start(module, {});
      runs = 0;
    }
    runs += 1;
    return current(stdin);
  };
}

/** An instance on a host made of a few lines; the first call runs its `_start`, further ones its `again`. */
function start(module: WasmModule, options: HostOptions): (stdin: Uint8Array | string) => Run {
  let input = new Uint8Array();
  const chunk = options.chunk ?? Infinity;
  let output: Uint8Array[][] = [[], [], []];
  let urls: string[] = [];
  const bodies: Uint8Array[] = [];
  let read = 0;
  let exit: number | null = null;
  let memory: WasmMemory = { buffer: new ArrayBuffer(0) };
  const view = () => new DataView(memory.buffer);
  const bytes = (at: number, length: number) => new Uint8Array(memory.buffer, at, length);
  const text = (at: number, length: number) => new TextDecoder().decode(bytes(at, length));
  const copyWhole = (source: Uint8Array, at: number, length: number, lengthAt: number) => {
    if (length < source.length)
      throw new Error("the node crashes: buffer smaller than its content");
    // As the node does when its copy would reach beyond the guest's memory.
    if (at + source.length > memory.buffer.byteLength) return 2;
    bytes(at, source.length).set(source);
    view().setUint32(lengthAt, source.length, true);
    return 0;
  };
  const instance = new wasm.Instance(module, {
    wasi_snapshot_preview1: {
      fd_write(fd: number, iovs: number, count: number, written: number) {
        let total = 0;
        for (let i = 0; i < count; i += 1) {
          const at = view().getUint32(iovs + 8 * i, true);
          const length = Math.min(view().getUint32(iovs + 8 * i + 4, true), chunk - total);
          output[fd]?.push(bytes(at, length).slice());
          total += length;
        }
        view().setUint32(written, total, true);
        return 0;
      },
      fd_read(_fd: number, iovs: number, _count: number, readAt: number) {
        const at = view().getUint32(iovs, true);
        const part = input.subarray(read, read + Math.min(chunk, view().getUint32(iovs + 4, true)));
        bytes(at, part.length).set(part);
        read += part.length;
        view().setUint32(readAt, part.length, true);
        return 0;
      },
      proc_exit(code: number) {
        exit = code;
        throw ENDED;
      },
    },
    blockless_memory: {
      memory_read: (at: number, length: number, lengthAt: number) =>
        copyWhole(input, at, length, lengthAt),
      env_var_read: (at: number, length: number, lengthAt: number) =>
        copyWhole(new TextEncoder().encode(options.env ?? "{}"), at, length, lengthAt),
    },
    blockless_http: {
      http_req(
        url: number,
        urlLength: number,
        opts: number,
        optsLength: number,
        handleAt: number,
        statusAt: number,
      ) {
        const given: unknown = JSON.parse(text(opts, optsLength));
        const headers: unknown =
          typeof given === "object" && given !== null && "headers" in given ? given.headers : null;
        if (typeof headers !== "string") return 15;
        const address = text(url, urlLength);
        urls.push(headers === "{}" ? address : `${address} ${headers}`);
        const attempt = urls.length;
        const answer = options.http?.(address, attempt) ?? 11;
        if (typeof answer === "number") return answer;
        bodies.push(new TextEncoder().encode(answer.body));
        view().setUint32(handleAt, bodies.length - 1, true);
        view().setUint32(statusAt, answer.status, true);
        return 0;
      },
      http_read_body(handle: number, at: number, length: number, lengthAt: number) {
        const body = bodies[handle];
        if (body === undefined) return 1;
        const part = body.subarray(0, Math.min(chunk, length));
        bodies[handle] = body.subarray(part.length);
        bytes(at, part.length).set(part);
        view().setUint32(lengthAt, part.length, true);
        return 0;
      },
      http_close: () => 0,
    },
  });
  memory = instance.exports.memory;
  let entry: () => unknown = instance.exports._start;
  const joined = (parts: Uint8Array[] = []) => Buffer.concat(parts).toString("utf8");
  return (stdin) => {
    input = typeof stdin === "string" ? new TextEncoder().encode(stdin) : new Uint8Array(stdin);
    output = [[], [], []];
    urls = [];
    read = 0;
    exit = null;
    let trap: string | null = null;
    try {
      entry();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error !== ENDED) trap = error.message;
    }
    const again: unknown = Reflect.get(instance.exports, "again");
    entry = () => (typeof again === "function" ? Reflect.apply(again, undefined, []) : undefined);
    return {
      stdout: joined(output[1]),
      stderr: joined(output[2]),
      writes: (output[1] ?? []).map((part) => Buffer.from(part).toString("utf8")),
      exit,
      trap,
      urls,
      memory: memory.buffer.byteLength,
    };
  };
}
