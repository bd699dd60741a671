import { logicErrors } from "../errors/logic-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { Car } from "./car.js";
import { cidText, DAG_PB, RAW, readCid, readVarint } from "./cid.js";
import { checkEntryName } from "./entry-name.js";
import type { PackageFile } from "./package-file.js";

const MAX_FILES = 1000;
const MAX_DEPTH = 8;
/** Links of all files together: 256 MiB in the smallest blocks that anybody makes, 1 KiB, and nodes over them. */
const MAX_LINKS = 300_000;

const DIRECTORY = 1;
const FILES = new Set([0, 2]);

/**
 * The files of an archive: those of its root's directory, or the one file that the root is.
 * @param limit Most bytes of all files together.
 * @throws WeightkitError WK407 (an unsafe name), WK408 (too large), WK414 (a broken node), WK416 (a block that is missing, or a kind of node that packages do not have)
 */
export function readFiles(car: Car, limit: number): readonly PackageFile[] {
  const reader = new Reader(car, limit);
  const cid = readCid(car.root);
  const root = cidText(car.root);
  if (cid?.codec === RAW) return [{ name: root, bytes: reader.file(root, 0) }];
  const node = reader.node(root);
  if (node.type !== DIRECTORY) return [{ name: root, bytes: reader.file(root, 0) }];
  if (node.links.length > MAX_FILES) throw unsupported(`it has more than ${MAX_FILES} files`);
  const names = new Set<string>();
  return node.links.map(({ name, cid: child }) => {
    const plain = checkEntryName(name);
    if (plain !== name || plain === "" || plain.includes("/") || names.has(plain))
      throw fault(logicErrors.unsafeName, { name, why: "is not a plain name, or is there twice" });
    names.add(plain);
    return { name, bytes: reader.file(child, 0) };
  });
}

interface Link {
  readonly cid: string;
  readonly name: string;
}

interface Node {
  readonly type: number;
  /** Bytes of the whole file, null where it is not written. */
  readonly size: number | null;
  readonly data: Uint8Array;
  readonly links: readonly Link[];
}

class Reader {
  #left: number;
  #links = 0;

  constructor(
    readonly car: Car,
    readonly limit: number,
  ) {
    this.#left = limit;
  }

  /** A file's content; blocks that are linked to again and again count each time. */
  file(cid: string, depth: number): Uint8Array {
    if (depth > MAX_DEPTH) throw unsupported("a file's tree is too deep");
    const bytes = this.#block(cid);
    if (isRaw(cid)) return this.#count(bytes);
    const node = this.node(cid);
    if (!FILES.has(node.type)) throw unsupported("it holds something that is not a plain file");
    // Of a few small nodes that link to one another again and again, a tree of any size can be made.
    this.#links += node.links.length;
    if (this.#links > MAX_LINKS) throw unsupported("its files have too many parts");
    const parts = node.links.map((link) => this.file(link.cid, depth + 1));
    const own = this.#count(node.data);
    const whole = parts.length === 0 ? own : Buffer.concat([own, ...parts]);
    // A gateway promises the size that is written, and a node then gets that many bytes.
    if (node.size !== null && node.size !== whole.length)
      throw unsupported(`a file of ${whole.length} bytes has ${node.size} for its size`);
    return whole;
  }

  node(cid: string): Node {
    return decodeNode(this.#block(cid));
  }

  #block(cid: string): Uint8Array {
    const bytes = this.car.blocks.get(cid);
    if (bytes === undefined) throw unsupported(`the block ${cid} is not in it`);
    return bytes;
  }

  #count(bytes: Uint8Array): Uint8Array {
    this.#left -= bytes.length;
    if (this.#left < 0)
      throw fault(logicErrors.tooLarge, { what: "The archive's content", limit: this.limit });
    return bytes;
  }
}

/** Codec raw: `bafkrei…`. */
function isRaw(cid: string): boolean {
  return cid.startsWith("bafkrei");
}

/** A PBNode: Data 1 (UnixFS), Links 2 (Hash 1, Name 2). */
function decodeNode(bytes: Uint8Array): Node {
  let data: Uint8Array = new Uint8Array(0);
  const links: Link[] = [];
  for (const { id, value } of fields(bytes)) {
    if (typeof value === "number") continue;
    if (id === 1) data = value;
    if (id === 2) links.push(decodeLink(value));
  }
  let type = -1;
  let size: number | null = null;
  let content: Uint8Array = new Uint8Array(0);
  for (const { id, value } of fields(data)) {
    if (id === 1 && typeof value === "number") type = value;
    if (id === 2 && typeof value !== "number") content = value;
    if (id === 3 && typeof value === "number") size = value;
  }
  return { type, size, data: content, links };
}

function decodeLink(bytes: Uint8Array): Link {
  let cid = "";
  let name = "";
  for (const { id, value } of fields(bytes)) {
    if (typeof value === "number") continue;
    if (id === 1) {
      const found = readCid(value);
      if (found?.length !== value.length || (found.codec !== RAW && found.codec !== DAG_PB))
        throw unsupported("a link is neither to a file's bytes nor to a node");
      cid = cidText(value);
    }
    if (id === 2) name = Buffer.from(value).toString("utf8");
  }
  return { cid, name };
}

interface Field {
  readonly id: number;
  readonly value: number | Uint8Array;
}

/** The fields of a protobuf message: numbers and what has a length. */
function* fields(bytes: Uint8Array): Generator<Field, void, undefined> {
  for (let at = 0; at < bytes.length;) {
    const tag = readVarint(bytes, at);
    const value = tag === null ? null : readVarint(bytes, tag.end);
    if (tag === null || value === null) throw broken(at);
    const id = Math.floor(tag.value / 8);
    if (tag.value % 8 === 0) {
      yield { id, value: value.value };
      at = value.end;
    } else {
      const part = bytes.subarray(value.end, value.end + value.value);
      if (tag.value % 8 !== 2 || part.length < value.value) throw broken(at);
      yield { id, value: part };
      at = value.end + value.value;
    }
  }
}

function broken(offset: number): WeightkitError {
  return fault(logicErrors.badCar, { what: "a node is not valid", offset });
}

function unsupported(what: string): WeightkitError {
  return fault(logicErrors.unsupportedCar, { what });
}
