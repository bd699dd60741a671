import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { checkEntryName } from "./entry-name.js";
import { readPax } from "./pax.js";

const BLOCK = 512;
const MAX_ENTRIES = 1000;

/** The regular files of an archive by normalized name, in order. */
export type TarFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Reads a tar as strictly as a node does: regular files and folders only, plain relative names, checksums that hold.
 * Understands ustar and what GNU tar and pax add for long names.
 * @throws WeightkitError WK406 (broken), WK407 (an unsafe name or kind of entry)
 */
export function readTar(tar: Uint8Array): TarFiles {
  const files = new Map<string, Uint8Array>();
  let longName: string | null = null;
  let entries = 0;
  for (let at = 0; ;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.length < BLOCK) broken("it ends without its end mark", at);
    if (header.every((byte) => byte === 0)) return files;
    if ((entries += 1) > MAX_ENTRIES) broken(`it has more than ${MAX_ENTRIES} entries`, at);
    checkSum(header, at);
    const size = octal(header, 124, 12, at);
    const body = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (body.length < size) broken("an entry is cut off", at);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === "x") longName = readPax(body, at) ?? longName;
    else if (type === "L") longName = text(body);
    else if (type !== "g") {
      addEntry(files, { type, name: longName ?? headerName(header), body, at });
      longName = null;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly body: Uint8Array;
  readonly at: number;
}

function addEntry(files: Map<string, Uint8Array>, { type, name, body, at }: Entry): void {
  if (type !== "0" && type !== "\0" && type !== "5")
    throw fault(logicErrors.unsafeName, { name, why: "is neither a regular file nor a folder" });
  const plain = checkEntryName(name);
  if (type === "5") return;
  if (plain === "") broken("a file has no name", at);
  if (files.has(plain)) broken(`${plain} is there twice`, at);
  files.set(plain, body);
}

function headerName(header: Uint8Array): string {
  const name = text(header.subarray(0, 100));
  const ustar = text(header.subarray(257, 262)) === "ustar" && header[262] === 0;
  const prefix = ustar ? text(header.subarray(345, 500)) : "";
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

/** Up to the first NUL. */
function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString("utf8");
}

function broken(what: string, offset: number): never {
  throw fault(logicErrors.badArchive, { what, offset });
}
