/** A CSV field: quoted where it must be (RFC 4180). */
export function field(value: string | number | null): string {
  if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One CSV line with its line break. */
export function row(values: readonly (string | number | null)[]): string {
  return `${values.map(field).join(",")}\n`;
}
