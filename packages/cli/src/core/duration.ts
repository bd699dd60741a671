const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** The seconds of `90s`, `30m`, `1h` or `2 d`, as a suggestion where seconds are needed; null for any other text. */
export function secondsOf(text: string): string | null {
  const [, number = "", unit = ""] = /^(\d{1,9})\s?(s|m|min|h|d)$/i.exec(text.trim()) ?? [];
  const factor = SECONDS[unit.toLowerCase()];
  return factor === undefined ? null : String(Number(number) * factor);
}
