import { parquetSchema, type FileMetaData } from "hyparquet";

/** How to read the decimals of top-level columns, by name. */
export type Scales = ReadonlyMap<string, Decimals>;

/** Largest integer up to which doubles hold every whole number. */
const EXACT = 2 ** 53;
/** Largest power of ten that is exact as a double. */
const EXACT_SCALE = 22;

/**
 * Has the decoder return decimals as the integers that the file holds, and returns how to read them: it would multiply them by an inexact
 * power of ten, so that 123436 with scale 2 is 1234.3600000000001.
 */
export function decimalsAsIntegers(metadata: FileMetaData): Scales {
  const scales = new Map<string, Decimals>();
  for (const { element } of parquetSchema(metadata).children) {
    if (element.converted_type !== "DECIMAL" || element.type === "BYTE_ARRAY") continue;
    scales.set(element.name, new Decimals(element.scale ?? 0));
    delete element.converted_type;
    delete element.logical_type;
  }
  return scales;
}

/** Decimals of one scale. */
class Decimals {
  constructor(readonly scale: number) {}

  /** Rows `from` to `end` of a column of integers as the doubles nearest to the decimals, at the same indices; null stays. */
  numbers(column: ArrayLike<unknown>, from: number, end: number): ArrayLike<unknown> {
    const numbers: (number | null)[] = [];
    numbers.length = end;
    for (let row = from; row < end; row += 1) numbers[row] = this.#number(column[row]);
    return numbers;
  }

  #number(unscaled: unknown): number | null {
    if (typeof unscaled === "number") return this.#divided(unscaled);
    if (typeof unscaled === "bigint") return this.#exact(unscaled);
    if (unscaled instanceof Uint8Array) return this.#exact(signedInteger(unscaled));
    return null;
  }

  #exact(unscaled: bigint): number {
    const number = Number(unscaled);
    if (Math.abs(number) < EXACT && this.scale <= EXACT_SCALE) return this.#divided(number);
    return Number(`${unscaled}e-${this.scale}`);
  }

  /** Both exact, so that one division rounds correctly. */
  #divided(unscaled: number): number {
    return unscaled / 10 ** this.scale;
  }
}

/** Two's complement, highest byte first. */
function signedInteger(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}
