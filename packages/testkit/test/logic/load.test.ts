import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { loadLogic } from "../../src/logic/load.js";
import { packageOf, sha256, tarOf } from "../support/packages.js";
import type { TarEntry } from "../support/packages.js";
import { wat } from "../support/wat.js";

const base = mkdtempSync(join(tmpdir(), "weightkit-load-"));
afterAll(() => {
  rmSync(base, { recursive: true });
});
let folder = base;
let count = 0;
beforeEach(() => {
  folder = join(base, String(count++));
  mkdirSync(folder);
});
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const wasm = wat('(module (func (export "_start")))');
const fails = (path: string, code: string, text?: RegExp) => {
  expect(() => loadLogic(path)).toThrow(
    expect.objectContaining({
      code,
      ...(text === undefined ? {} : { message: expect.stringMatching(text) as string }),
    }),
  );
};
const putPackage = (change: Parameters<typeof packageOf>[1] = {}) => {
  const { manifest, archive } = packageOf(wasm, change);
  put("logic.tar.gz", archive);
  return put("manifest.json", manifest);
};

describe("loadLogic", () => {
  it("loads a bare .wasm with the source map next to it", () => {
    const path = put("my.wasm", wasm);
    put("my.wasm.map", "{}");
    expect(loadLogic(path)).toMatchObject({
      name: "my",
      sha256: sha256(wasm),
      sourceMap: "{}",
      manifest: null,
    });
  });

  it("loads a package by its folder, its manifest and its archive", () => {
    const manifest = putPackage();
    for (const path of [folder, manifest, join(folder, "logic.tar.gz")]) {
      const logic = loadLogic(path);
      expect(logic).toMatchObject({ name: "logic", sha256: sha256(wasm), sourceMap: null });
      expect(logic.manifest?.limited_fuel).toBe(1000);
    }
  });

  it("loads an archive without a manifest", () => {
    const path = put("a.tar.gz", gzipSync(tarOf([{ name: "./x.wasm", body: wasm }])));
    expect(loadLogic(path)).toMatchObject({ name: "x", manifest: null });
  });

  it("loads what GNU tar and pax write", () => {
    const long = `${"n".repeat(120)}.wasm`;
    put(long, wasm);
    for (const format of ["gnu", "pax", "ustar", "v7"]) {
      const file = format === "ustar" || format === "v7" ? "s.wasm" : long;
      put("s.wasm", wasm);
      execFileSync("tar", [`--format=${format}`, "-czf", `${format}.tgz`, file], { cwd: folder });
      expect(loadLogic(join(folder, `${format}.tgz`)).name).toBe(file.slice(0, -5));
    }
  });

  it("names what is missing", () => {
    fails(join(folder, "none.wasm"), "WK400");
    fails(folder, "WK412");
    put("manifest.json", packageOf(wasm).manifest);
    fails(folder, "WK400", /logic\.tar\.gz/);
  });

  it("names what is not WASM", () => {
    fails(put("a.wasm", ""), "WK401", /empty/);
    fails(put("b.wasm", "export function"), "WK401", /0x6578706f/);
    fails(put("c.wasm", wasm.subarray(0, 6)), "WK403");
    fails(put("d.wasm", wasm.subarray(0, wasm.length - 20)), "WK403");
    fails(put("e.wasm", Buffer.from("0061736d0d000100", "hex")), "WK401", /component/);
    fails("/dev/zero", "WK411");
  });

  it("refuses a module without code", () => {
    fails(put("a.wasm", wat("(module)")), "WK402");
    // What json-as leaves of an entry named assembly/index.ts: a memory, and nothing else.
    fails(put("b.wasm", wat('(module (memory (export "memory") 0))')), "WK402");
  });

  it("refuses what nodes do not have", () => {
    const tags = Buffer.concat([wasm.subarray(0, 8), Buffer.from([13, 3, 1, 0, 0])]);
    fails(put("tags.wasm", tags), "WK413", /exception/);
    const gc = Buffer.concat([wasm.subarray(0, 8), Buffer.from([1, 3, 1, 0x5f, 0])]);
    fails(put("gc.wasm", gc), "WK413", /garbage/);
  });

  it("checks the archive's checksum", () => {
    fails(
      putPackage({ manifest: { runtime: { url: "logic.tar.gz", checksum: "0".repeat(64) } } }),
      "WK405",
    );
  });

  it("checks the module's checksum", () => {
    const modules = [{ file: "logic.wasm", name: "logic", type: "entry", md5: "0".repeat(32) }];
    fails(putPackage({ manifest: { modules } }), "WK410", /exits with 128/);
  });

  it("reports when the archive does not hold the module", () => {
    fails(putPackage({ entries: [{ name: "other.wasm", body: wasm }] }), "WK409", /other\.wasm/);
    const two = tarOf([
      { name: "a.wasm", body: wasm },
      { name: "b.wasm", body: wasm },
    ]);
    fails(put("two.tar.gz", gzipSync(two)), "WK409", /a\.wasm, b\.wasm/);
  });

  const UNSAFE: readonly [string, TarEntry][] = [
    ["climbs out", { name: "../evil.wasm" }],
    ["climbs out inside", { name: "a/../../evil.wasm" }],
    ["climbs out by its prefix", { name: "evil.wasm", prefix: ".." }],
    ["is absolute", { name: "/etc/passwd" }],
    ["has a drive", { name: "C:evil" }],
    ["has a backslash", { name: "..\\evil" }],
    ["is a link", { name: "a", type: "2" }],
    ["is a hard link", { name: "a", type: "1" }],
    ["is a device", { name: "a", type: "3" }],
  ];
  it.each(UNSAFE)("refuses an entry that %s", (_why, entry) => {
    const tar = tarOf([{ name: "logic.wasm", body: wasm }, entry]);
    fails(put("a.tar.gz", gzipSync(tar)), "WK407");
  });

  it("refuses a broken archive", () => {
    const tar = tarOf([{ name: "logic.wasm", body: wasm }]);
    const broken = Buffer.from(tar);
    broken[0] = 0x6d;
    fails(put("a.tar.gz", gzipSync(broken)), "WK406", /checksum/);
    fails(put("b.tar.gz", gzipSync(tar.subarray(0, 700))), "WK406");
    fails(put("c.tar.gz", gzipSync(tar).subarray(0, 40)), "WK406");
    fails(put("d.tar.gz", "no gzip"), "WK406");
    const twice = tarOf([
      { name: "logic.wasm", body: wasm },
      { name: "./logic.wasm", body: wasm },
    ]);
    fails(put("e.tar.gz", gzipSync(twice)), "WK406", /twice/);
  });

  it("refuses an archive that unpacks to too much", () => {
    const bomb = gzipSync(Buffer.alloc(300 << 20));
    expect(bomb.length).toBeLessThan(1 << 20);
    fails(put("bomb.tar.gz", bomb), "WK408");
  });
});
