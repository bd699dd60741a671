import { compile, guest } from "./compile.js";
import { wasm } from "./wasm.js";

/** A number for each worker, or null for none. */
export type Column = readonly (number | null)[];

/** What a rule gave. */
export interface Result {
  readonly column: (number | null)[];
  /** What the function returned, undefined for one that gives a column. */
  readonly value: number | undefined;
  readonly stderr: string;
}

/** Calls a function of `guest/rules.ts` in a fresh instance, its first columns filled. */
export type Rules = (name: string, columns: readonly Column[], ...args: number[]) => Result;

/** Compiles `guest/rules.ts` as a release build does. */
export async function loadRules(): Promise<Rules> {
  const module = new wasm.Module(await compile(await guest("rules")));
  return (name, columns, ...args) => {
    const written: Uint8Array[] = [];
    const bytes = (at: number, length: number) => new Uint8Array(memory.buffer, at, length);
    const instance = new wasm.Instance(module, {
      wasi_snapshot_preview1: {
        fd_write(_fd: number, iovs: number, count: number, writtenAt: number) {
          const view = new DataView(memory.buffer);
          let total = 0;
          for (let i = 0; i < count; i += 1) {
            const length = view.getUint32(iovs + 8 * i + 4, true);
            written.push(bytes(view.getUint32(iovs + 8 * i, true), length).slice());
            total += length;
          }
          view.setUint32(writtenAt, total, true);
          return 0;
        },
        proc_exit: () => 0,
      },
    });
    const { memory } = instance.exports;
    const call = (which: string, ...given: number[]): unknown => {
      const found: unknown = Reflect.get(instance.exports, which);
      if (typeof found !== "function") throw new Error(`the guest has no ${which}`);
      const result: unknown = Reflect.apply(found, undefined, given);
      return result;
    };
    const address = (index: number) => Number(call("column", index));
    const count = Math.max(...columns.map((column) => column.length));
    const stderr = () => Buffer.concat(written).toString("utf8");
    call("_start");
    call("begin", count);
    columns.forEach((column, index) => {
      const at = address(index);
      const view = new DataView(memory.buffer);
      column.forEach((value, worker) => {
        if (value === null) return;
        view.setFloat64(at + 8 * worker, value, true);
        view.setUint8(at + 8 * count + worker, 1);
      });
    });
    let value: unknown;
    try {
      value = call(name, ...args);
    } catch (cause) {
      throw new Error(stderr() || "trap without a message", { cause });
    }
    const at = address(0);
    const view = new DataView(memory.buffer);
    const column = Array.from({ length: count }, (_, worker) =>
      view.getUint8(at + 8 * count + worker) ? view.getFloat64(at + 8 * worker, true) : null,
    );
    return { column, value: typeof value === "number" ? value : undefined, stderr: stderr() };
  };
}

/** By how much two numbers differ, in units of the larger one; 0 when they are the same. */
export function relativeGap(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
