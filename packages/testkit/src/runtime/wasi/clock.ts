import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { Errno } from "./errno.js";
import type { FileTable } from "./file-table.js";

const SUBSCRIPTION = 48;
const EVENT = 32;
const TYPE_CLOCK = 0;
const TYPE_READ = 1;
const TYPE_WRITE = 2;
const ABSTIME = 1;
const MAX_SUBSCRIPTIONS = 1024;

const NOTE =
  "The logic read the clock: on a network each node sees another time, and outputs that depend on it differ";

/** WASI's clocks, which show the block time, and polling, which is all that moves them. */
export function clockFunctions(host: Host, table: FileTable): HostModule {
  const read = (id: number): bigint | null => {
    if (id === 0) return BigInt(Math.trunc(host.request.blockTime)) * 1_000_000_000n + host.elapsed;
    // Monotonic time counts from the start of the run. There is no CPU time, as in wasmtime.
    return id === 1 ? host.elapsed : null;
  };
  const unknown = (id: number): number => (id === 2 || id === 3 ? Errno.badf : Errno.inval);
  return {
    clock_res_get(id: number, result: number): number {
      if (read(id) === null) return unknown(id);
      host.setU64(result >>> 0, 1n);
      return Errno.success;
    },
    clock_time_get(id: number, _precision: bigint, result: number): number {
      host.checkRunning();
      const time = read(id);
      if (time === null) return unknown(id);
      if (id === 0) host.note(NOTE);
      host.setU64(result >>> 0, time);
      return Errno.success;
    },
    poll_oneoff(subscriptions: number, events: number, count: number, result: number): number {
      host.checkRunning();
      const n = count >>> 0;
      if (n === 0 || n > MAX_SUBSCRIPTIONS) return Errno.inval;
      host.check(subscriptions >>> 0, n * SUBSCRIPTION, 8);
      host.check(events >>> 0, n * EVENT, 8);
      const wanted = Array.from({ length: n }, (_, i) =>
        readSubscription(host, (subscriptions >>> 0) + i * SUBSCRIPTION, read),
      );
      const due = chooseDue(host, table, wanted);
      due.forEach((event, i) => {
        writeEvent(host, (events >>> 0) + i * EVENT, event);
      });
      host.setU32(result >>> 0, due.length);
      return Errno.success;
    },
  };
}

interface Subscription {
  readonly userdata: bigint;
  readonly type: number;
  readonly fd: number;
  /** Nanoseconds of virtual time until it is due. */
  readonly wait: bigint;
  readonly errno: number;
}

function readSubscription(
  host: Host,
  at: number,
  read: (id: number) => bigint | null,
): Subscription {
  const view = host.view();
  const userdata = view.getBigUint64(at, true);
  const type = view.getUint8(at + 8);
  if (type !== TYPE_CLOCK)
    return { userdata, type, fd: view.getUint32(at + 16, true), wait: 0n, errno: Errno.success };
  const now = read(view.getUint32(at + 16, true));
  const timeout = view.getBigUint64(at + 24, true);
  if (now === null) return { userdata, type, fd: -1, wait: 0n, errno: Errno.inval };
  const absolute = (view.getUint16(at + 40, true) & ABSTIME) !== 0;
  const wait = absolute ? (timeout > now ? timeout - now : 0n) : timeout;
  return { userdata, type, fd: -1, wait, errno: Errno.success };
}

/** The subscriptions that are due first: streams are always ready, clocks after their wait, which passes at once. */
function chooseDue(
  host: Host,
  table: FileTable,
  wanted: readonly Subscription[],
): readonly Subscription[] {
  const resolved = wanted.map((one): Subscription => {
    if (one.type === TYPE_CLOCK) return one;
    const known = one.type === TYPE_READ || one.type === TYPE_WRITE;
    const stream = known ? table.get(one.fd) : undefined;
    const fits = stream !== undefined && (stream === "stdin") === (one.type === TYPE_READ);
    return fits ? one : { ...one, errno: known ? Errno.badf : Errno.inval };
  });
  const first = resolved.reduce(
    (least, { wait }) => (wait < least ? wait : least),
    resolved[0]?.wait ?? 0n,
  );
  host.elapsed += first;
  return resolved.filter(({ wait }) => wait === first);
}

function writeEvent(host: Host, at: number, { userdata, type, errno }: Subscription): void {
  const view = host.view();
  host.span(at, EVENT).fill(0);
  view.setBigUint64(at, userdata, true);
  view.setUint16(at + 8, errno, true);
  view.setUint8(at + 10, type);
}
