import type { WeightkitError } from "../errors/weightkit-error.js";
import type { Logic } from "../logic/logic.js";
import { readFunctionNames } from "../logic/name-section.js";
import type { OffsetMap } from "../metering/offset-map.js";
import { codeFrame } from "./code-frame.js";
import type { Failure, Frame } from "./failure.js";
import type { WasmFrame } from "./guest-stack.js";
import { SourceLookup } from "./source-lookup.js";

/** Where a run failed, as far as names and source map tell. */
export interface Trace {
  readonly frames: readonly Frame[];
  readonly code: string | null;
}

/** Names, original offsets and source places for the frames of a guest's stack, innermost first. */
export function makeTrace(
  frames: readonly WasmFrame[],
  logic: Logic,
  offsets: OffsetMap | null,
): Trace {
  if (frames.length === 0) return { frames: [], code: null };
  const names = readFunctionNames(logic.bytes);
  const lookup = logic.sourceMap === null ? null : SourceLookup.parse(logic.sourceMap);
  const told = frames.map(({ functionIndex, offset: ran }): Frame => {
    const offset = offsets?.toOriginal(ran) ?? ran;
    const name = names.get(functionIndex) ?? null;
    return { name, functionIndex, offset, source: lookup?.at(offset) ?? null };
  });
  return { frames: told, code: lookup === null ? null : frameOf(told, lookup) };
}

/** The code around the innermost frame in the author's own files, or else in any. */
function frameOf(frames: readonly Frame[], lookup: SourceLookup): string | null {
  const sources = frames.flatMap(({ source }) => source ?? []);
  const own = sources.find(({ file }) => !/^~lib\/|node_modules\//.test(file));
  const place = own ?? sources[0];
  const content = place === undefined ? null : lookup.contentOf(place.file);
  if (place === undefined || content === null) return null;
  const code = codeFrame(content, place);
  return code === null ? null : `${place.file}:${place.line}:${place.column}\n${code}`;
}

/** The failure that an error makes of a run; its hint says how to get names when the trace has none. */
export function describe(error: WeightkitError, { frames, code }: Trace): Failure {
  const report = error.report();
  const nameless = frames.length > 0 && frames.every((it) => it.name === null && !it.source);
  const hint = nameless
    ? `${report.hint}. The WASM has no names: build with --debug, or keep its source map beside it as NAME.wasm.map`
    : report.hint;
  return {
    ...report,
    hint,
    exit: error.exit,
    trace: frames,
    ...(code === null ? {} : { codeFrame: code }),
  };
}
