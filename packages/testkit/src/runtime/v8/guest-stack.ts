/** One WASM frame of V8's stack, innermost first. */
export interface WasmFrame {
  readonly functionIndex: number;
  /** Byte offset in the module that V8 ran. */
  readonly offset: number;
}

const MAX_FRAMES = 100;

/** Runs `body` with stacks deep enough for a guest's. */
export function withDeepStacks<T>(body: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = MAX_FRAMES;
  try {
    return body();
  } finally {
    Error.stackTraceLimit = before;
  }
}

/** The WASM frames of an error that came out of a guest. Does not trust its text: V8 is asked for the call sites. */
export function guestStack(error: Error): readonly WasmFrame[] {
  const frames: WasmFrame[] = [];
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  Error.prepareStackTrace = (_error, sites) => {
    for (const site of sites) {
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- V8's call sites do have their own text
      const found = /.*wasm-function\[(\d+)\]:0x([0-9a-f]+)/s.exec(site.toString());
      if (found === null) continue;
      frames.push({ functionIndex: Number(found[1]), offset: Number.parseInt(found[2] ?? "", 16) });
    }
    return "";
  };
  try {
    // Reading the stack for the first time is what formats it.
    Reflect.get(error, "stack");
  } finally {
    Reflect.deleteProperty(Error, "prepareStackTrace");
    if (before !== undefined) Object.defineProperty(Error, "prepareStackTrace", before);
  }
  return frames;
}
