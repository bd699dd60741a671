import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { labErrors } from "../../errors/lab-errors.js";
import { systemReason } from "../../errors/system-reason.js";
import { fault } from "../../errors/weightkit-error.js";
import { makeFolder } from "../../history/make-folder.js";
import type { Cell, CellBase, CellResult } from "./cell.js";
import { baseText, type FileContent, readBase, readResult, resultText } from "./cell-file.js";
import type { SweepPlan } from "./plan.js";
import { planText, SWEEP_FILE } from "./plan-file.js";
import { storeFault } from "./store-fault.js";

/** Where finished cells are kept, by key. What is there is whole: files come by rename, and have a digest. */
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
  readonly #onDamaged: (path: string, reason: string) => void;
  readonly #known = new MemoryStore();
  readonly #damaged = new Set<string>();
  #temporary = 0;

  /**
   * @param onDamaged Is given each file once that is damaged or cannot be read; when it returns, the cell counts as missing. By default
   * such a file is refused with WK675.
   */
  constructor(folder: string, onDamaged: (path: string, reason: string) => void = refuseDamaged) {
    this.#folder = folder;
    this.#onDamaged = onDamaged;
  }

  base(key: string): CellBase | null {
    const known = this.#known.base(key);
    if (known !== null) return known;
    const base = this.#read(key, readBase);
    if (base !== null) this.#known.keepBase(key, base);
    return base;
  }

  result(key: string): CellResult | null {
    const known = this.#known.result(key);
    if (known !== null) return known;
    const result = this.#read(key, readResult);
    if (result !== null) this.#known.keepResult(key, result);
    return result;
  }

  keep(cell: Pick<Cell, "key" | "baseKey">, result: CellResult, base: CellBase): void {
    if (isNeeded(base, this.base(cell.baseKey))) {
      this.#write(this.#path(cell.baseKey), baseText(cell.baseKey, base));
    }
    this.#write(this.#path(cell.key), resultText(cell.key, result));
    this.#known.keep(cell, result, base);
  }

  /** Puts the plan of the sweep into the folder. @throws WeightkitError WK667, WK668 */
  keepPlan(plan: SweepPlan): void {
    this.#write(join(this.#folder, SWEEP_FILE), planText(plan));
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), `${key}.json`);
  }

  #read<T extends object>(
    key: string,
    read: (text: string, key: string) => FileContent<T>,
  ): T | null {
    const path = this.#path(key);
    if (this.#damaged.has(path)) return null;
    try {
      const content = read(readFileSync(path, "utf8"), key);
      if (content !== "damaged") return content;
    } catch (error) {
      if (isAbsent(error)) return null;
      return this.#lose(path, systemReason(error));
    }
    return this.#lose(path, ALTERED);
  }

  #lose(path: string, reason: string): null {
    this.#damaged.add(path);
    this.#onDamaged(path, reason);
    return null;
  }

  #write(path: string, text: string): void {
    const temporary = `${path}.${process.pid}-${this.#temporary}.tmp`;
    this.#temporary += 1;
    try {
      makeFolder(dirname(path));
      writeFileSync(temporary, text);
      renameSync(temporary, path);
    } catch (error) {
      remove(temporary);
      throw storeFault(path, error);
    }
  }
}

const ALTERED = "its content does not match its digest";

function refuseDamaged(path: string, reason: string): never {
  throw fault(labErrors.damagedCell, { path, reason });
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOENT" || code === "ENOTDIR";
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
