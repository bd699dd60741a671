import type { BranchCoverage, Coverage, FileCoverage, FunctionCoverage } from "./coverage.js";

/** The variable by which `weightkit test --coverage` names the folder in which tests leave what they covered. */
export const COVERAGE_VARIABLE = "WEIGHTKIT_COVERAGE_FOLDER";

/** Coverage as the text of a file that passes from the tests to the command. */
export function formatCoverage(coverage: Coverage): string {
  const files = [...coverage].map(([file, { lines, functions, branches }]) => ({
    ...{ file, functions, branches },
    lines: [...lines],
  }));
  return JSON.stringify(files);
}

/** Null when the text is not such a file, e.g. one that a killed process left half-written. */
export function parseCoverage(text: string): Coverage | null {
  try {
    const document: unknown = JSON.parse(text);
    if (!Array.isArray(document)) return null;
    return new Map(document.map(readFile));
  } catch {
    return null;
  }
}

function readFile(item: unknown): [string, FileCoverage] {
  return [
    textOf(item, "file"),
    {
      lines: new Map(listOf(item, "lines").map(readLine)),
      functions: listOf(item, "functions").map(readFunction),
      branches: listOf(item, "branches").map(readBranch),
    },
  ];
}

function readLine(pair: unknown): [number, number] {
  return [numberOf(pair, "0"), numberOf(pair, "1")];
}

function readFunction(item: unknown): FunctionCoverage {
  return {
    name: textOf(item, "name"),
    line: numberOf(item, "line"),
    hits: numberOf(item, "hits"),
  };
}

function readBranch(item: unknown): BranchCoverage {
  const taken = get(item, "taken");
  return {
    line: numberOf(item, "line"),
    column: numberOf(item, "column"),
    index: numberOf(item, "index"),
    taken: [numberOf(taken, "0"), numberOf(taken, "1")],
  };
}

function get(item: unknown, key: string): unknown {
  if (typeof item !== "object" || item === null) return undefined;
  const value: unknown = Reflect.get(item, key);
  return value;
}

function listOf(item: unknown, key: string): readonly unknown[] {
  const value = get(item, key);
  return Array.isArray(value) ? value : refuse(key);
}

function textOf(item: unknown, key: string): string {
  const value = get(item, key);
  return typeof value === "string" ? value : refuse(key);
}

function numberOf(item: unknown, key: string): number {
  const value = get(item, key);
  return typeof value === "number" ? value : refuse(key);
}

function refuse(key: string): never {
  throw new TypeError(`${key} is missing`);
}
