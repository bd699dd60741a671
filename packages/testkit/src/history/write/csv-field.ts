/**
 * A text as a field: quoted where RFC 4180 wants it, and with an apostrophe before `=`, `+` and `@`, so that a spreadsheet shows it
 * instead of running it. weightkit's own reader takes the apostrophe off again.
 *
 * Source: OWASP, "CSV injection".
 */
export function csvField(text: string): string {
  const inert = /^'*[=+@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^[ \t]|[ \t]$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
