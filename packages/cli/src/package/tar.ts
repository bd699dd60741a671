import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { packageErrors } from "../errors/package-errors.js";
import type { NamedFile } from "../files/named-file.js";

const BLOCK = 512;

/**
 * A ustar archive (POSIX.1-1988) of regular files, without clock, owner or system in it: same files, same bytes.
 * @throws WeightkitError WK701 for a name that a node would refuse or that does not fit
 */
export function writeTar(files: readonly NamedFile[]): Uint8Array {
  const blocks = files.flatMap(({ name, bytes }) => [header(name, bytes.length), padded(bytes)]);
  return Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)]);
}

function header(name: string, size: number): Uint8Array {
  const encoded = Buffer.from(name);
  const unsafe = name.startsWith("/") || name.split("/").includes("..") || name === "";
  if (encoded.length > 100 || unsafe) throw fault(packageErrors.badEntryName, { name });
  const block = Buffer.alloc(BLOCK);
  encoded.copy(block, 0);
  octal(block, 100, 8, 0o644);
  octal(block, 108, 8, 0);
  octal(block, 116, 8, 0);
  octal(block, 124, 12, size);
  octal(block, 136, 12, 0);
  block.write("        ", 148);
  block.write("0", 156);
  block.write("ustar\0" + "00", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

function octal(block: Buffer, at: number, width: number, value: number): void {
  block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, at, "latin1");
}

function padded(bytes: Uint8Array): Uint8Array {
  const rest = bytes.length % BLOCK;
  return rest === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(BLOCK - rest)]);
}
