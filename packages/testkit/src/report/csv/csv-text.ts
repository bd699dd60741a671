import { csvField } from "../../history/write/csv-field.js";
import { safeText } from "../text/untrusted.js";

/** A CSV field of a report: numbers in full, and texts so that they act neither on a terminal nor in a spreadsheet. */
export function field(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return csvField(safeText(value));
}

/** One CSV line with its line break. */
export function row(values: readonly (string | number | null)[]): string {
  return `${values.map(field).join(",")}\n`;
}
