import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";

/** Bytes of a header, and what contents are padded to. */
export const BLOCK = 512;

/** What a header has of an entry. */
export interface TarHeader {
  /** One character; NUL in old archives. */
  readonly type: string;
  readonly name: string;
  readonly size: number;
}

/** Fields with numbers as [start, length]: Go refuses an archive when one of them does not parse. */
const NUMBERS = [
  [100, 8],
  [108, 8],
  [116, 8],
  [136, 12],
] as const;
const DEVICE_NUMBERS = [
  [329, 8],
  [337, 8],
] as const;

/**
 * Reads a header block as Go's `archive/tar` does, which unpacks on a node. What other readers understand differently is refused.
 * @throws WeightkitError WK406
 */
export function readHeader(header: Uint8Array, at: number): TarHeader {
  checkSum(header, at);
  const size = octal(header, 124, 12, at);
  for (const [start, length] of NUMBERS) checkNumber(header, start, length, at);
  const type = String.fromCharCode(header[156] ?? 0);
  return { type, name: headerName(header, at), size };
}

/** Up to the first NUL. */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString("utf8");
}

export function broken(what: string, offset: number): never {
  throw fault(logicErrors.badArchive, { what, offset });
}

function headerName(header: Uint8Array, at: number): string {
  const name = text(header.subarray(0, 100));
  const magic = Buffer.from(header.subarray(257, 265)).toString("latin1");
  const isUstar = magic.startsWith("ustar\0");
  const isGnu = magic === "ustar  \0";
  if (!isUstar && !isGnu) return name;
  for (const [start, length] of DEVICE_NUMBERS) checkNumber(header, start, length, at);
  // Star's archives and GNU's incremental ones have times where ustar has the folder of a long name.
  const isStar = isUstar && text(header.subarray(508)) === "tar";
  if (isStar || (isGnu && (header[345] !== 0 || header[357] !== 0)))
    broken("a header has other fields than ustar's", at);
  const prefix = isUstar ? text(header.subarray(345, 500)) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

function checkSum(header: Uint8Array, at: number): void {
  let sum = 0;
  for (let i = 0; i < BLOCK; i += 1) sum += i >= 148 && i < 156 ? 0x20 : (header[i] ?? 0);
  if (octal(header, 148, 8, at) !== sum) broken("a header's checksum is wrong", at);
}

function octal(header: Uint8Array, start: number, length: number, at: number): number {
  const digits = text(header.subarray(start, start + length)).trim();
  if (!/^[0-7]+$/.test(digits)) broken("a header's number is not octal", at);
  return Number.parseInt(digits, 8);
}

/** A number that nothing is made of: octal, empty or binary, as Go takes it. */
function checkNumber(header: Uint8Array, start: number, length: number, at: number): void {
  const field = header.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) !== 0) return;
  const trimmed = Buffer.from(field)
    .toString("latin1")
    .replaceAll(/^[ \0]+|[ \0]+$/g, "");
  if (!/^[0-7]*(\0|$)/.test(trimmed)) broken("a header's number is not octal", at);
}
