import type { Logic } from "../../logic/logic.js";
import { Opcode } from "../../metering/operators.js";
import { readFunctionNames } from "../../wasm/name-section.js";
import { SourceLookup, type SourcePlace } from "../../wasm/source-lookup.js";
import { changesOf, type Change } from "./changes.js";
import { constantGlobals } from "./constants.js";
import type { Edit } from "./edit.js";
import { readCode, type Instruction, type ModuleCode } from "./instructions.js";
import { respelled, spellings } from "./source-change.js";

/** A change to one instruction of the code, and where that instruction comes from. Plain data. */
export interface Mutant {
  readonly edit: Edit;
  readonly place: SourcePlace;
  /** Name of the function that the instruction is in. */
  readonly functionName: string;
  /** The change in words, e.g. "`+` becomes `-`". */
  readonly change: string;
  /** The line of the source, and the same line as the mutant would have it; null where no single spelling can be changed. */
  readonly line: string;
  readonly changedLine: string | null;
  /** Calls from the author's own functions down to this one: 0 for their own code. */
  readonly depth: number;
  /** Whether control can come here at all. */
  readonly reachable: boolean;
}

/** All mutants of a logic, and what is needed to make them. */
export interface MutantSource {
  readonly code: ModuleCode;
  readonly mutants: readonly Mutant[];
}

/** The standard library and the runtime: what is wrong there is not found by a test of weights. */
const STANDARD = /^~lib\/(?!@)/;
const PACKAGE = /^~lib\/@|(^|\/)node_modules\//;
/** Functions that the compiler makes: the start, stubs of default arguments. */
const COMPILER_MADE = /^~(?!lib\/)/;

/**
 * All mutants of an unoptimized build with names and a source map: of the author's own code, and of the packages' functions that it
 * calls, directly or not. None without a source map that holds the sources.
 * @throws WeightkitError WK450 to WK454 as metering does
 */
export function mutantsOf(logic: Logic): MutantSource {
  const { bytes, sourceMap } = logic;
  const code = readCode(bytes);
  const lookup = sourceMap === null ? null : SourceLookup.parse(sourceMap);
  if (lookup === null) return { code, mutants: [] };
  const names = readFunctionNames(bytes);
  const depths = callDepths(code, lookup, names);
  const globals = constantGlobals(bytes);
  const drafts = code.bodies.flatMap(({ functionIndex, instructions }) => {
    const depth = depths.get(functionIndex);
    const functionName = names.get(functionIndex) ?? `function ${functionIndex}`;
    if (depth === undefined || COMPILER_MADE.test(functionName)) return [];
    let last: SourcePlace | null = null;
    return instructions.flatMap((instruction, i): Draft[] => {
      // The compiler gives the addition of `i++` no place: it belongs to the one before it.
      const place = lookup.at(instruction.start) ?? last;
      last = place;
      if (place === null || !isMutable(place, depth)) return [];
      const line = lookup.linesOf(place.file)?.[place.line - 1];
      if (line === undefined) return [];
      const at = { wasm: bytes, code, names, globals, before: instructions.slice(0, i) };
      const { start, end, reachable } = instruction;
      return changesOf(instruction, at, { line, column: place.column }).map((change) => ({
        edit: { functionIndex, start, end, bytes: change.bytes },
        ...{ place, functionName, line, depth, reachable, drafted: change },
      }));
    });
  });
  return { code, mutants: distinct(drafts).map((draft, _, all) => finished(draft, all)) };
}

interface Draft extends Omit<Mutant, "change" | "changedLine"> {
  readonly drafted: Change;
}

/** In the author's functions, only what comes from the author's own files is changed: not what was inlined into them. */
function isMutable({ file }: SourcePlace, depth: number): boolean {
  if (STANDARD.test(file)) return false;
  return depth > 0 || !PACKAGE.test(file);
}

/** Calls from the author's own functions down to each function that they reach, through packages but not the standard library. */
function callDepths(
  { bodies }: ModuleCode,
  lookup: SourceLookup,
  names: ReadonlyMap<number, string>,
): ReadonlyMap<number, number> {
  const fileOf = (instructions: readonly Instruction[]): string | null => {
    for (const { start } of instructions) {
      const place = lookup.at(start);
      if (place !== null) return place.file;
    }
    return null;
  };
  const byIndex = new Map(bodies.map((body) => [body.functionIndex, body]));
  const depths = new Map<number, number>();
  const waiting: number[] = [];
  for (const { functionIndex, instructions } of bodies) {
    const file = fileOf(instructions);
    const isOwn = file !== null && !STANDARD.test(file) && !PACKAGE.test(file);
    if (!isOwn || COMPILER_MADE.test(names.get(functionIndex) ?? "")) continue;
    depths.set(functionIndex, 0);
    waiting.push(functionIndex);
  }
  for (const caller of waiting) {
    const depth = (depths.get(caller) ?? 0) + 1;
    for (const { opcode, value } of byIndex.get(caller)?.instructions ?? []) {
      const callee = opcode === Opcode.call ? byIndex.get(value) : undefined;
      if (callee === undefined || depths.has(value)) continue;
      const file = fileOf(callee.instructions);
      if (file === null || STANDARD.test(file)) continue;
      depths.set(value, depth);
      waiting.push(value);
    }
  }
  return depths;
}

/** Mutants whose bytes differ: two changes may come to the same. */
function distinct(drafts: readonly Draft[]): Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ edit }) => {
    const key = `${edit.start} ${Buffer.from(edit.bytes).toString("hex")}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function finished(draft: Draft, all: readonly Draft[]): Mutant {
  const { drafted, ...mutant } = draft;
  const { from, to, words } = drafted;
  const change = words ?? (to === "" ? `\`${from}\` is left out` : `\`${from}\` becomes \`${to}\``);
  return { ...mutant, change, changedLine: changedLine(draft, all) };
}

/**
 * The line with the change made in it. Of several operators that begin at the same place, the compiler puts the leftmost first; where
 * their number differs from that of the signs, nobody knows which is which.
 */
function changedLine({ edit, place, line, drafted }: Draft, all: readonly Draft[]): string | null {
  const { from, to, literal } = drafted;
  if (literal !== null) {
    const at = place.column - 1;
    return line.slice(0, at) + to + line.slice(at + literal.length);
  }
  if (from === "") return null;
  const signs = spellings(line, place.column, from);
  const alike = [
    ...new Set(
      all
        .filter(
          (one) =>
            one.drafted.from === from &&
            one.edit.functionIndex === edit.functionIndex &&
            one.place.line === place.line &&
            one.place.column === place.column,
        )
        .map((one) => one.edit.start),
    ),
  ];
  const spelling = signs.length === alike.length ? signs[alike.indexOf(edit.start)] : undefined;
  return spelling === undefined ? null : respelled(line, spelling, to);
}
