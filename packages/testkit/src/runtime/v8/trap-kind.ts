/** A trap by the exit code that bls-runtime gives it (protocol section 6). */
export interface TrapKind {
  readonly exitCode: number;
  readonly kind: string;
}

export const STACK_EXHAUSTED = 2;
export const UNREACHABLE = 11;

/** The call of a table's element that was never set. */
export const NULL_ELEMENT: TrapKind = {
  exitCode: 6,
  kind: "indirect call of an uninitialized element",
};

const WRONG_TYPE = "indirect call of a wrong type";
const UNFIT_FLOAT = "float does not fit the integer";

/**
 * V8's trap messages: those of Node 20 to 25, and of 26. V8 has one message for both causes of exit 8 and 10, and one for both of 6
 * and 7: those need a second look (see trap-probe.ts).
 */
const TRAPS: readonly (readonly [RegExp, TrapKind])[] = [
  [/unreachable/, { exitCode: UNREACHABLE, kind: "unreachable" }],
  [
    /memory access out of bounds|data segment/,
    { exitCode: 3, kind: "memory access out of bounds" },
  ],
  [/unaligned/, { exitCode: 4, kind: "misaligned atomic access" }],
  [/function signature mismatch/, { exitCode: 7, kind: WRONG_TYPE }],
  [/null function/, NULL_ELEMENT],
  [/\btable\b|element segment/, { exitCode: 5, kind: "table access out of bounds" }],
  [/divide result unrepresentable/, { exitCode: 8, kind: "integer overflow" }],
  [
    /divide by zero|remainder by zero|division by zero/,
    { exitCode: 9, kind: "integer divide by zero" },
  ],
  [/float unrepresentable/, { exitCode: 8, kind: UNFIT_FLOAT }],
];

/** The trap that V8's message of a WebAssembly.RuntimeError means on a node. */
export function trapKind(message: string): TrapKind {
  const found = TRAPS.find(([pattern]) => pattern.test(message));
  return found?.[1] ?? { exitCode: 255, kind: message };
}

/** Whether V8's message leaves open which of two traps it was. */
export function isAmbiguous({ kind }: TrapKind): boolean {
  return kind === WRONG_TYPE || kind === UNFIT_FLOAT;
}
