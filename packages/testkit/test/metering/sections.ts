/** Start and end of the code section's content; a separate reader, so that it does not share the rewriter's faults. */
export function codeRange(bytes: Uint8Array): [number, number] {
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (id === 10) return [at, at + size];
    at += size;
  }
  return [0, 0];
}
