import { Opcode } from "../../metering/operators.js";
import { constantAt, constantBytes, otherNumbers, type Constant } from "./constants.js";
import type { Instruction, ModuleCode } from "./instructions.js";
import { COMPARISONS, operatorChanges } from "./operator-changes.js";
import { constantText, literalValue, nameText } from "./source-change.js";

/** What an instruction may become. */
export interface Change {
  readonly bytes: Uint8Array;
  /** How it is spelled in the source, and what the change would spell; `to` is empty where it is left out. */
  readonly from: string;
  readonly to: string;
  /** The text at the place itself, where that is what changes; null for operators, which stand further on. */
  readonly literal: string | null;
  /** The change in words, where the spellings do not show it. */
  readonly words: string | null;
}

export interface CodeAround {
  readonly wasm: Uint8Array;
  readonly code: ModuleCode;
  readonly names: ReadonlyMap<number, string>;
  readonly globals: ReadonlyMap<number, Constant>;
  /** The function's instructions before this one. */
  readonly before: readonly Instruction[];
}

/** Where in the source an instruction comes from; the column counts from 1. */
export interface SourceAt {
  readonly line: string;
  readonly column: number;
}

const I32_EQZ = 0x45;
const FIRST_STORE = 0x36;
const LAST_STORE = 0x3e;
/** Getters and constructors: without them there is no object to go on with, which any run shows. */
const NEEDED_CALL = /#constructor$|#get:|#__get$|^~lib\/(?!@)/;

/** The changes of one instruction: operators, constants, conditions, calls and stores. */
export function changesOf(
  instruction: Instruction,
  around: CodeAround,
  source: SourceAt,
): readonly Change[] {
  const { opcode, start, end, value } = instruction;
  const operators = operatorChanges(opcode).map((change) => ({
    bytes: Uint8Array.of(change.opcode),
    ...{ from: change.from, to: change.to, literal: null, words: null },
  }));
  if (operators.length > 0) return operators;
  if (opcode === Opcode.if || opcode === Opcode.brIf) return conditionChanges(instruction, around);
  if (opcode === Opcode.call) return callChanges(instruction, around);
  if (opcode >= FIRST_STORE && opcode <= LAST_STORE) {
    return [spokenChange([Opcode.drop, Opcode.drop], "the value is not stored")];
  }
  if (opcode === Opcode.globalGet) {
    const constant = around.globals.get(value);
    const name = nameText(source.line, source.column);
    return constant === undefined || name === null || isPointer(constant)
      ? []
      : constantChanges(constant, name);
  }
  const constant = constantAt(around.wasm, start, end);
  const literal = constant === null ? null : constantText(source.line, source.column);
  // Sizes, class numbers and addresses of texts stand at other texts than their number.
  if (constant === null || literal === null || literalValue(literal) !== constant.value) return [];
  return constantChanges(constant, literal);
}

/** Addresses of texts and arrays in a global are whole numbers as any other: only what cannot be one is changed. */
function isPointer({ type, value }: Constant): boolean {
  return type === "i32" && value >= FIRST_ADDRESS;
}

/** Below it the compiler places nothing. */
const FIRST_ADDRESS = 8;

function constantChanges(constant: Constant, literal: string): Change[] {
  const isFlag = literal === "true" || literal === "false";
  const others = isFlag ? [1 - constant.value] : otherNumbers(constant);
  return others.map((value) => ({
    bytes: constantBytes({ ...constant, value }),
    from: literal,
    to: isFlag ? String(value === 1) : String(value),
    ...{ literal, words: null },
  }));
}

/** A condition turned around, unless it is a comparison, which has changes already. */
function conditionChanges({ start, end }: Instruction, { wasm, before }: CodeAround): Change[] {
  let i = before.length - 1;
  while (MOVES.has(before[i]?.opcode ?? -1)) i -= 1;
  const decided = before[i];
  if (decided === undefined || COMPARISONS.has(decided.opcode)) return [];
  return [spokenChange([I32_EQZ, ...wasm.subarray(start, end)], "the condition is turned around")];
}

const MOVES = new Set<number>([Opcode.localGet, Opcode.localSet, Opcode.localTee]);

/** A call left out: what it would have been given is dropped, and where it gives back what its object is, the object stays. */
function callChanges({ value }: Instruction, { code, names }: CodeAround): Change[] {
  const type = code.typeOf(value);
  const name = names.get(value) ?? "";
  if (type === null || name === "" || NEEDED_CALL.test(name) || name.startsWith("start:"))
    return [];
  const { parameters, results } = type;
  const [result] = results;
  const passes = result !== undefined && parameters[0] === result && name.includes("#");
  if (result !== undefined && !passes) return [];
  const drops = parameters.length - results.length;
  const bytes = Array.from({ length: drops }, (): number => Opcode.drop);
  const words = `the call of ${shownName(name)} is left out`;
  return [spokenChange(bytes.length === 0 ? [Opcode.nop] : bytes, words)];
}

/** `Scores#inverted` of `~lib/@weightkit/sdk/assembly/scores/Scores#inverted`. */
function shownName(name: string): string {
  const own = name.slice(name.lastIndexOf("/") + 1);
  return own.replace("#set:", ".");
}

function spokenChange(bytes: readonly number[], words: string): Change {
  return { bytes: Uint8Array.from(bytes), from: "", to: "", literal: null, words };
}
