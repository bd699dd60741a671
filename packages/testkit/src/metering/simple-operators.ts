/** Kinds of operators that need no special case: only their cost and their length matter. */
const Simple = {
  no: 0,
  /** No immediate; costs 1. */
  plain: 1,
  /** No immediate; costs nothing. */
  free: 2,
  local: 3,
  global: 4,
  i32: 5,
  i64: 6,
  f32: 7,
  f64: 8,
  access: 9,
} as const;

const KINDS = new Uint8Array(256);
KINDS[0x01] = Simple.free;
KINDS[0x1a] = Simple.free;
KINDS[0x1b] = Simple.plain;
KINDS.fill(Simple.local, 0x20, 0x23);
KINDS.fill(Simple.global, 0x23, 0x25);
KINDS.fill(Simple.access, 0x28, 0x3f);
KINDS[0x41] = Simple.i32;
KINDS[0x42] = Simple.i64;
KINDS[0x43] = Simple.f32;
KINDS[0x44] = Simple.f64;
KINDS.fill(Simple.plain, 0x45, 0xc5);

/** Bytes that the widest of these accesses touches. */
const WIDEST = 8;

/** What the operators may refer to. */
export interface SimpleBounds {
  readonly locals: number;
  readonly globals: number;
  /** Bytes up to which an access's offset is certainly no known trap. */
  readonly memoryBytes: number;
}

/**
 * Passes over simple operators from `start` on: most of all code, so this is one tight loop, fast before the engine's
 * compilers have seen it. It stops at whatever is not simple, or not certainly right: that is looked at properly.
 */
export class SimpleOperators {
  /** Offset of the first operator that was not passed over. */
  position = 0;
  /** What those before it cost. */
  cost = 0;

  skip(bytes: Uint8Array, start: number, end: number, bounds: SimpleBounds): void {
    const { locals, globals, memoryBytes } = bounds;
    let position = start;
    let cost = 0;
    for (;;) {
      let at = position;
      if (at >= end) break;
      const kind = KINDS[bytes[at++] ?? 0] ?? 0;
      if (kind === Simple.plain) {
        position = at;
        cost += 1;
        continue;
      }
      if (kind === Simple.no) break;
      if (kind === Simple.local || kind === Simple.global) {
        // Indices from 128 on take more than a byte.
        const index = bytes[at++] ?? 0x80;
        if (index >= 0x80 || index >= (kind === Simple.local ? locals : globals)) break;
      } else if (kind === Simple.i32 || kind === Simple.i64) {
        const most = at + (kind === Simple.i32 ? 5 : 10);
        while ((bytes[at++] ?? 0) >= 0x80);
        if (at > most) break;
      } else if (kind === Simple.access) {
        if ((bytes[at++] ?? 0x40) >= 0x40) break;
        const low = bytes[at++] ?? 0;
        let offset = low & 0x7f;
        if (low >= 0x80) {
          const high = bytes[at++] ?? 0x80;
          if (high >= 0x80) break;
          offset |= high << 7;
        }
        if (offset + WIDEST > memoryBytes) break;
      } else if (kind === Simple.f32) at += 4;
      else if (kind === Simple.f64) at += 8;
      if (at > end) break;
      position = at;
      if (kind !== Simple.free) cost += 1;
    }
    this.position = position;
    this.cost = cost;
  }
}
