import { clipped } from "../../errors/clip.js";
import type { WeightkitError } from "../../errors/weightkit-error.js";
import type { Logic } from "../../logic/logic.js";
import { functionNames } from "../../logic/function-names.js";
import type { OffsetMap } from "../../metering/offset-map.js";
import { runtimeErrors } from "../../errors/runtime-errors.js";
import { codeFrame } from "./code-frame.js";
import type { Failure, Frame } from "../failure.js";
import type { WasmFrame } from "../v8/guest-stack.js";
import { SourceLookup } from "../../wasm/source-lookup.js";
import type { SourcePlace } from "../../wasm/source-lookup.js";

/** Where a run failed, as far as names and source map show it. */
export interface Trace {
  readonly frames: readonly Frame[];
  readonly code: string | null;
}

interface Symbols {
  readonly names: ReadonlyMap<number, string>;
  readonly lookup: SourceLookup | null;
}

/** Read once for each logic: thousands of rounds may fail. */
const known = new WeakMap<Logic, Symbols>();

function symbolsOf(logic: Logic): Symbols {
  const found = known.get(logic) ?? {
    names: functionNames(logic),
    lookup: logic.sourceMap === null ? null : SourceLookup.parse(logic.sourceMap),
  };
  known.set(logic, found);
  return found;
}

/** Names, original offsets and source places for the frames of a guest's stack, innermost first. */
export function makeTrace(
  frames: readonly WasmFrame[],
  logic: Logic,
  offsets: OffsetMap | null,
  lastWords: string | null,
): Trace {
  if (frames.length === 0) return { frames: [], code: null };
  const { names, lookup } = symbolsOf(logic);
  const named = frames.map(({ functionIndex, offset: ran }): Frame => {
    const offset = offsets?.toOriginal(ran) ?? ran;
    const name = names.get(functionIndex);
    const source = lookup?.at(offset) ?? null;
    return {
      // Both come from strangers, may be megabytes long, and are kept for each failed round.
      name: name === undefined ? null : clipped(name),
      ...{ functionIndex, offset },
      source: source === null ? null : { ...source, file: clipped(source.file) },
    };
  });
  return { frames: named, code: lookup === null ? null : frameOf(named, lookup, lastWords) };
}

/**
 * The code around the place in the author's own files: the one that the guest's last words name, since compilers leave
 * the call to abort without one, or else the innermost frame's. Without any, the innermost place of a library.
 */
function frameOf(
  frames: readonly Frame[],
  lookup: SourceLookup,
  lastWords: string | null,
): string | null {
  const named = lastWords === null ? null : placeIn(lastWords);
  const places = [named, ...frames.map(({ source }) => source)]
    .filter((place) => place !== null)
    .filter(({ file }) => lookup.linesOf(file) !== null);
  const place = places.find(({ file }) => !isLibrary(file)) ?? places[0];
  const code = place === undefined ? null : codeFrame(lookup.linesOf(place.file) ?? [], place);
  return place === undefined || code === null
    ? null
    : `${place.file}:${place.line}:${place.column}\n${code}`;
}

/** Whether a file is a library's, not the author's. */
function isLibrary(file: string): boolean {
  return /^~lib\/|node_modules\//.test(file);
}

/** Functions of compilers' runtimes, which report a panic or end the program: Go's, Rust's, C's and Zig's. */
const RUNTIME =
  /^(runtime\.|runtime\/|internal\/|syscall\.|os\.|wasm_|_rt0|std::|core::|alloc::|<|rust_|_ZN|_RN|posix\.|debug\.|builtin\.|~)|^(abort|raise|exit|_Exit|_start)$|^__(?!main_void$|original_main$)/;

/**
 * Position of the innermost frame that is the author's own: by its place, or, where code was moved into it, by its function's name as
 * AssemblyScript writes it (`start:logic/weights`); of other toolchains the innermost that is not their runtime's. 0 when there is none.
 */
export function authorsFrame(trace: readonly Frame[]): number {
  const own = trace.findIndex(
    ({ name, source }) =>
      (source !== null && !isLibrary(source.file)) ||
      (name !== null && /^(start:)?[^~:]+\//.test(name) && !isLibrary(name) && !RUNTIME.test(name)),
  );
  if (own >= 0) return own;
  const named = trace.findIndex(
    ({ name }) => name !== null && !RUNTIME.test(name) && !/^(start:)?~lib\//.test(name),
  );
  return Math.max(0, named);
}

const NO_NAMES =
  ". The WASM has no names: build with --debug, or keep its source map and names next to it as NAME.wasm.map and NAME.wasm.names";
const NO_LINE = ". An optimized build has only the library's line here: --debug leads to yours";

/** Whether an optimizer left only libraries' lines of a run that gave up: none of the author's is in its trace. */
function isInlined(frames: readonly Frame[], { code }: WeightkitError): boolean {
  return (
    code !== runtimeErrors.exited.code &&
    frames.some(({ source }) => source !== null) &&
    frames.every(({ source }) => source === null || isLibrary(source.file))
  );
}

/** The place at the end of an abort's message: `… (file:line:column)` or, as the WASI shim writes it, `… in file(line:column)`. */
function placeIn(lastWords: string): SourcePlace | null {
  const found =
    /\(([^()]+):(\d{1,7}):(\d{1,7})\)$/.exec(lastWords) ??
    /\bin (\S+)\((\d{1,7}):(\d{1,7})\)$/.exec(lastWords) ??
    /^panicked at ([^\s:]+):(\d{1,7}):(\d{1,7})/.exec(lastWords);
  const [, file, line, column] = found ?? [];
  if (file === undefined) return null;
  return { file, line: Number(line), column: Number(column) };
}

/** The failure that an error makes of a run; its hint explains how to get what the trace lacks: names, or the author's line. */
export function describe(error: WeightkitError, { frames, code }: Trace): Failure {
  const report = error.report();
  const nameless = frames.length > 0 && frames.every((it) => it.name === null && !it.source);
  const missing = nameless ? NO_NAMES : isInlined(frames, error) ? NO_LINE : "";
  const hint = `${report.hint}${missing}`;
  return {
    ...report,
    hint,
    exit: error.exit,
    trace: frames,
    ...(code === null ? {} : { codeFrame: code }),
  };
}
