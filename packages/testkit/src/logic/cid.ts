import { createHash } from "node:crypto";

/** Content identifiers (multiformats CID and multibase specifications): version 1 with SHA-256, and version 0 when reading. */
export const RAW = 0x55;
export const DAG_PB = 0x70;
const SHA_256 = 0x12;
const DIGEST = 32;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** Version 1, codec, SHA-256 multihash. */
export function cidOf(codec: typeof RAW | typeof DAG_PB, block: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(1, codec, SHA_256, DIGEST), sha256(block)]);
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

/** A binary identifier taken apart. */
export interface Cid {
  readonly version: 0 | 1;
  readonly codec: number;
  /** SHA-256, or null where another function made the hash. */
  readonly digest: Uint8Array | null;
  /** Bytes that the identifier takes. */
  readonly length: number;
}

/** Reads the identifier at the beginning of `bytes`; null when there is none. */
export function readCid(bytes: Uint8Array): Cid | null {
  if (bytes[0] === SHA_256 && bytes[1] === DIGEST)
    return bytes.length < 34
      ? null
      : { version: 0, codec: DAG_PB, digest: bytes.subarray(2, 34), length: 34 };
  let at = 0;
  const next = (): number | null => {
    const found = readVarint(bytes, at);
    if (found === null) return null;
    at = found.end;
    return found.value;
  };
  const [version, codec, hash, size] = [next(), next(), next(), next()];
  if (version !== 1 || codec == null || hash == null || size == null) return null;
  const digest = bytes.subarray(at, at + size);
  if (digest.length < size) return null;
  const known = hash === SHA_256 && size === DIGEST;
  return { version, codec, digest: known ? digest : null, length: at + size };
}

/** An unsigned LEB128 number of at most five bytes, or null when it is longer or cut off. */
export function readVarint(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly end: number } | null {
  let value = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return null;
}

export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** Multibase base32 (RFC 4648, lower case, no padding) with its prefix `b`. */
export function cidText(cid: Uint8Array): string {
  let text = "b";
  let bits = 0;
  let held = 0;
  for (const byte of cid) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31] ?? "";
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (ALPHABET[(held << (5 - bits)) & 31] ?? "");
}

/** Whether a text is the identifier of a directory or file as weightkit writes them: version 1, base32, SHA-256. */
export function isCidText(text: string): boolean {
  if (!/^b[a-z2-7]{58}$/.test(text)) return false;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text.slice(1)) {
    held = ((held << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  const cid = readCid(Uint8Array.from(bytes));
  return cid?.digest != null && (cid.codec === RAW || cid.codec === DAG_PB);
}
