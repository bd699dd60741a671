import { createHash } from "node:crypto";
import type { NamedFile } from "../files/named-file.js";

/**
 * Content identifiers as IPFS gives them (CIDv1, SHA-256, raw leaves, chunks of 256 KiB, balanced trees 174 wide: what
 * `ipfs add --cid-version 1` does). Sources: the UnixFS, DAG-PB and CID specifications.
 */
const CHUNK = 262_144;
const WIDTH = 174;
const RAW = 0x55;
const DAG_PB = 0x70;
const DIRECTORY = 1;
const FILE = 2;

/** A block of the graph, seen from the node that links to it. */
interface Link {
  readonly cid: Uint8Array;
  /** Bytes of the file's content below it. */
  readonly content: number;
  /** Bytes of all blocks below it, itself included. */
  readonly total: number;
}

/** CID of a directory that holds just these files, e.g. `bafybei…`. */
export function directoryCid(files: readonly NamedFile[]): string {
  const byName = [...files].sort((a, b) =>
    Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
  );
  const links = byName.map(({ name, bytes }) => pbLink(fileLink(bytes), name));
  const node = Buffer.concat([...links, field(1, unixfs(DIRECTORY, null, []))]);
  return cidText(cidOf(DAG_PB, node));
}

/** CID of a single file. */
export function fileCid(bytes: Uint8Array): string {
  return cidText(fileLink(bytes).cid);
}

function fileLink(bytes: Uint8Array): Link {
  let level: Link[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    level.push({ cid: cidOf(RAW, chunk), content: chunk.length, total: chunk.length });
  }
  while (level.length > 1) level = groups(level).map(parentOf);
  const [root] = level;
  if (root === undefined) throw new RangeError("a file has at least one chunk");
  return root;
}

function groups(links: readonly Link[]): Link[][] {
  const result: Link[][] = [];
  for (let at = 0; at < links.length; at += WIDTH) result.push(links.slice(at, at + WIDTH));
  return result;
}

function parentOf(children: readonly Link[]): Link {
  const content = children.reduce((sum, child) => sum + child.content, 0);
  const sizes = children.map((child) => child.content);
  const node = Buffer.concat([
    ...children.map((child) => pbLink(child, "")),
    field(1, unixfs(FILE, content, sizes)),
  ]);
  const total = children.reduce((sum, child) => sum + child.total, node.length);
  return { cid: cidOf(DAG_PB, node), content, total };
}

/** PBLink: Hash 1, Name 2, Tsize 3; within a PBNode links are field 2. */
function pbLink(link: Link, name: string): Uint8Array {
  const body = [field(1, link.cid), field(2, Buffer.from(name)), number(3, link.total)];
  return field(2, Buffer.concat(body));
}

/** UnixFS Data: Type 1, filesize 3, blocksizes 4. */
function unixfs(type: number, size: number | null, blocks: readonly number[]): Uint8Array {
  return Buffer.concat([
    number(1, type),
    ...(size === null ? [] : [number(3, size)]),
    ...blocks.map((block) => number(4, block)),
  ]);
}

/** A length-delimited protobuf field. */
function field(id: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint((id << 3) | 2), varint(bytes.length), bytes]);
}

/** A varint protobuf field. */
function number(id: number, value: number): Uint8Array {
  return Buffer.concat([varint(id << 3), varint(value)]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** Version 1, codec, SHA-256 multihash. */
function cidOf(codec: number, block: Uint8Array): Uint8Array {
  const digest = createHash("sha256").update(block).digest();
  return Buffer.concat([Uint8Array.of(1, codec, 0x12, 0x20), digest]);
}

/** Multibase base32 (RFC 4648, lower case, no padding) with its prefix `b`. */
function cidText(cid: Uint8Array): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  let text = "b";
  let bits = 0;
  let held = 0;
  for (const byte of cid) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31] ?? "";
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (alphabet[(held << (5 - bits)) & 31] ?? "");
}
