import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readTar } from "@weightkit/testkit/internal/logic/tar";
import fc from "fast-check";
import { expect, test } from "vitest";
import { pack } from "../../src/package/pack.js";
import { writeTar } from "../../src/package/tar.js";
import { temporaryFolder } from "../support/run-cli.js";

test("the system's tar reads what we write", (context) => {
  const folder = temporaryFolder();
  const bytes = Buffer.from("hello".repeat(300));
  writeFileSync(join(folder, "a.tar"), writeTar([{ name: "logic.wasm", bytes }]));
  mkdirSync(join(folder, "out"));
  const done = spawnSync("tar", ["-xf", "a.tar", "-C", "out"], { cwd: folder });
  if (done.error !== undefined) return context.skip("there is no tar command here");
  expect(done.status).toBe(0);
  expect(readFileSync(join(folder, "out/logic.wasm"))).toEqual(bytes);
});

test("property: every archive reads back as it was", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9._-]{0,90}$/);
  const file = fc.record({ name, bytes: fc.uint8Array({ maxLength: 2000 }) });
  const files = fc.uniqueArray(file, { selector: (one) => one.name, maxLength: 5 });
  fc.assert(
    fc.property(files, (all) => {
      const read = readTar(writeTar(all));
      expect([...read.keys()]).toEqual(all.map((one) => one.name));
      for (const { name: key, bytes } of all) {
        expect(Buffer.from(read.get(key)!)).toEqual(Buffer.from(bytes));
      }
    }),
  );
});

test.each(["../evil", "/etc/passwd", "a/../../b", "", "x".repeat(101)])(
  "refuses the name %j",
  (name) => {
    expect(() => writeTar([{ name, bytes: new Uint8Array(0) }])).toThrow(
      expect.objectContaining({ code: "WK701" }),
    );
  },
);

test("a package carries no clock, owner or system", () => {
  const request = {
    name: "topic",
    description: "",
    wasm: Buffer.from("not really"),
    permissions: [],
    fuel: 5,
    memoryPages: 6,
    stdin: null,
  };
  const { files, manifest } = pack(request);
  const archive = files.find((file) => file.name === "topic.tar.gz")!.bytes;
  // RFC 1952: flags 0, modification time 0, operating system 3 (what fflate always writes) or 255 (unknown).
  expect([...archive.subarray(3, 8)]).toEqual([0, 0, 0, 0, 0]);
  const tar = gunzipSync(archive);
  expect(tar.subarray(108, 124).toString("latin1")).toBe("0000000\0" + "0000000\0");
  expect(tar.subarray(136, 148).toString("latin1")).toBe("00000000000\0");
  expect(manifest.limited_fuel).toBe(5);
  expect(pack(request)).toEqual(pack(request));
});
