import type { Logic } from "../logic/logic.js";
import { readFunctionNames } from "../logic/name-section.js";
import type { OffsetMap } from "../metering/offset-map.js";
import type { Frame } from "./failure.js";
import type { WasmFrame } from "./guest-stack.js";

/** Names and original offsets for the frames of a guest's stack, innermost first. */
export function makeTrace(
  frames: readonly WasmFrame[],
  logic: Logic,
  offsets: OffsetMap | null,
): readonly Frame[] {
  if (frames.length === 0) return [];
  const names = readFunctionNames(logic.bytes);
  return frames.map(({ functionIndex, offset }) => ({
    name: names.get(functionIndex) ?? null,
    functionIndex,
    offset: offsets?.toOriginal(offset) ?? offset,
    source: null,
  }));
}
