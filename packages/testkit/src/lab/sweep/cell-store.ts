import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Cell, CellBase, CellResult } from "./cell.js";
import type { SweepPlan } from "./plan.js";
import { planText, SWEEP_FILE } from "./plan-file.js";
import { storeFault } from "./store-fault.js";

/**
 * Where finished cells are kept, by key. What is there is whole: files come by rename, and what cannot be read is as if it were not there.
 */
export interface CellStore {
  base(key: string): CellBase | null;
  result(key: string): CellResult | null;
  /** Keeps a result with the base of its history. @throws WeightkitError WK667, WK668 */
  keep(cell: Pick<Cell, "key" | "baseKey">, result: CellResult, base: CellBase): void;
}

/** A replay that hung knows nothing of its history: any other replay's base takes the place of its empty one. */
function isNeeded(base: CellBase, standing: CellBase | null): boolean {
  return standing === null || (standing.timestamps.length === 0 && base.timestamps.length > 0);
}

/** Keeps cells for this run only. */
export class MemoryStore implements CellStore {
  readonly #bases = new Map<string, CellBase>();
  readonly #results = new Map<string, CellResult>();

  base(key: string): CellBase | null {
    return this.#bases.get(key) ?? null;
  }

  result(key: string): CellResult | null {
    return this.#results.get(key) ?? null;
  }

  keep({ key, baseKey }: Pick<Cell, "key" | "baseKey">, result: CellResult, base: CellBase): void {
    if (isNeeded(base, this.base(baseKey))) this.keepBase(baseKey, base);
    this.keepResult(key, result);
  }

  keepBase(key: string, base: CellBase): void {
    this.#bases.set(key, base);
  }

  keepResult(key: string, result: CellResult): void {
    this.#results.set(key, result);
  }
}

/** Keeps cells in a folder, a small file each. */
export class FolderStore implements CellStore {
  readonly #folder: string;
  readonly #known = new MemoryStore();
  #temporary = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  base(key: string): CellBase | null {
    const known = this.#known.base(key);
    if (known !== null) return known;
    const base = readBase(this.#text(key));
    if (base !== null) this.#known.keepBase(key, base);
    return base;
  }

  result(key: string): CellResult | null {
    const known = this.#known.result(key);
    if (known !== null) return known;
    const result = readResult(this.#text(key));
    if (result !== null) this.#known.keepResult(key, result);
    return result;
  }

  keep(cell: Pick<Cell, "key" | "baseKey">, result: CellResult, base: CellBase): void {
    if (isNeeded(base, this.base(cell.baseKey))) {
      this.#write(this.#path(cell.baseKey), baseText(base));
    }
    this.#write(this.#path(cell.key), resultText(result));
    this.#known.keep(cell, result, base);
  }

  /** Puts the plan of the sweep into the folder. @throws WeightkitError WK667, WK668 */
  keepPlan(plan: SweepPlan): void {
    this.#write(join(this.#folder, SWEEP_FILE), planText(plan));
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), `${key}.json`);
  }

  #text(key: string): string | null {
    try {
      return readFileSync(this.#path(key), "utf8");
    } catch {
      return null;
    }
  }

  #write(path: string, text: string): void {
    const temporary = `${path}.${process.pid}-${this.#temporary}.tmp`;
    this.#temporary += 1;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, text);
      renameSync(temporary, path);
    } catch (error) {
      remove(temporary);
      throw storeFault(path, error);
    }
  }
}

/** What could not be made need not be removed. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is not there, or is not a folder.
  }
}

/** Several stores read as one: of a key the first that has it. */
export class JoinedStore implements CellStore {
  constructor(readonly stores: readonly CellStore[]) {}

  base(key: string): CellBase | null {
    return this.#first((store) => store.base(key));
  }

  result(key: string): CellResult | null {
    return this.#first((store) => store.result(key));
  }

  keep(): never {
    throw new Error("Stores that are read as one are not written to");
  }

  #first<T>(of: (store: CellStore) => T | null): T | null {
    for (const store of this.stores) {
      const found = of(store);
      if (found !== null) return found;
    }
    return null;
  }
}

const CELL = "weightkit.cell";
const BASE = "weightkit.cell-base";
const VERSION = 2;

function resultText({ losses, failedRounds, failure }: CellResult): string {
  return `${JSON.stringify({ format: CELL, version: VERSION, failedRounds, failure, losses: packed(losses) })}\n`;
}

function baseText({ timestamps, availableAt, equal, median }: CellBase): string {
  const columns = { timestamps, availableAt, equal, ...(median === null ? {} : { median }) };
  const texts = Object.entries(columns).map(([name, column]) => [name, packed(column)] as const);
  return `${JSON.stringify({ format: BASE, version: VERSION, ...Object.fromEntries(texts) })}\n`;
}

function readResult(text: string | null): CellResult | null {
  const fields = fieldsOf(text, CELL);
  const losses = unpacked(fields?.["losses"]);
  const failedRounds = fields?.["failedRounds"];
  const failure = fields?.["failure"];
  if (losses === null || typeof failedRounds !== "number") return null;
  return { losses, failedRounds, failure: typeof failure === "string" ? failure : null };
}

function readBase(text: string | null): CellBase | null {
  const fields = fieldsOf(text, BASE);
  const [timestamps, availableAt, equal] = ["timestamps", "availableAt", "equal"].map((name) =>
    unpacked(fields?.[name]),
  );
  if (!timestamps || !availableAt || !equal) return null;
  const median = fields?.["median"] === undefined ? null : unpacked(fields["median"]);
  const columns = [availableAt, equal, ...(median === null ? [] : [median])];
  const isWhole = columns.every(({ length }) => length === timestamps.length);
  return isWhole ? { timestamps, availableAt, equal, median } : null;
}

function fieldsOf(text: string | null, format: string): Readonly<Record<string, unknown>> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const fields: Record<string, unknown> = { ...value };
    return fields["format"] === format && fields["version"] === VERSION ? fields : null;
  } catch {
    return null;
  }
}

/** Base64 of little-endian doubles: exact and short. */
function packed(values: Float64Array): string {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, 8 * i);
  return bytes.toString("base64");
}

function unpacked(text: unknown): Float64Array | null {
  if (typeof text !== "string") return null;
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 8 !== 0) return null;
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i));
}
