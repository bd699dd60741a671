const CLOSING = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/** The innermost bracket that nothing closes, with its line; null when all are closed. `code` has its texts blanked. */
export function unclosed(code: string): { open: string; close: string; line: number } | null {
  const open: { close: string; at: number }[] = [];
  for (let at = 0; at < code.length; at += 1) {
    const close = CLOSING.get(code.charAt(at));
    if (close !== undefined) open.push({ close, at });
    else if (open[open.length - 1]?.close === code.charAt(at)) open.pop();
  }
  const last = open[open.length - 1];
  if (last === undefined) return null;
  const line = code.slice(0, last.at).split("\n").length;
  return { open: code.charAt(last.at), close: last.close, line };
}
