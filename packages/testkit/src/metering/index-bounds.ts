import { malformed } from "./code-reader.js";
import type { ModuleTypes } from "./module-types.js";
import type { OperatorReader } from "./operator-reader.js";
import { Opcode } from "./operators.js";

/**
 * Refuses operators that refer to what the module does not have. V8 would, too, but rewriting adds locals, globals,
 * functions, tables and types after the module's own: such an operator would then reach them, the fuel among them.
 */
export class IndexBounds {
  readonly #types: number;
  readonly #functions: number;
  readonly #globals: number;
  readonly #tables: number;
  #locals = 0;

  constructor(module: ModuleTypes) {
    this.#types = module.types.length;
    this.#functions = module.importedFunctions.length + module.functions.length;
    this.#globals = module.globals;
    this.#tables = module.tables;
  }

  /** Starts a function with `locals` parameters and locals. */
  enter(locals: number): void {
    this.#locals = locals;
  }

  /** How many locals and globals a function with `locals` of them can refer to. */
  counts(locals: number): { readonly locals: number; readonly globals: number } {
    return { locals, globals: this.#globals };
  }

  check(op: OperatorReader): void {
    switch (op.opcode) {
      case Opcode.localGet:
      case Opcode.localSet:
      case Opcode.localTee:
        within("local", op.value, this.#locals, op.offset);
        return;
      case Opcode.globalGet:
      case Opcode.globalSet:
        within("global", op.value, this.#globals, op.offset);
        return;
      case Opcode.call:
      case Opcode.returnCall:
      case Opcode.refFunc:
        within("function", op.value, this.#functions, op.offset);
        return;
      case Opcode.block:
      case Opcode.loop:
      case Opcode.if:
        within("type", op.value, this.#types, op.offset);
        return;
      case Opcode.callIndirect:
      case Opcode.returnCallIndirect:
        within("type", op.value, this.#types, op.offset);
        within("table", op.second, this.#tables, op.offset);
        return;
      case Opcode.tableGet:
      case Opcode.tableSet:
        within("table", op.value, this.#tables, op.offset);
        return;
      case Opcode.prefixMisc:
        this.#checkTables(op);
    }
  }

  #checkTables(op: OperatorReader): void {
    if (op.sub === 12 || op.sub === 14) within("table", op.second, this.#tables, op.offset);
    if (op.sub >= 14) within("table", op.value, this.#tables, op.offset);
  }
}

/** @throws WeightkitError WK450 unless `index` is below `count` */
export function within(what: string, index: number, count: number, offset: number): void {
  if (index >= count) throw malformed(`unknown ${what} ${index}`, offset);
}
