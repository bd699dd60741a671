/** One value: a number that may differ within the tolerance, or what must stay as it is. */
export interface Entry {
  readonly key: string;
  readonly value: string;
  /** Whether it is a number that a tolerance applies to. */
  readonly measured: boolean;
}

/** A history's topic, a crowd, or the logic itself. */
export interface Scenario {
  readonly name: string;
  readonly entries: readonly Entry[];
}

export type Snapshot = readonly Scenario[];

/** A value that must stay as it is. */
export function exact(key: string, value: string | number): Entry {
  return { key, value: String(value), measured: false };
}

/** A number with six significant digits, whole numbers in full. */
export function measured(key: string, value: number): Entry {
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  return { key, value: text, measured: true };
}
