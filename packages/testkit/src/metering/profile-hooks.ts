import type { CodeWriter } from "./code-writer.js";

/** What the rewriting reports for a profile, which may insert code. Offsets are the original file's. */
export interface ProfileHooks {
  /** A function begins; its entry costs 1, before the operator at `offset`. */
  enter(writer: CodeWriter, functionIndex: number, offset: number): void;
  /** The function is left: the fuel is in the global. */
  leave(writer: CodeWriter): void;
  /** An operator's cost is pending. */
  operator(offset: number, cost: number): void;
  /** All that is pending is charged here. */
  settle(writer: CodeWriter): void;
  /** Control has passed straight on after the operator at `offset`, which may send it elsewhere. */
  pass(writer: CodeWriter, offset: number): void;
  /** The operator at `offset` has cost the kept length as well. */
  settleLength(writer: CodeWriter, offset: number): void;
}
