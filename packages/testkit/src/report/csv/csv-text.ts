/** A CSV field: quoted where it must be (RFC 4180). */
export function field(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One CSV line with its line break. */
export function row(values: readonly (string | number | null)[]): string {
  return `${values.map(field).join(",")}\n`;
}
