import { plainStyle, type Style } from "./style.js";

export interface TextOptions {
  /** Columns of the terminal; 80 when there is none. */
  readonly width: number;
  /** Columns that tables are cut to; as `width` when left out. In a pipe infinite, so that no value is cut. */
  readonly tableWidth?: number;
  readonly style: Style;
  /** Names by worker address (`workers.csv`). */
  readonly names: ReadonlyMap<string, string>;
  /** How many workers to list. */
  readonly top: number;
}

export const DEFAULT_TEXT_OPTIONS: TextOptions = {
  width: 80,
  style: plainStyle,
  names: new Map(),
  top: 10,
};
