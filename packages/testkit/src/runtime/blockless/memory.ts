import { utf8 } from "../../numbers/bytes.js";
import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { EXIT_PANIC } from "../exit-codes.js";
import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";

const LIST = "BLS_LIST_VARS";

const MemoryErrno = { success: 0, runtimeError: 2, invalidParameter: 3 } as const;

/** `blockless_memory`: the whole of stdin, and the environment variables, each from its start. */
export function blocklessMemory(host: Host): HostModule {
  return {
    memory_read: (buffer: number, length: number, result: number): number =>
      copyOut(host, STDIN, host.request.stdin, [buffer >>> 0, length >>> 0, result >>> 0]),
    env_var_read: (buffer: number, length: number, result: number): number =>
      copyOut(host, VARIABLES, utf8(listedVariables(host.request.env)), [
        buffer >>> 0,
        length >>> 0,
        result >>> 0,
      ]),
  };
}

/** What a call copies, for messages. */
interface Copied {
  readonly call: string;
  readonly what: string;
}

const STDIN: Copied = { call: "memory_read", what: "stdin" };
const VARIABLES: Copied = { call: "env_var_read", what: "the list of environment variables" };

/** @param place Pointer to a buffer, its length, and pointer to where the size goes. */
function copyOut(
  host: Host,
  { call, what }: Copied,
  bytes: Uint8Array,
  [buffer, length, result]: readonly [number, number, number],
): number {
  host.checkRunning();
  const size = bytes.length;
  if (length === 0) return MemoryErrno.invalidParameter;
  if (size > length)
    host.stop(EXIT_PANIC, fault(runtimeErrors.shortBuffer, { call, what, size, buffer: length }));
  if (!host.inside(buffer, size)) return MemoryErrno.runtimeError;
  host.bytes().set(bytes, buffer);
  host.setU32(result, size);
  return MemoryErrno.success;
}

/**
 * As bls-runtime writes it: values are not JSON-escaped, an unknown variable is empty. A node lists all variables of the
 * request in `BLS_LIST_VARS`; it counts when it is given here.
 */
function listedVariables(env: Readonly<Record<string, string>>): string {
  const value = (name: string): string => (Object.hasOwn(env, name) ? (env[name] ?? "") : "");
  const all = Object.hasOwn(env, LIST) ? value(LIST) : Object.keys(env).join(";");
  // Without any, Rust splits an empty text into one empty name.
  const names = all.split(";");
  return `{${names.map((name) => `"${name}": "${value(name)}"`).join(",")}}`;
}
