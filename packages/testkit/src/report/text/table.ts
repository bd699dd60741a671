import { fitColumns } from "./fit-columns.js";
import { textWidth, truncate, truncateMiddle } from "./width.js";

export interface TableColumn {
  readonly head: string;
  /** Numbers are aligned right. */
  readonly align?: "left" | "right";
  /** Narrowest the column may be cut to, in terminal columns; absent: never cut. */
  readonly least?: number;
  /** Cut out the middle (addresses) instead of the end. */
  readonly middle?: boolean;
  /** Columns that may go when the terminal is narrow; the highest goes first. Absent: stays. */
  readonly drop?: number;
}

/** A cell, and how to style it once it is cut and padded. */
export type Cell = string | { readonly text: string; readonly dress: (text: string) => string };

export interface TableOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly indent?: number;
  readonly dressHead?: (text: string) => string;
}

const GAP = 2;

/**
 * Lays out an aligned table, no wider than the terminal where that is possible: columns that may be cut are cut, widest
 * first, then columns that may go are left out.
 *
 * @param rows Cells by column; one line each, already safe to print.
 * @returns Lines without trailing blanks; head first.
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions,
): string[] {
  const indent = options.indent ?? 0;
  const natural = columns.map(({ head }, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, textWidth(cellText(row[index]))),
      textWidth(head),
    ),
  );
  const widths = fitColumns(columns, natural, GAP, options.width - indent);
  const shown = columns.map((_, index) => index).filter((index) => (widths[index] ?? 0) > 0);
  const pad = " ".repeat(indent);
  const line = (cell: (index: number) => string): string =>
    (pad + shown.map(cell).join(" ".repeat(GAP))).trimEnd();
  const dressHead = options.dressHead ?? asIs;
  const place = (text: string, index: number, dress: (text: string) => string): string => {
    const width = widths[index] ?? 0;
    const column = columns[index];
    const cut = (column?.middle === true ? truncateMiddle : truncate)(text, width);
    const blank = " ".repeat(Math.max(0, width - textWidth(cut)));
    return column?.align === "right" ? blank + dress(cut) : dress(cut) + blank;
  };
  const head = line((index) => place(columns[index]?.head ?? "", index, dressHead));
  const body = rows.map((row) =>
    line((index) => {
      const cell = row[index];
      return place(cellText(cell), index, typeof cell === "object" ? cell.dress : asIs);
    }),
  );
  return [head, ...body];
}

const asIs = (text: string): string => text;

function cellText(cell: Cell | undefined): string {
  return typeof cell === "object" ? cell.text : (cell ?? "");
}
