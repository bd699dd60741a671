import { importer } from "ipfs-unixfs-importer";
import { fixedSize } from "ipfs-unixfs-importer/chunker";
import { balanced } from "ipfs-unixfs-importer/layout";
import { describe, expect, test } from "vitest";
import type { PackageFile } from "../../src/logic/package-file.js";
import { CID_PROFILES, directoryCid, type CidProfile } from "../../src/logic/unixfs.js";

/** The reference implementation's root, with the settings of `ipfs add --cid-version 1`. */
async function oracle(
  files: readonly PackageFile[],
  directory: boolean,
  profile: CidProfile = "256k",
): Promise<string> {
  const blocks = {
    put: (cid: unknown) => cid,
    get: () => {
      throw new Error("nothing is read back");
    },
  };
  const source = files.map(({ name, bytes }) => ({ path: name, content: bytes }));
  let last = "";
  for await (const entry of importer(source, blocks as never, {
    cidVersion: 1,
    rawLeaves: true,
    wrapWithDirectory: directory,
    chunker: fixedSize({ chunkSize: CID_PROFILES[profile].chunk }),
    layout: balanced({ maxChildrenPerNode: CID_PROFILES[profile].width }),
  })) {
    last = entry.cid.toString();
  }
  return last;
}

/** Bytes without regularity, the same in every run. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const CHUNK = 262_144;

describe("content identifiers equal the reference importer's", () => {
  test.each([0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7, 174 * CHUNK, 174 * CHUNK + 1])(
    "a file of %i bytes",
    async (length) => {
      const bytes = noise(length, length + 1);
      expect(directoryCid([{ name: "f", bytes }])).toBe(await oracle([{ name: "f", bytes }], true));
    },
  );

  test.each([
    [
      ["manifest.json", 700],
      ["topic.tar.gz", 11_000],
    ],
    [
      ["topic.tar.gz", 11_000],
      ["manifest.json", 700],
    ],
    [
      ["b", 300_000],
      ["a", 1],
      ["Z", 0],
      ["ä", 5],
    ],
  ] as const)("a directory %j", async (...sizes) => {
    const files = sizes.map(([name, length]) => ({ name, bytes: noise(length, length + 3) }));
    expect(directoryCid(files)).toBe(await oracle(files, true));
  });
});

const MIB = 1 << 20;

describe("with chunks of 1 MiB", () => {
  test.each([0, CHUNK + 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 7])(
    "a file of %i bytes",
    async (length) => {
      const bytes = noise(length, length + 1);
      const files = [{ name: "f", bytes }];
      expect(directoryCid(files, "1m")).toBe(await oracle(files, true, "1m"));
    },
  );

  test("a directory has the same CID where no file is larger than the smaller chunk, and another where one is", async () => {
    const small = [{ name: "a", bytes: noise(CHUNK, 1) }];
    expect(directoryCid(small, "1m")).toBe(directoryCid(small, "256k"));
    const large = [{ name: "a", bytes: noise(CHUNK + 1, 1) }];
    expect(directoryCid(large, "1m")).toBe(await oracle(large, true, "1m"));
    expect(directoryCid(large, "1m")).not.toBe(directoryCid(large, "256k"));
  });
});

test("one known value: the empty directory, as every IPFS node knows it", () => {
  expect(directoryCid([])).toBe("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354");
});
