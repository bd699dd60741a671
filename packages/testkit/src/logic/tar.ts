import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { checkEntryName } from "./entry-name.js";
import { readPax } from "./pax.js";
import { BLOCK, broken, readHeader, text } from "./tar-header.js";

const MAX_ENTRIES = 1000;

/** The regular files of an archive by normalized name, in order. */
export type TarFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Reads a tar as strictly as a node does: regular files and folders only, plain relative names, checksums that hold.
 * Understands ustar and what GNU tar and pax add for long names. Refuses what a node's Go would read as another file, or not at all.
 * @throws WeightkitError WK406 (broken), WK407 (an unsafe name or kind of entry)
 */
export function readTar(tar: Uint8Array): TarFiles {
  const contents = new Contents();
  let longName: { readonly name: string | null } | null = null;
  let entries = 0;
  for (let at = 0; ;) {
    const block = tar.subarray(at, at + BLOCK);
    if (block.length < BLOCK) broken("it ends without its end mark", at);
    if (isZero(block)) {
      if (!isZero(tar.subarray(at + BLOCK, at + 2 * BLOCK))) broken("a lone block is zero", at);
      return contents.files;
    }
    if ((entries += 1) > MAX_ENTRIES) broken(`it has more than ${MAX_ENTRIES} entries`, at);
    const header = readHeader(block, at);
    const { type, size } = header;
    const body = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (body.length < size) broken("an entry is cut off", at);
    if (type === "x" || type === "L") {
      // Readers differ in which of two counts.
      if (longName !== null) broken("an entry has two long names", at);
      longName = { name: type === "x" ? readPax(body, at) : text(body) };
    } else {
      contents.add({ type, name: longName?.name ?? header.name, body, at });
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

/** What a node's disk holds after each entry: a file needs its folder, which only an entry before it makes. */
class Contents {
  readonly files = new Map<string, Uint8Array>();
  readonly #folders = new Set([""]);

  add({ type, name, body, at }: Entry): void {
    if (type !== "0" && type !== "\0" && type !== "5")
      throw fault(logicErrors.unsafeName, { name, why: "is neither a regular file nor a folder" });
    const plain = checkEntryName(name);
    // Old archives mark a folder by a slash alone.
    if (type === "5" || (type === "\0" && name.endsWith("/"))) {
      if (body.length > 0) broken("a folder has contents", at);
      this.#addFolder(plain, at);
      return;
    }
    if (plain === "") broken("a file has no name", at);
    if (this.files.has(plain) || this.#folders.has(plain)) broken(`${plain} is there twice`, at);
    if (!this.#folders.has(parentOf(plain))) broken(`the folder of ${plain} is not there`, at);
    this.files.set(plain, body);
  }

  #addFolder(folder: string, at: number): void {
    for (let path = folder; path !== ""; path = parentOf(path)) {
      if (this.files.has(path)) broken(`${path} is there twice`, at);
      this.#folders.add(path);
    }
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
