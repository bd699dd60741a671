/** What the table of errors adds to a code for who wants to understand it. */
export interface Explanation {
  /** Why this is a fault: what would go wrong if it were let through. */
  readonly why: string;
  /** The smallest thing that raises it; a test runs it. */
  readonly example: Example;
  /** How the faulty part looks when it is right. */
  readonly right: string;
}

export interface Example {
  /** By path. `stdout of the logic` stands for a logic.wasm that prints that text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly command: string;
}

/** The name under which an example shows what weight logic prints, in any language. */
export const PRINTED = "stdout of the logic";

/** Explanations by code. */
export type Explanations = Readonly<Record<string, Explanation>>;

/** A project whose entry is this AssemblyScript. */
export function entry(source: string): Readonly<Record<string, string>> {
  return { "weightkit.json": '{ "name": "example" }', "logic/weights.ts": source };
}

/** The smallest program that does something. */
export const LOGS = 'import { log } from "@weightkit/sdk";\nlog("hello");\n';
