import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { EXIT_UNKNOWN } from "../exit-codes.js";
import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { Errno } from "./errno.js";
import type { FileTable } from "./file-table.js";
import type { Layout } from "./layout.js";

const EVENT = 32;
const TYPE_CLOCK = 0;
const TYPE_READ = 1;
const TYPE_WRITE = 2;
const ABSTIME = 1;
const MAX_SUBSCRIPTIONS = 1024;

const NOTE =
  "The logic read the clock: on a network each node sees another time, and outputs that depend on it differ";

/** Nanoseconds by which the monotonic clock moves on when it is read: guests take 0 or no progress for a fault. */
const TICK = 1000n;

/**
 * WASI's clocks: the wall clock shows the block time, which only polling moves, the monotonic one counts from the start of
 * the run, and moves on with each reading too.
 */
export function clockFunctions(host: Host, table: FileTable, layout: Layout): HostModule {
  const read = (id: number): bigint | null => {
    if (id === 0) return BigInt(Math.trunc(host.request.blockTime)) * 1_000_000_000n + host.elapsed;
    // There is no CPU time, as in wasmtime.
    return id === 1 ? host.elapsed + host.monotonicReads * TICK : null;
  };
  const unknown = (id: number): number => {
    if (id === 2 || id === 3) return Errno.badf;
    const kind = `a clock that WASI does not have (${id >>> 0})`;
    host.stop(EXIT_UNKNOWN, fault(runtimeErrors.trap, { kind, exitCode: EXIT_UNKNOWN }));
  };
  return {
    clock_res_get(id: number, result: number): number {
      if (read(id) === null) return unknown(id);
      host.setU64(result >>> 0, 1n);
      return Errno.success;
    },
    clock_time_get(id: number, _precision: bigint, result: number): number {
      host.checkRunning();
      if (id === 1) host.monotonicReads += 1n;
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
      host.check(subscriptions >>> 0, n * layout.subscription, 8);
      host.check(events >>> 0, n * EVENT, 8);
      const wanted = Array.from({ length: n }, (_, i) =>
        readSubscription(host, (subscriptions >>> 0) + i * layout.subscription, read, layout),
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
  { clock }: Layout,
): Subscription {
  const view = host.view();
  const userdata = view.getBigUint64(at, true);
  const type = view.getUint8(at + 8);
  if (type !== TYPE_CLOCK)
    return { userdata, type, fd: view.getUint32(at + 16, true), wait: 0n, errno: Errno.success };
  const now = read(view.getUint32(at + clock.id, true));
  const timeout = view.getBigUint64(at + clock.timeout, true);
  if (now === null) return { userdata, type, fd: -1, wait: 0n, errno: Errno.inval };
  const absolute = (view.getUint16(at + clock.flags, true) & ABSTIME) !== 0;
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
