import { childrenOf } from "./call-paths.js";
import type { Labels } from "./labels.js";
import type { Profile } from "./profile.js";

/** A file for speedscope.app, as its schema (https://www.speedscope.app/file-format-schema.json) has it. */
export interface SpeedscopeFile {
  readonly $schema: string;
  readonly exporter: string;
  readonly name: string;
  readonly activeProfileIndex: 0;
  readonly shared: { readonly frames: readonly SpeedscopeFrame[] };
  readonly profiles: readonly [SpeedscopeProfile];
}

export interface SpeedscopeFrame {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

export interface SpeedscopeProfile {
  readonly type: "evented";
  readonly name: string;
  readonly unit: "none";
  readonly startValue: 0;
  readonly endValue: number;
  /** Opens and closes, at fuel spent so far. */
  readonly events: readonly {
    readonly type: "O" | "C";
    readonly frame: number;
    readonly at: number;
  }[];
}

/**
 * The call tree for Speedscope: all calls along one path drawn as one, its own fuel first, then its callees in the
 * order of their first call. One unit is one unit of fuel.
 */
export function speedscope(profile: Profile, labels: Labels, name: string): SpeedscopeFile {
  const frames: SpeedscopeFrame[] = [];
  const frameOf = new Map<number | null, number>();
  const frame = (functionIndex: number | null): number => {
    let index = frameOf.get(functionIndex);
    if (index === undefined) {
      index = frames.length;
      frameOf.set(functionIndex, index);
      const { name: called, place } = labels.function(functionIndex);
      const where = place === null ? {} : { file: place.file, line: place.line, col: place.column };
      frames.push({ name: called, ...where });
    }
    return index;
  };

  const events: { type: "O" | "C"; frame: number; at: number }[] = [];
  const children = childrenOf(profile.calls);
  let at = 0;
  const spend = (index: number, functionIndex: number | null) => {
    const shown = frame(functionIndex);
    events.push({ type: "O", frame: shown, at });
    at += profile.calls[index]?.fuel ?? 0;
    return shown;
  };
  // At most MAX_DEPTH deep.
  const visit = (index: number) => {
    const shown = spend(index, profile.calls[index]?.functionIndex ?? null);
    for (const child of children[index] ?? []) visit(child);
    events.push({ type: "C", frame: shown, at });
  };
  if ((profile.calls[0]?.fuel ?? 0) > 0) events.push({ type: "C", frame: spend(0, null), at });
  for (const child of children[0] ?? []) visit(child);

  return {
    $schema: "https://www.speedscope.app/file-format-schema.json",
    exporter: "weightkit",
    name,
    activeProfileIndex: 0,
    shared: { frames },
    profiles: [{ type: "evented", name, unit: "none", startValue: 0, endValue: at, events }],
  };
}
