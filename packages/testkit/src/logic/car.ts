import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { cidText, readCid, readVarint, sha256, varint } from "./cid.js";
import type { Graph } from "./unixfs.js";

/** A content-addressable archive's content; every block has the hash that its identifier promises. */
export interface Car {
  readonly root: Uint8Array;
  /** Blocks by their identifier's text. */
  readonly blocks: ReadonlyMap<string, Uint8Array>;
}

const MAX_HEADER = 4096;
const MAX_BLOCKS = 100_000;
/** What a version 2 archive begins with; its own header of 40 bytes follows. */
const PRAGMA = Buffer.from("0aa16776657273696f6e02", "hex");

/** A graph as a CARv1 archive with its root, blocks in the order of the graph (CARv1 specification). */
export function writeCar({ root, blocks }: Graph): Uint8Array {
  const link = Buffer.concat([Uint8Array.of(0xd8, 0x2a, 0x58, root.length + 1, 0), root]);
  const header = Buffer.concat([
    Buffer.from([0xa2, 0x65]),
    Buffer.from("roots"),
    Buffer.from([0x81]),
    link,
    Buffer.from([0x67]),
    Buffer.from("version"),
    Buffer.from([1]),
  ]);
  const sections = blocks.flatMap(({ cid, bytes }) => [
    varint(cid.length + bytes.length),
    cid,
    bytes,
  ]);
  return Buffer.concat([varint(header.length), header, ...sections]);
}

/**
 * Reads a CAR of version 1, or what a version 2 wraps.
 * @throws WeightkitError WK414 (not a CAR, or cut off), WK415 (a block that its identifier does not fit), WK416 (other hashes, several roots)
 */
export function readCar(file: Uint8Array): Car {
  const bytes = payloadOf(file);
  const length = readVarint(bytes, 0);
  if (length === null || length.value === 0 || length.value > MAX_HEADER)
    throw broken("it has no header", 0);
  const start = length.end + length.value;
  const root = rootOf(bytes.subarray(length.end, start));
  const blocks = new Map<string, Uint8Array>();
  for (let at = start; at < bytes.length;) {
    const section = readVarint(bytes, at);
    if (section === null) throw broken("a block has no length", at);
    const end = section.end + section.value;
    const part = bytes.subarray(section.end, end);
    if (part.length < section.value) throw broken("a block is cut off", at);
    const cid = readCid(part);
    if (cid === null) throw broken("a block has no identifier", at);
    const name = cidText(part.subarray(0, cid.length));
    if (cid.digest === null)
      throw fault(logicErrors.unsupportedCar, {
        what: `the block ${name} has another hash than SHA-256`,
      });
    const block = part.subarray(cid.length);
    if (Buffer.compare(sha256(block), cid.digest) !== 0)
      throw fault(logicErrors.contentDiffers, { what: `The block ${name} of the archive` });
    blocks.set(name, block);
    if (blocks.size > MAX_BLOCKS) throw broken(`it has more than ${MAX_BLOCKS} blocks`, at);
    at = end;
  }
  return { root, blocks };
}

function payloadOf(file: Uint8Array): Uint8Array {
  if (Buffer.compare(file.subarray(0, PRAGMA.length), PRAGMA) !== 0) return file;
  const header = Buffer.from(file.subarray(PRAGMA.length, PRAGMA.length + 40));
  if (header.length < 40) throw broken("its header is cut off", PRAGMA.length);
  const [offset, size] = [Number(header.readBigUInt64LE(16)), Number(header.readBigUInt64LE(24))];
  const payload = file.subarray(offset, offset + size);
  if (payload.length < size) throw broken("its content is cut off", PRAGMA.length);
  return payload;
}

/** The only root of a header, which is DAG-CBOR: a map of `roots` (links, CBOR's tag 42) and `version`, in any order. */
function rootOf(header: Uint8Array): Uint8Array {
  const fail = (): never => {
    throw broken("its header is not that of version 1", 0);
  };
  let at = 0;
  const take = (count: number): Uint8Array => {
    const part = header.subarray(at, at + count);
    if (part.length < count) fail();
    at += count;
    return part;
  };
  const byte = (): number => take(1)[0] ?? fail();
  if (byte() !== 0xa2) fail();
  let root: Uint8Array | null = null;
  for (let entry = 0; entry < 2; entry += 1) {
    const key = Buffer.from(take(byte() - 0x60)).toString("latin1");
    if (key === "version") {
      if (byte() !== 1) fail();
    } else if (key === "roots") {
      const count = byte() - 0x80;
      if (count !== 1)
        throw fault(logicErrors.unsupportedCar, { what: "it has no root, or several" });
      if (Buffer.from(take(3)).toString("hex") !== "d82a58") fail();
      const link = take(byte());
      if (link[0] !== 0) fail();
      root = link.subarray(1);
    } else fail();
  }
  if (at !== header.length) fail();
  return root ?? fail();
}

function broken(what: string, offset: number): Error {
  return fault(logicErrors.badCar, { what, offset });
}
