import { createHash } from "node:crypto";
import { wasm, type Memory, type WasmModule } from "./wasm.js";

const HTTP_BODY = new TextEncoder().encode('{"delay":2544.5,"value":2544.5}');

/** Thrown by the host to end a run, as proc_exit does. */
export class Exit extends Error {}

/**
 * Imports for the corpus' modules: corpus/measure.py's `Host`, repeated to the letter, so that both engines' guests see
 * the same world.
 */
export class Host {
  readonly #stdin: Uint8Array;

  memory: Memory | null = null;
  #cursor = 0;
  #mixed = 0;
  #unread = new Uint8Array(0);
  readonly #output = createHash("sha256");

  constructor(stdin: Uint8Array) {
    this.#stdin = stdin;
  }

  imports(module: WasmModule): object {
    const imports: Record<string, Record<string, unknown>> = {};
    for (const { module: from, name, kind } of wasm.Module.imports(module)) {
      const room = (imports[from] ??= {});
      if (kind === "function") room[name] = this.#method(from, name);
      else if (kind === "memory") room[name] = new wasm.Memory({ initial: 1 });
      else if (kind === "table") room[name] = new wasm.Table({ initial: 4, element: "anyfunc" });
      else room[name] = new wasm.Global({ value: "i32" }, 7);
    }
    return imports;
  }

  /** Digest of the output and of the memory, as measure.py prints it. */
  digest(): string {
    const text = this.#output.digest("hex").slice(0, 16);
    if (this.memory === null) return text;
    const memory = createHash("sha256").update(new Uint8Array(this.memory.buffer));
    return text + memory.digest("hex").slice(0, 16);
  }

  #method(module: string, name: string): (...args: number[]) => number {
    const known = this.#known();
    return (...given) => {
      const args = given.map((arg) => (arg < 0 ? arg >>> 0 : arg));
      const method = known[name];
      if (method !== undefined) return method(args);
      if (module !== "test") return 52;
      for (const arg of args)
        this.#mixed = Number((BigInt(this.#mixed) * 31n + BigInt(arg)) & 0x7fffffffn);
      return this.#mixed;
    };
  }

  #known(): Record<string, (args: number[]) => number> {
    const exit = () => {
      throw new Exit("exit");
    };
    const sizes = ([count = 0, bytes = 0]: number[]) => {
      this.#view().setUint32(count, 0, true);
      this.#view().setUint32(bytes, 0, true);
      return 0;
    };
    return {
      proc_exit: exit,
      abort: exit,
      fd_write: ([, vectors = 0, count = 0, written = 0]) => {
        const total = this.#vectors(vectors, count, (part) => {
          this.#output.update(part);
          return part.length;
        });
        this.#view().setUint32(written, total, true);
        return 0;
      },
      fd_read: ([, vectors = 0, count = 0, read = 0]) => {
        const total = this.#vectors(vectors, count, (part) => {
          const some = this.#stdin.subarray(this.#cursor, this.#cursor + part.length);
          part.set(some);
          this.#cursor += some.length;
          return some.length;
        });
        this.#view().setUint32(read, total, true);
        return 0;
      },
      memory_read: ([start = 0, , count = 0]) => {
        this.#bytes().set(this.#stdin, start);
        this.#view().setUint32(count, this.#stdin.length, true);
        return 0;
      },
      http_req: ([, , , , handle = 0, code = 0]) => {
        this.#unread = HTTP_BODY;
        this.#view().setUint32(handle, 1, true);
        this.#view().setUint32(code, 200, true);
        return 0;
      },
      http_read_body: ([, start = 0, size = 0, count = 0]) => {
        const part = this.#unread.subarray(0, size);
        this.#unread = this.#unread.subarray(size);
        this.#bytes().set(part, start);
        this.#view().setUint32(count, part.length, true);
        return 0;
      },
      http_close: () => 0,
      args_sizes_get: sizes,
      environ_sizes_get: sizes,
      random_get: ([start = 0, count = 0]) => {
        this.#bytes().fill(7, start, start + count);
        return 0;
      },
      clock_time_get: ([, , result = 0]) => {
        this.#view().setBigUint64(result, 1_700_000_000_000_000_000n, true);
        return 0;
      },
    };
  }

  #vectors(vectors: number, count: number, each: (part: Uint8Array) => number): number {
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      const start = this.#view().getUint32(vectors + 8 * index, true);
      const size = this.#view().getUint32(vectors + 8 * index + 4, true);
      total += each(this.#bytes().subarray(start, start + size));
    }
    return total;
  }

  #bytes(): Uint8Array {
    if (this.memory === null) throw new Error("the guest has no memory");
    return new Uint8Array(this.memory.buffer);
  }

  #view(): DataView {
    const { buffer } = this.#bytes();
    return new DataView(buffer);
  }
}
