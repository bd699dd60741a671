import { tableErrors } from "../../errors/table-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { textOf } from "./byte-text.js";

/** A file that holds no table as UTF-8 text: what it is, and how to make one of it. */
export interface ForeignFormat {
  readonly name: string;
  readonly remedy: string;
}

const UNPACK = "Unpack it, or compress it with gzip instead";
const EXPORT = "Export the table as CSV, JSON Lines or Parquet";
const RECODE = 'Save it as UTF-8, separated by commas (Excel: "CSV UTF-8 (Comma delimited)")';

/** How files begin, as Latin-1, and what they are. */
const SIGNATURES: readonly (readonly [string, ForeignFormat])[] = [
  [
    "version https://git-lfs.github.com/spec/",
    { name: "a pointer of Git LFS to the real file", remedy: "Fetch it with `git lfs pull`" },
  ],
  ["BZh", { name: "a bzip2 file", remedy: UNPACK }],
  ["\xfd7zXZ\0", { name: "an xz file", remedy: UNPACK }],
  ["\x28\xb5\x2f\xfd", { name: "a Zstandard file", remedy: UNPACK }],
  ["\x04\x22\x4d\x18", { name: "an LZ4 file", remedy: UNPACK }],
  ["7z\xbc\xaf\x27\x1c", { name: "a 7z archive", remedy: UNPACK }],
  ["Rar!\x1a\x07", { name: "a RAR archive", remedy: UNPACK }],
  ["\x1f\x9d", { name: "a file of compress", remedy: UNPACK }],
  ["\x1f\x8b", { name: "a gzip file inside a gzip file", remedy: "Unpack it once" }],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", { name: "an old Excel workbook", remedy: EXPORT }],
  ["ARROW1", { name: "an Arrow (Feather) file", remedy: EXPORT }],
  ["FEA1", { name: "a Feather file", remedy: EXPORT }],
  ["ORC", { name: "an ORC file", remedy: EXPORT }],
  ["Obj\x01", { name: "an Avro file", remedy: EXPORT }],
  ["\x89HDF\r\n\x1a\n", { name: "an HDF5 file", remedy: EXPORT }],
  ["SQLite format 3\0", { name: "an SQLite database", remedy: EXPORT }],
  ["\x93NUMPY", { name: "a NumPy array", remedy: EXPORT }],
  ["%PDF-", { name: "a PDF document", remedy: EXPORT }],
  ["{\\rtf", { name: "an RTF document", remedy: EXPORT }],
  ["\x80\x02", { name: "a Python pickle", remedy: EXPORT }],
  ["\x80\x03", { name: "a Python pickle", remedy: EXPORT }],
  ["\x80\x04", { name: "a Python pickle", remedy: EXPORT }],
  ["\x80\x05", { name: "a Python pickle", remedy: EXPORT }],
  ["\xff\xfe\0\0", { name: "UTF-32 text", remedy: RECODE }],
  ["\0\0\xfe\xff", { name: "UTF-32 text", remedy: RECODE }],
  ["\xff\xfe", { name: "UTF-16 text", remedy: RECODE }],
  ["\xfe\xff", { name: "UTF-16 text", remedy: RECODE }],
];
const LOOKED_AT = 4096;

/** What a file is that begins like this, or null when it may be text in UTF-8 (or Parquet). */
export function foreignFormat(bytes: Uint8Array): ForeignFormat | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT));
  const start = head.toString("latin1");
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) return zipped(start);
  const [, found] = SIGNATURES.find(([signature]) => start.startsWith(signature)) ?? [];
  if (found !== undefined) return found;
  if (isTar(head)) return { name: "a tar archive", remedy: UNPACK };
  if (isWide(start)) return { name: "UTF-16 text without a byte order mark", remedy: RECODE };
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(textOf(head, 0, 256))) {
    return { name: "an HTML or XML document", remedy: EXPORT };
  }
  return null;
}

function zipped(start: string): ForeignFormat {
  const sheet = /xl\/|\[Content_Types\]\.xml|_rels\/\.rels/.test(start);
  if (sheet) return { name: "an Excel workbook", remedy: "Save the sheet as CSV UTF-8" };
  const open = start.includes("mimetypeapplication/vnd.oasis");
  if (open) return { name: "an OpenDocument file", remedy: "Save the sheet as CSV, in UTF-8" };
  return { name: "a ZIP file", remedy: UNPACK };
}

function isTar(head: Buffer): boolean {
  return head.length > 262 && head.toString("latin1", 257, 262) === "ustar";
}

/** Whether every other byte of some text is 0, as Latin letters in UTF-16 have it. */
function isWide(start: string): boolean {
  return /^(?:[\x09-\x7e]\0){4}/.test(start) || /^(?:\0[\x09-\x7e]){4}/.test(start);
}

/** @throws WeightkitError WK341, WK342 when a file that begins like this is not a table in UTF-8 text */
export function checkIsTable(bytes: Uint8Array): void {
  const foreign = foreignFormat(bytes);
  if (foreign !== null) throw fault(tableErrors.foreignFormat, foreign);
  if (hasOldMacLines(bytes)) throw fault(tableErrors.oldMacLines, {});
}

/** Whether lines end with a carriage return alone, as on old Macs: a CSV reader would take all for one line. */
export function hasOldMacLines(bytes: Uint8Array): boolean {
  if (bytes.includes(0x0a)) return false;
  const at = bytes.indexOf(0x0d);
  return at >= 0 && at < bytes.length - 1;
}
