import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { readTar } from "../../src/logic/tar.js";
import { tarOf, type TarEntry } from "../support/packages.js";

const name = fc.stringMatching(/^(d\/|d\/e\/)?[a-z0-9_-]{2,20}$/);
const file = fc.record({ name, body: fc.uint8Array({ maxLength: 1500 }) });
const entries = fc.uniqueArray(file, { selector: (entry) => entry.name, maxLength: 5 });
/** The folders in which the files are. */
const FOLDERS: readonly TarEntry[] = [
  { name: "d/", type: "5" },
  { name: "d/e", type: "5" },
];

/** Reads; null when it was refused properly. */
function read(tar: Uint8Array): ReadonlyMap<string, Uint8Array> | null {
  try {
    return readTar(tar);
  } catch (error) {
    if (error instanceof WeightkitError && /^WK40[67]$/.test(error.code)) return null;
    throw error;
  }
}

describe("readTar", () => {
  it("reads what was written", () => {
    fc.assert(
      fc.property(entries, (files) => {
        const found = readTar(tarOf([...FOLDERS, ...files]));
        expect([...found].map(([key, body]) => [key, [...body]])).toEqual(
          files.map((file) => [file.name, [...file.body]]),
        );
      }),
    );
  });

  it("refuses every cut, and every changed bit of a header", () => {
    const change = fc.tuple(fc.nat(511), fc.nat(7));
    fc.assert(
      fc.property(
        entries,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        change,
        (files, at, [byte, bit]) => {
          fc.pre(files.length > 0);
          const tar = tarOf([...FOLDERS, ...files]);
          expect(read(tar.subarray(0, Math.floor((tar.length - 1024) * at)))).toBeNull();
          const flipped = Buffer.from(tar);
          flipped[byte] = (flipped[byte] ?? 0) ^ (1 << bit);
          const before = readTar(tar);
          const after = read(flipped);
          // The checksum field itself may be written in several ways.
          if (after !== null) expect([...after.keys()]).toEqual([...before.keys()]);
        },
      ),
    );
  });

  it("never fails but with its own faults, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        read(bytes);
      }),
    );
  });

  it("never gives out a name that leaves the folder", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), (wild) => {
        const found = read(tarOf([{ name: wild, body: "x" }]));
        for (const key of found?.keys() ?? []) {
          expect(key.startsWith("/")).toBe(false);
          expect(key.split("/")).not.toContain("..");
        }
      }),
    );
  });
});
