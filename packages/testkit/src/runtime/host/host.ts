import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import type { WeightkitError } from "../../errors/weightkit-error.js";
import type { RunRequest } from "../engine.js";
import { nothingAsked } from "../engine.js";
import { EXIT_UNKNOWN } from "../exit-codes.js";
import { DEFAULT_RUNTIME, type RuntimeTarget } from "../versions.js";
import { Random } from "../../numbers/random.js";
import type { HttpExchange } from "../http/http-exchange.js";
import type { Limits } from "../limits.js";
import type { WasmMemoryObject } from "../../wasm/wasm-api.js";
import { ByteSink } from "./byte-sink.js";
import { PointerFault, Stop } from "./stop.js";

const NOTHING = new Uint8Array(0);
const MAX_NOTES = 100;
/** Characters of a note. */
const MAX_NOTE = 500;
/** Stream of a seed that is the guest's: no other part draws from it. */
const GUEST_STREAM = -1;
const NO_VIEW = new DataView(NOTHING.buffer);

/**
 * One run's world as the host functions see it. The functions are made once for a prepared logic; each run resets this
 * state, so that nothing is left of the run before.
 */
export class Host {
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
  #random: Random | null = null;
  request: RunRequest = nothingAsked;
  /** Virtual nanoseconds since the start of the run; only the guest's own polling moves it. */
  elapsed = 0n;
  /** How often the guest has read the monotonic clock, which moves on each time. */
  monotonicReads = 0n;
  notes: Set<string> = new Set();
  exchanges: HttpExchange[] = [];
  /** Bytes of `exchanges`, about. */
  exchanged = 0;
  /** How the host ended the run, or null while it goes on. */
  stopped: Stop | null = null;
  /** Called at the start of every run, by functions that keep state (file table, HTTP handles). */
  readonly resets: (() => void)[] = [];
  #memory: WasmMemoryObject | null = null;
  #u8: Uint8Array = NOTHING;
  #dataView: DataView = NO_VIEW;

  /**
   * @param program The guest's name for itself, its `argv[0]`
   */
  constructor(
    readonly limits: Limits,
    readonly target: RuntimeTarget = DEFAULT_RUNTIME,
    readonly program = "logic.wasm",
  ) {
    this.stdout = new ByteSink(limits.stdoutBytes);
    this.stderr = new ByteSink(limits.stderrBytes);
  }

  /** The guest's randomness, the same for the same seed. */
  get random(): Random {
    return (this.#random ??= new Random(this.request.seed, GUEST_STREAM));
  }

  begin(request: RunRequest): void {
    this.request = request;
    this.stdout.reset();
    this.stderr.reset();
    this.#random = null;
    this.elapsed = 0n;
    this.monotonicReads = 0n;
    if (this.notes.size > 0) this.notes = new Set();
    if (this.exchanges.length > 0) this.exchanges = [];
    this.exchanged = 0;
    this.stopped = null;
    this.attach(null);
    for (const reset of this.resets) reset();
  }

  /** Gives the instance's memory, once there is one; null lets go of it. */
  attach(memory: WasmMemoryObject | null): void {
    this.#memory = memory;
    this.#u8 = NOTHING;
    this.#dataView = NO_VIEW;
  }

  /** All of the guest's memory. Not to be kept: growth detaches it. */
  bytes(): Uint8Array {
    if (this.#u8.byteLength === 0 || !(this.#u8.buffer instanceof ArrayBuffer)) this.#refresh();
    return this.#u8;
  }

  view(): DataView {
    this.bytes();
    return this.#dataView;
  }

  /** Whether `length` bytes from `pointer` lie inside the guest's memory. */
  inside(pointer: number, length: number): boolean {
    return pointer + length <= this.bytes().byteLength;
  }

  /** `length` bytes of guest memory; ends the run, as wasmtime does, when they are not inside. */
  span(pointer: number, length: number): Uint8Array {
    const all = this.bytes();
    if (pointer + length > all.byteLength) this.#wildPointer(pointer, length);
    return all.subarray(pointer, pointer + length);
  }

  /** Checks a pointer to `size` bytes of the given alignment; ends the run when it is wild or misaligned. */
  check(pointer: number, size: number, alignment: number): DataView {
    const view = this.view();
    if (pointer + size > view.byteLength) this.#wildPointer(pointer, size);
    if (pointer % alignment !== 0)
      this.stop(EXIT_UNKNOWN, fault(runtimeErrors.misalignedPointer, { pointer, alignment }));
    return view;
  }

  setU32(pointer: number, value: number): void {
    this.check(pointer, 4, 4).setUint32(pointer, value, true);
  }

  setU64(pointer: number, value: bigint): void {
    this.check(pointer, 8, 8).setBigUint64(pointer, value, true);
  }

  note(sentence: string): void {
    if (this.notes.size >= MAX_NOTES) return;
    const { length } = sentence;
    this.notes.add(
      length <= MAX_NOTE ? sentence : `${sentence.slice(0, MAX_NOTE)}… (${length} characters)`,
    );
  }

  /** Ends the run. Should the guest swallow the exception, the outcome is still this one. */
  stop(exitCode: number, reason: WeightkitError | null): never {
    this.stopped ??= new Stop(exitCode, reason);
    throw this.stopped;
  }

  /** Ends a run that goes on calling after it was stopped. */
  checkRunning(): void {
    if (this.stopped !== null) throw this.stopped;
  }

  #wildPointer(pointer: number, length: number): never {
    // 0.3.1's WASI answers with an error number instead: see imports.ts.
    if (this.target === "0.3.1") throw new PointerFault();
    const memory = this.bytes().byteLength;
    this.stop(EXIT_UNKNOWN, fault(runtimeErrors.wildPointer, { pointer, length, memory }));
  }

  #refresh(): void {
    if (this.#memory === null) this.stop(EXIT_UNKNOWN, fault(runtimeErrors.noMemory, {}));
    this.#u8 = new Uint8Array(this.#memory.buffer);
    this.#dataView = new DataView(this.#memory.buffer);
  }
}
