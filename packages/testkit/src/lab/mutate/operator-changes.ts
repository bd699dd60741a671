import { Opcode } from "../../metering/operators.js";

/** What an operator becomes: its opcode, and how both are spelled in a source. */
export interface OperatorChange {
  readonly opcode: number;
  readonly from: string;
  readonly to: string;
}

/** First opcodes of families that list the same operators in the same order. */
const COMPARED_INTEGERS = [0x46, 0x51];
const COMPARED_FLOATS = [0x5b, 0x61];
const INTEGERS = [0x6a, 0x7c];
const FLOATS = [0x8b, 0x99];

/** By an operator's place in its family: the place of what it becomes, and the two spellings. */
type Row = readonly [number, number, string, string];

const INTEGER_COMPARISONS: readonly Row[] = [
  [0, 1, "==", "!="],
  [1, 0, "!=", "=="],
  // Each ordering once with its boundary moved, and once turned around; signed, then unsigned.
  ...[2, 3].flatMap((less): Row[] => ordering(less, less + 2, less + 4, less + 6)),
];
const FLOAT_COMPARISONS: readonly Row[] = [
  [0, 1, "==", "!="],
  [1, 0, "!=", "=="],
  ...ordering(2, 3, 4, 5),
];
const INTEGER_ARITHMETIC: readonly Row[] = [
  [0, 1, "+", "-"],
  [1, 0, "-", "+"],
  [2, 0, "*", "+"],
  [3, 2, "/", "*"],
  [4, 2, "/", "*"],
  [5, 2, "%", "*"],
  [6, 2, "%", "*"],
  [7, 8, "&", "|"],
  [8, 7, "|", "&"],
  [9, 7, "^", "&"],
  [10, 12, "<<", ">>>"],
  [11, 10, ">>", "<<"],
  [12, 10, ">>>", "<<"],
];
/** abs, neg, ceil, floor, trunc, nearest, sqrt, add, sub, mul, div, min, max, copysign. */
const FLOAT_ARITHMETIC: readonly Row[] = [
  [2, 3, "ceil", "floor"],
  [3, 2, "floor", "ceil"],
  [7, 8, "+", "-"],
  [8, 7, "-", "+"],
  [9, 10, "*", "/"],
  [10, 9, "/", "*"],
  [11, 12, "min", "max"],
  [12, 11, "max", "min"],
];
/** What is left out: the operand passes as it is. */
const LEFT_OUT: readonly (readonly [number, string])[] = [
  [0, "abs"],
  [1, "-"],
  [4, "trunc"],
  [5, "nearest"],
  [6, "sqrt"],
];

function ordering(less: number, greater: number, most: number, least: number): Row[] {
  return [
    [less, most, "<", "<="],
    [less, least, "<", ">="],
    [greater, least, ">", ">="],
    [greater, most, ">", "<="],
    [most, less, "<=", "<"],
    [most, greater, "<=", ">"],
    [least, greater, ">=", ">"],
    [least, less, ">=", "<"],
  ];
}

const I32_EQZ = 0x45;

/** Operators whose result is a condition. */
export const COMPARISONS: ReadonlySet<number> = new Set([
  ...[I32_EQZ, 0x50],
  ...COMPARED_INTEGERS.flatMap((first) => Array.from({ length: 10 }, (_, i) => first + i)),
  ...COMPARED_FLOATS.flatMap((first) => Array.from({ length: 6 }, (_, i) => first + i)),
]);

const CHANGES = new Map<number, OperatorChange[]>();

function add(opcode: number, change: OperatorChange): void {
  CHANGES.set(opcode, [...(CHANGES.get(opcode) ?? []), change]);
}

for (const [families, rows] of [
  [COMPARED_INTEGERS, INTEGER_COMPARISONS],
  [COMPARED_FLOATS, FLOAT_COMPARISONS],
  [INTEGERS, INTEGER_ARITHMETIC],
  [FLOATS, FLOAT_ARITHMETIC],
] as const) {
  for (const first of families)
    for (const [from, to, ...[before, after]] of rows)
      add(first + from, { opcode: first + to, from: before, to: after });
}
for (const first of FLOATS)
  for (const [place, name] of LEFT_OUT)
    add(first + place, { opcode: Opcode.nop, from: name, to: "" });
add(I32_EQZ, { opcode: Opcode.nop, from: "!", to: "" });

/** What an operator of one byte may become; empty for others. */
export function operatorChanges(opcode: number): readonly OperatorChange[] {
  return CHANGES.get(opcode) ?? [];
}
