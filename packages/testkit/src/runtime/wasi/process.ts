import { utf8 } from "../../numbers/bytes.js";
import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { EXIT_UNKNOWN } from "../exit-codes.js";
import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { Errno } from "./errno.js";

/** Exit codes from here on are out of WASI's range for wasmtime, which then traps. */
const FIRST_BAD_STATUS = 126;

/** WASI's functions on arguments, environment, randomness and the end of the process. */
export function processFunctions(host: Host): HostModule {
  const args = new TextList(host, () => [host.program, ...host.request.args]);
  // Variables come through blockless_memory.env_var_read only.
  const environ = new TextList(host, () => []);
  return {
    args_sizes_get: (count: number, size: number): number => args.sizes(count >>> 0, size >>> 0),
    args_get: (pointers: number, buffer: number): number => args.get(pointers >>> 0, buffer >>> 0),
    environ_sizes_get: (count: number, size: number): number =>
      environ.sizes(count >>> 0, size >>> 0),
    environ_get: (pointers: number, buffer: number): number =>
      environ.get(pointers >>> 0, buffer >>> 0),
    proc_exit(status: number): never {
      const code = status >>> 0;
      if (host.target === "0.3.1") host.stop(EXIT_UNKNOWN, null);
      if (code >= FIRST_BAD_STATUS)
        host.stop(EXIT_UNKNOWN, fault(runtimeErrors.exitOutOfRange, { status: code }));
      if (code === 0)
        host.note(
          "The logic called proc_exit(0), which bls-runtime 0.3.1 turns into exit code 255: return from _start",
        );
      host.stop(code, null);
    },
    proc_raise(): never {
      const kind = "proc_raise, which nodes do not provide";
      host.stop(EXIT_UNKNOWN, fault(runtimeErrors.trap, { kind, exitCode: EXIT_UNKNOWN }));
    },
    sched_yield(): number {
      host.checkRunning();
      return Errno.success;
    },
    random_get(pointer: number, length: number): number {
      host.checkRunning();
      host.random.fill(host.span(pointer >>> 0, length >>> 0));
      host.note(
        "The logic asked for randomness: on a network each node gets other bytes, and their outputs differ",
      );
      return Errno.success;
    },
  };
}

/** A list of texts that WASI hands out as pointers into a buffer, each text ending with a NUL. */
class TextList {
  readonly #host: Host;
  readonly #texts: () => readonly string[];

  constructor(host: Host, texts: () => readonly string[]) {
    this.#host = host;
    this.#texts = texts;
  }

  sizes(count: number, size: number): number {
    const encoded = this.#encoded();
    this.#host.setU32(count, encoded.length);
    this.#host.setU32(
      size,
      encoded.reduce((sum, bytes) => sum + bytes.length, 0),
    );
    return Errno.success;
  }

  get(pointers: number, buffer: number): number {
    let at = buffer;
    this.#encoded().forEach((bytes, i) => {
      this.#host.setU32(pointers + i * 4, at);
      this.#host.span(at, bytes.length).set(bytes);
      at += bytes.length;
    });
    return Errno.success;
  }

  #encoded(): readonly Uint8Array[] {
    this.#host.checkRunning();
    return this.#texts().map((text) => utf8(`${text}\0`));
  }
}
