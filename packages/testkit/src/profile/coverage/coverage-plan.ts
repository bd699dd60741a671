import type { Logic } from "../../logic/logic.js";
import { codeOperators, type CodeOperator } from "../../metering/code-operators.js";
import { readFunctionNames } from "../../wasm/name-section.js";
import { isLibrary, SourceLookup, type SourcePlace } from "../../wasm/source-lookup.js";
import type { Profile } from "../profile.js";
import { RunCounts } from "./run-counts.js";
import type { BranchCoverage, Coverage, FileCoverage, FunctionCoverage } from "./coverage.js";

/** Functions that the author did not write, such as `~start`. */
const COMPILER_MADE = /^~/;

interface Point<T> {
  readonly operator: CodeOperator;
  readonly place: SourcePlace;
  readonly about: T;
}

/** Where an author's lines, functions and conditions are in a debug build, and how often a run came past them. */
export class CoveragePlan {
  readonly #points: Point<null>[] = [];
  readonly #functions: Point<string>[] = [];
  readonly #branches: Point<number>[] = [];

  /** @param logic an unoptimized build with names and a source map: in others, lines and conditions are merged or gone */
  constructor(logic: Logic) {
    const lookup = logic.sourceMap === null ? null : SourceLookup.parse(logic.sourceMap);
    const names = readFunctionNames(logic.bytes);
    const alike = new Map<string, number>();
    let current = -1;
    let listed = -1;
    let last: SourcePlace | null = null;
    for (const operator of codeOperators(logic.bytes)) {
      const { functionIndex, decides, times } = operator;
      const name = names.get(functionIndex) ?? `function ${functionIndex}`;
      if (COMPILER_MADE.test(name)) continue;
      if (functionIndex !== current) last = null;
      const found = lookup?.at(operator.offset) ?? null;
      // The compiler gives a loop's condition a place, but not the operator that decides by it.
      const place: SourcePlace | null = decides === null ? found : (found ?? last);
      last = found ?? last;
      current = functionIndex;
      if (place === null || isLibrary(place.file)) continue;
      if (times !== null) {
        this.#points.push({ operator, place, about: null });
        if (listed !== functionIndex)
          this.#functions.push({ operator, place, about: shownName(name, place.file) });
        listed = functionIndex;
      }
      if (decides === null) continue;
      const key = `${functionIndex} ${place.file} ${place.line} ${place.column}`;
      const index = alike.get(key) ?? 0;
      alike.set(key, index + 1);
      this.#branches.push({ operator, place, about: index });
    }
  }

  /** What one run covered. */
  of(profile: Profile): Coverage {
    const counts = new RunCounts(profile);
    const files = new Map<string, FileParts>();
    const partsOf = ({ file }: SourcePlace): FileParts => {
      const known = files.get(file);
      if (known !== undefined) return known;
      const made = { lines: new Map<number, number>(), functions: [], branches: [] };
      files.set(file, made);
      return made;
    };
    for (const { operator, place } of this.#points) {
      const { lines } = partsOf(place);
      lines.set(place.line, Math.max(lines.get(place.line) ?? 0, counts.times(operator)));
    }
    for (const { operator, place, about: name } of this.#functions)
      partsOf(place).functions.push({ name, line: place.line, hits: counts.times(operator) });
    for (const { operator, place, about: index } of this.#branches) {
      const { line, column } = place;
      partsOf(place).branches.push({ line, column, index, taken: counts.taken(operator) });
    }
    return files;
  }
}

/** `logic/weights/Box#double` without its file; a file's top level and functions without a name are functions too. */
function shownName(name: string, file: string): string {
  if (name.includes("~anonymous")) return "(anonymous)";
  if (name.startsWith("start:")) return "(top level)";
  const path = file.replace(/\.ts$/, "/");
  return name.startsWith(path) ? name.slice(path.length) : name;
}

interface FileParts extends FileCoverage {
  readonly lines: Map<number, number>;
  readonly functions: FunctionCoverage[];
  readonly branches: BranchCoverage[];
}
