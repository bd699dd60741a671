import { describe, expect, it } from "vitest";
import { readTar } from "../../src/logic/tar.js";
import { tarOf, type TarEntry } from "../support/packages.js";

/** One pax record, with its own length in front. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (`${length}${rest}`.length !== length) length += 1;
  return `${length}${rest}`;
}

const LOGIC: TarEntry = { name: "logic.wasm", body: "good" };
const OTHER: TarEntry = { name: "other", body: "evil" };
const GNU = [257, "ustar  \0"] as const;

/**
 * What a node does with each was seen with Go's archive/tar (1.26) and b7s' way to unpack: a folder is made, a file is created where its
 * folder is, a later one of the same name replaces it, and any other kind of entry ends the installation.
 */
describe("an archive that a node would read as other files is refused", () => {
  it.each<[string, readonly TarEntry[]]>([
    [
      "GNU's long name counts for Go, whatever pax has",
      [
        LOGIC,
        { name: "a", type: "L", body: "logic.wasm\0" },
        { name: "b", type: "x", body: record("path", "other") },
        OTHER,
      ],
    ],
    [
      "of two pax headers only the second counts for Go",
      [
        { name: "a", type: "x", body: record("path", "logic.wasm") },
        { name: "b", type: "x", body: record("comment", "none") },
        { name: "other", body: "good" },
        { ...LOGIC, name: "x" },
      ],
    ],
    [
      "Go puts a sparse file together from its parts",
      [
        {
          name: "a",
          type: "x",
          body: record("GNU.sparse.map", "0,4") + record("GNU.sparse.size", "8"),
        },
        LOGIC,
      ],
    ],
    [
      "Go gives a sparse file its other name",
      [
        LOGIC,
        {
          name: "a",
          type: "x",
          body:
            record("GNU.sparse.major", "0") +
            record("GNU.sparse.minor", "1") +
            record("GNU.sparse.name", "logic.wasm") +
            record("GNU.sparse.map", "0,4") +
            record("GNU.sparse.size", "4"),
        },
        OTHER,
      ],
    ],
    ["a folder's contents are headers for Go", [LOGIC, { name: "d", type: "5", body: "x" }]],
    [
      "of a header by GNU, Go may take the times for a folder",
      [{ ...LOGIC, fields: [GNU, [345, "folder"]] }],
    ],
    [
      "of a header by star, Go takes less for the folder",
      [{ ...LOGIC, prefix: "./".repeat(66), fields: [[508, "tar\0"]] }],
    ],
  ])("%s", (_, entries) => {
    expect(() => readTar(tarOf(entries))).toThrow("not a valid tar.gz");
  });
});

describe("an archive that a node would not unpack is refused", () => {
  it.each<[string, readonly TarEntry[]]>([
    ["a pax header for all entries", [{ name: "pax_global_header", type: "g", body: "" }, LOGIC]],
    ["a file whose folder has no entry", [{ name: "d/logic.wasm", body: "good" }]],
    [
      "a file whose folder comes later",
      [
        { name: "d/logic.wasm", body: "good" },
        { name: "d", type: "5" },
      ],
    ],
    ["a file in a file", [LOGIC, { name: "logic.wasm/x", body: "" }]],
    ["a folder in a file", [LOGIC, { name: "logic.wasm/x", type: "5" }]],
    ["a file that is a folder", [{ name: "logic.wasm", type: "5" }, LOGIC]],
    ["a mode that is not a number", [{ ...LOGIC, fields: [[100, "rw-r--r-"]] }]],
    ["an owner that is not a number", [{ ...LOGIC, fields: [[108, "root"]] }]],
    ["a time that is not a number", [{ ...LOGIC, fields: [[136, "2023-11-15T0"]] }]],
    ["a device that is not a number", [{ ...LOGIC, fields: [[329, "abc"]] }]],
    ["a pax record without its end", [{ name: "a", type: "x", body: "10 path=ab" }, LOGIC]],
    [
      "a pax record whose length is not decimal",
      [{ name: "a", type: "x", body: "1e1 path=a\n" }, LOGIC],
    ],
  ])("%s", (_, entries) => {
    expect(() => readTar(tarOf(entries))).toThrow(
      /not a valid tar\.gz|neither a regular file nor a folder/,
    );
  });

  it("files after a lone block of zeros", () => {
    const tar = Buffer.concat([tarOf([LOGIC]).subarray(0, 1536), tarOf([OTHER])]);
    expect(() => readTar(tar)).toThrow("a lone block is zero at byte 1024");
  });
});

it("old archives mark a folder by a slash, and files are found in folders that an entry made", () => {
  const files = readTar(
    tarOf([
      { name: "d/e/", type: "\0" },
      { ...LOGIC, type: "\0" },
      { name: "d/a", body: "1" },
      { name: "./d//e/./b", body: "2" },
      { name: "c", body: "3", fields: [GNU, [108, "\x80"], [136, "            "], [329, "\0"]] },
    ]),
  );
  expect([...files.keys()]).toEqual(["logic.wasm", "d/a", "d/e/b", "c"]);
});
