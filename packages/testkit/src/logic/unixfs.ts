import { cidOf, cidText, DAG_PB, RAW, varint } from "./cid.js";
import type { PackageFile } from "./package-file.js";

/** How files are cut into blocks, which decides their identifiers. Sources: the UnixFS, DAG-PB and CID specifications. */
export const CID_PROFILES = {
  /** What `ipfs add --cid-version 1` does: raw leaves, chunks of 256 KiB, balanced trees 174 wide. */
  "256k": { chunk: 262_144, width: 174 },
  /** Profile unixfs-v1-2025 of IPIP-499, and what web3.storage does: raw leaves, chunks of 1 MiB, trees 1,024 wide. */
  "1m": { chunk: 1 << 20, width: 1024 },
} as const;
export type CidProfile = keyof typeof CID_PROFILES;

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

export interface Block {
  readonly cid: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Files as content-addressed blocks. */
export interface Graph {
  /** The root's identifier, e.g. `bafybei…`. */
  readonly cid: string;
  readonly root: Uint8Array;
  /** Every block once, what is linked to before what links to it. */
  readonly blocks: readonly Block[];
}

/** The graph of a directory that holds just these files. */
export function directoryGraph(files: readonly PackageFile[], profile: CidProfile = "256k"): Graph {
  const blocks = new Blocks(profile);
  const byName = [...files].sort((a, b) =>
    Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
  );
  const links = byName.map(({ name, bytes }) => pbLink(blocks.file(bytes), name));
  const node = Buffer.concat([...links, field(1, unixfs(DIRECTORY, null, []))]);
  return blocks.graph(blocks.add(DAG_PB, node));
}

/** CID of a directory that holds just these files, e.g. `bafybei…`. */
export function directoryCid(files: readonly PackageFile[], profile?: CidProfile): string {
  return directoryGraph(files, profile).cid;
}

class Blocks {
  readonly #known = new Map<string, Block>();
  readonly #shape: (typeof CID_PROFILES)[CidProfile];

  constructor(profile: CidProfile) {
    this.#shape = CID_PROFILES[profile];
  }

  add(codec: typeof RAW | typeof DAG_PB, bytes: Uint8Array): Uint8Array {
    const cid = cidOf(codec, bytes);
    const text = cidText(cid);
    if (!this.#known.has(text)) this.#known.set(text, { cid, bytes });
    return cid;
  }

  graph(root: Uint8Array): Graph {
    return { cid: cidText(root), root, blocks: [...this.#known.values()] };
  }

  file(bytes: Uint8Array): Link {
    const { chunk } = this.#shape;
    let level: Link[] = [];
    for (let at = 0; at === 0 || at < bytes.length; at += chunk) {
      const part = bytes.subarray(at, at + chunk);
      level.push({ cid: this.add(RAW, part), content: part.length, total: part.length });
    }
    while (level.length > 1) level = this.#groups(level).map((children) => this.#parent(children));
    const [root] = level;
    if (root === undefined) throw new RangeError("a file has at least one chunk");
    return root;
  }

  #groups(links: readonly Link[]): Link[][] {
    const { width } = this.#shape;
    const result: Link[][] = [];
    for (let at = 0; at < links.length; at += width) result.push(links.slice(at, at + width));
    return result;
  }

  #parent(children: readonly Link[]): Link {
    const content = children.reduce((sum, child) => sum + child.content, 0);
    const sizes = children.map((child) => child.content);
    const node = Buffer.concat([
      ...children.map((child) => pbLink(child, "")),
      field(1, unixfs(FILE, content, sizes)),
    ]);
    const total = children.reduce((sum, child) => sum + child.total, node.length);
    return { cid: this.add(DAG_PB, node), content, total };
  }
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
