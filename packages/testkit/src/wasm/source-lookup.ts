import type { SourceMap } from "node:module";

/** Files of the standard library and of packages: not the author's. */
const LIBRARY = /^~lib\/|(^|\/)node_modules\//;

/** Whether a file, as a source map names it, is not the author's. */
export function isLibrary(file: string): boolean {
  return LIBRARY.test(file);
}

export interface SourcePlace {
  /** As the compiler names it, e.g. `logic/weights.ts` or `~lib/array.ts`. */
  readonly file: string;
  /** Line and column count from 1. */
  readonly line: number;
  readonly column: number;
}

/** Finds places in the source by WASM offset, through a source map of untrusted origin. */
export class SourceLookup {
  readonly #map: SourceMap;
  readonly #contents: ReadonlyMap<string, string>;
  /** Lines of the contents that were asked for: a map may carry megabytes, and thousands of failures ask for their lines. */
  readonly #lines = new Map<string, readonly string[]>();

  private constructor(map: SourceMap, contents: ReadonlyMap<string, string>) {
    this.#map = map;
    this.#contents = contents;
  }

  /** Null when the text is not a source map. */
  static parse(text: string): SourceLookup | null {
    try {
      const payload: unknown = JSON.parse(text);
      if (!isSourceMap(payload)) return null;
      const { sources, sourcesContent = [] } = payload;
      const contents = new Map<string, string>();
      sources.forEach((source, i) => {
        const content = sourcesContent[i];
        if (typeof content === "string") contents.set(source, content);
      });
      // Asked for here, so that what needs no source map runs where there is no Node.
      const { SourceMap: Reader } = process.getBuiltinModule("node:module");
      const map = new Reader({
        version: 3,
        file: "",
        sourceRoot: "",
        names: [],
        sources: [...sources],
        sourcesContent: [],
        mappings: payload.mappings,
      });
      return new SourceLookup(map, contents);
    } catch {
      return null;
    }
  }

  at(offset: number): SourcePlace | null {
    const found = this.#map.findEntry(0, offset);
    if (!("originalSource" in found) || typeof found.originalSource !== "string") return null;
    const { originalSource: file, originalLine, originalColumn } = found;
    return { file, line: originalLine + 1, column: originalColumn + 1 };
  }

  /** The source's lines, where the map carries its text. */
  linesOf(file: string): readonly string[] | null {
    const content = this.#contents.get(file);
    if (content === undefined) return null;
    const lines = this.#lines.get(file) ?? content.split(/\r?\n/);
    this.#lines.set(file, lines);
    return lines;
  }
}

interface MapPayload {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly unknown[];
  readonly mappings: string;
}

function isSourceMap(value: unknown): value is MapPayload {
  if (typeof value !== "object" || value === null) return false;
  if (!("sources" in value) || !("mappings" in value)) return false;
  const { sources, mappings } = value;
  const texts = Array.isArray(sources) && sources.every((it) => typeof it === "string");
  const contents: unknown = Reflect.get(value, "sourcesContent");
  return texts && isMappings(mappings) && (contents === undefined || Array.isArray(contents));
}

/** Base64 VLQ and its separators; Node's own reader takes anything. */
function isMappings(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9+/,;]*$/.test(value);
}
