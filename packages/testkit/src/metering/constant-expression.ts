import type { ByteReader } from "../wasm/byte-reader.js";
import { within } from "./index-bounds.js";
import { OperatorReader } from "./operator-reader.js";
import { Opcode } from "./operators.js";

export interface ConstantExpression {
  /** Number of operators, the final `end` apart. */
  readonly operators: number;
  /** Whether it is one constant number or vector. */
  readonly plain: boolean;
  /** Its value as an unsigned 32-bit integer when it is one `i32.const`, else null. */
  readonly i32: number | null;
  /** Functions that it refers to. */
  readonly functions: readonly number[];
}

/** Reads an initializer: the operators up to its `end`. `functions` is how many functions it may refer to. */
export function readConstantExpression(reader: ByteReader, functions: number): ConstantExpression {
  const op = new OperatorReader(reader, -1);
  let operators = 0;
  let plain = false;
  let i32: number | null = null;
  const referenced: number[] = [];
  for (;;) {
    op.next();
    if (op.opcode === Opcode.end) return { operators, plain, i32, functions: referenced };
    operators += 1;
    if (op.opcode === Opcode.refFunc) {
      within("function", op.value, functions, op.offset);
      referenced.push(op.value);
    }
    const first = operators === 1;
    i32 = first && op.opcode === Opcode.i32Const ? op.value >>> 0 : null;
    plain =
      first &&
      ((op.opcode >= 0x41 && op.opcode <= 0x44) ||
        (op.opcode === Opcode.prefixVector && op.sub === 12));
  }
}
