import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CarReader, CarWriter } from "@ipld/car";
import { importer } from "ipfs-unixfs-importer";
import { afterAll, describe, expect, test } from "vitest";
import { readCar, writeCar } from "../../src/logic/car.js";
import { cidOf, cidText, DAG_PB, isCidText, RAW, sha256, varint } from "../../src/logic/cid.js";
import { loadPackaged } from "../../src/logic/load.js";
import { directoryCid, directoryGraph } from "../../src/logic/unixfs.js";
import { readFiles } from "../../src/logic/unixfs-read.js";
import { packageOf } from "../support/packages.js";
import { wat } from "../support/wat.js";

const folder = mkdtempSync(join(tmpdir(), "weightkit-car-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SMALL = [
  { name: "manifest.json", bytes: Buffer.from("{}") },
  { name: "x.tar.gz", bytes: Buffer.from("archive") },
];
const LARGE = [
  { name: "a", bytes: Buffer.alloc(700_000, "ab") },
  { name: "b", bytes: Buffer.alloc(0) },
  { name: "c", bytes: Buffer.alloc(700_000, "ab") },
];

describe("a CAR that weightkit writes", () => {
  test.each([
    ["small", SMALL],
    ["files of several blocks, two of them equal", LARGE],
  ])("is read by @ipld/car with the same root and blocks: %s", async (_, files) => {
    const graph = directoryGraph(files);
    const reader = await CarReader.fromBytes(writeCar(graph));
    const roots = await reader.getRoots();
    expect(roots.map(String)).toEqual([graph.cid]);
    const blocks: string[] = [];
    for await (const { cid, bytes } of reader.blocks()) {
      blocks.push(cid.toString());
      const codec = cid.code === RAW ? RAW : DAG_PB;
      expect(cidText(cidOf(codec, bytes))).toBe(cid.toString());
    }
    expect(blocks).toEqual(graph.blocks.map(({ cid }) => cidText(cid)));
    expect(new Set(blocks).size).toBe(blocks.length);
  });

  test("has the blocks that the reference importer makes, and no others", async () => {
    const made = new Set<string>();
    const store = {
      put: (cid: { toString(): string }) => {
        made.add(cid.toString());
        return cid;
      },
      get: () => {
        throw new Error("nothing is read back");
      },
    };
    const source = LARGE.map(({ name, bytes }) => ({ path: name, content: bytes }));
    const options = { cidVersion: 1, rawLeaves: true, wrapWithDirectory: true } as const;
    for await (const entry of importer(source, store as never, options))
      made.add(entry.cid.toString());
    const ours = directoryGraph(LARGE).blocks.map(({ cid }) => cidText(cid));
    expect(new Set(ours)).toEqual(made);
  });

  test("gives the files back", () => {
    const files = readFiles(readCar(writeCar(directoryGraph(LARGE))), 10 << 20);
    expect(files.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    for (const [i, file] of files.entries()) expect(file.bytes).toEqual(LARGE[i]?.bytes);
  });
});

test("a CAR that @ipld/car writes is read, its blocks in any order", async () => {
  const graph = directoryGraph(SMALL);
  const reader = await CarReader.fromBytes(writeCar(graph));
  const all = [];
  for await (const block of reader.blocks()) all.push(block);
  const { writer, out } = CarWriter.create(await reader.getRoots());
  const chunks: Uint8Array[] = [];
  const gathered = (async () => {
    for await (const chunk of out) chunks.push(chunk);
  })();
  for (const block of all.reverse()) await writer.put(block);
  await writer.close();
  await gathered;
  const files = readFiles(readCar(Buffer.concat(chunks)), 1 << 20);
  expect(files.map(({ name, bytes }) => [name, String(bytes)])).toEqual([
    ["manifest.json", "{}"],
    ["x.tar.gz", "archive"],
  ]);
});

describe("a package", () => {
  const wasm = wat('(module (func (export "_start")))');
  const { manifest, archive } = packageOf(wasm);
  const files = [
    { name: "manifest.json", bytes: Buffer.from(manifest) },
    { name: "logic.tar.gz", bytes: archive },
  ];
  const cid = directoryCid(files);
  const write = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  test("is loaded from a CAR, with its identity", () => {
    const {
      logic,
      files: found,
      cid: claimed,
    } = loadPackaged(write("p.car", writeCar(directoryGraph(files))));
    expect([logic.name, claimed]).toEqual(["logic", cid]);
    expect(logic.manifest?.limited_fuel).toBe(1000);
    expect(found?.map(({ name }) => name)).toEqual(["manifest.json", "logic.tar.gz"]);
  });

  test("is loaded from a CARv2, which wraps one of version 1", () => {
    const inner = writeCar(directoryGraph(files));
    const header = Buffer.alloc(40);
    header.writeBigUInt64LE(51n, 16);
    header.writeBigUInt64LE(BigInt(inner.length), 24);
    const pragma = Buffer.from("0aa16776657273696f6e02", "hex");
    const path = write("v2.car", Buffer.concat([pragma, header, inner]));
    expect(loadPackaged(path).cid).toBe(cid);
  });

  test("is loaded from a folder that its CID names, and refused when a byte differs", () => {
    const named = join(folder, cid);
    mkdirSync(named);
    for (const { name, bytes } of files) writeFileSync(join(named, name), bytes);
    expect(loadPackaged(named).cid).toBe(cid);
    writeFileSync(
      join(named, "manifest.json"),
      Buffer.concat([files[0]?.bytes ?? Buffer.of(), Buffer.from(" ")]),
    );
    expect(() => loadPackaged(named)).toThrow(expect.objectContaining({ code: "WK415" }));
  });

  test("a WASM alone is loaded from a CAR, as a file of a directory and as the root itself", () => {
    const inside = write("w.car", writeCar(directoryGraph([{ name: "w.wasm", bytes: wasm }])));
    expect(loadPackaged(inside)).toMatchObject({ logic: { name: "w" }, files: null });
    const root = cidOf(RAW, wasm);
    const graph = { cid: cidText(root), root, blocks: [{ cid: root, bytes: wasm }] };
    expect(loadPackaged(write("lone.car", writeCar(graph))).logic.name).toBe("lone");
  });
});

describe("a broken CAR is refused with its code", () => {
  const graph = directoryGraph(SMALL);
  const car = Buffer.from(writeCar(graph));
  const headerEnd = 1 + (car[0] ?? 0);
  const header = car.subarray(0, headerEnd);
  const section = (cid: Uint8Array, bytes: Uint8Array): Buffer =>
    Buffer.concat([varint(cid.length + bytes.length), cid, bytes]);
  const without = (count: number): Buffer =>
    Buffer.concat([
      header,
      ...graph.blocks.slice(count).map(({ cid, bytes }) => section(cid, bytes)),
    ]);
  const flipped = Buffer.from(car);
  flipped[flipped.length - 1] = (flipped[flipped.length - 1] ?? 0) ^ 1;
  const dag = (node: Buffer): Buffer => {
    const cid = cidOf(DAG_PB, node);
    const link = Buffer.concat([Buffer.from([0xd8, 0x2a, 0x58, cid.length + 1, 0]), cid]);
    const head = Buffer.concat([
      Buffer.from("a265726f6f747381", "hex"),
      link,
      Buffer.from("6776657273696f6e01", "hex"),
    ]);
    return Buffer.concat([varint(head.length), head, section(cid, node)]);
  };
  const directory = (name: string): Buffer => {
    const leaf = cidOf(RAW, Buffer.of());
    const field = (id: number, bytes: Uint8Array): Buffer =>
      Buffer.concat([Buffer.of((id << 3) | 2, bytes.length), bytes]);
    const link = Buffer.concat([field(1, leaf), field(2, Buffer.from(name))]);
    return Buffer.concat([field(2, link), field(1, Buffer.of(8, 1))]);
  };
  const sha512 = Buffer.concat([Buffer.of(1, RAW, 0x13, 64), Buffer.alloc(64)]);
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ["empty", Buffer.of(), "WK414"],
    ["not a CAR", Buffer.from("<html>not found</html>"), "WK414"],
    ["a header that promises more than there is", car.subarray(0, 20), "WK414"],
    ["a huge header", Buffer.from([0xff, 0xff, 0xff, 0x7f, 1]), "WK414"],
    ["cut off inside a block", car.subarray(0, car.length - 3), "WK414"],
    ["a block without an identifier", Buffer.concat([header, Buffer.of(2, 9, 9)]), "WK414"],
    ["a block that is not what its identifier says", flipped, "WK415"],
    ["another hash", Buffer.concat([header, section(sha512, Buffer.of(1))]), "WK416"],
    ["a missing file", without(1), "WK416"],
    ["no blocks", header, "WK416"],
    [
      "two roots",
      Buffer.concat([Buffer.of(19), Buffer.from("a265726f6f7473826776657273696f6e01", "hex")]),
      "WK416",
    ],
    ["a node that is not protobuf", dag(Buffer.from([0x0a, 0x7f, 1])), "WK414"],
    ["a kind of node that packages do not have", dag(Buffer.from([0x0a, 2, 8, 5])), "WK416"],
    ["a name that climbs out", dag(directory("../x")), "WK407"],
    ["a name with a folder", dag(directory("a/b")), "WK407"],
    ["an empty name", dag(directory("")), "WK407"],
  ];

  test.each(cases)("%s", (_, bytes, code) => {
    expect(() => readFiles(readCar(bytes), 1 << 20)).toThrow(expect.objectContaining({ code }));
  });

  test("more than the limit, also by linking to one block again and again", () => {
    expect(() => readFiles(readCar(writeCar(directoryGraph(LARGE))), 1_000_000)).toThrow(
      expect.objectContaining({ code: "WK408" }),
    );
  });

  /** A CAR whose one file has a tree of nodes: `links` links in each, `depth` nodes deep, over one block. */
  const tree = (
    { links, depth }: { links: number; depth: number },
    leaf: Buffer,
    size: number,
  ): Buffer => {
    const field = (id: number, bytes: Uint8Array): Buffer =>
      Buffer.concat([Buffer.of((id << 3) | 2), varint(bytes.length), bytes]);
    const blocks = [section(cidOf(RAW, leaf), leaf)];
    let top = cidOf(RAW, leaf);
    for (let level = 0; level < depth; level += 1) {
      const link = field(2, field(1, top));
      const data = field(1, Buffer.of(8, 2, 24, size));
      const node = Buffer.concat([...Array.from({ length: links }, () => link), data]);
      top = cidOf(DAG_PB, node);
      blocks.push(section(top, node));
    }
    const inside = field(2, Buffer.concat([field(1, top), field(2, Buffer.from("x"))]));
    return Buffer.concat([dag(Buffer.concat([inside, field(1, Buffer.of(8, 1))])), ...blocks]);
  };

  test("a few nodes that link to nothing, again and again", () => {
    const car = tree({ links: 100, depth: 8 }, Buffer.of(), 0);
    expect(car.length).toBeLessThan(40_000);
    expect(() => readFiles(readCar(car), 1 << 28)).toThrow("its files have too many parts");
  });

  test("a file with another size than a gateway would promise", () => {
    const leaf = Buffer.from("archive");
    const shape = { links: 1, depth: 1 };
    expect(readFiles(readCar(tree(shape, leaf, 7)), 100)[0]?.bytes).toEqual(leaf);
    expect(() => readFiles(readCar(tree(shape, leaf, 5)), 100)).toThrow(
      "a file of 7 bytes has 5 for its size",
    );
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "a CAR with byte changes (seed %i) is refused or unchanged",
    (seed) => {
      let state = seed;
      const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0);
      for (let round = 0; round < 200; round += 1) {
        const copy = Buffer.from(car);
        copy[next() % copy.length] = next() >>> 24;
        if (copy.equals(car)) continue;
        let code = "read";
        try {
          readFiles(readCar(copy), 1 << 20);
        } catch (error) {
          code = String((error as { code?: string }).code);
        }
        expect(["WK407", "WK408", "WK414", "WK415", "WK416"]).toContain(code);
      }
    },
  );
});

test("a CID's text is recognized, and nothing that only looks like one", () => {
  expect(isCidText(directoryCid(SMALL))).toBe(true);
  expect(isCidText(cidText(cidOf(RAW, sha256(Buffer.of()))))).toBe(true);
  for (const text of ["", "bafy", "build", `${directoryCid(SMALL)}a`, "b".repeat(59)])
    expect(isCidText(text)).toBe(false);
});
