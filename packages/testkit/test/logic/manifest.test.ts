import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { lintManifest } from "../../src/logic/manifest-lint.js";
import { parseManifest } from "../../src/logic/parse-manifest.js";
import { packageOf } from "../support/packages.js";
import { wat } from "../support/wat.js";

const wasm = wat('(module (func (export "_start")))');
const withField = (manifest: Record<string, unknown>) => packageOf(wasm, { manifest }).manifest;
const faultsOf = (text: string): string[] => {
  try {
    parseManifest(text, "m.json");
    return [];
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return [error, ...error.others].map((it) => `${it.code} ${it.place?.field ?? ""}`);
  }
};

describe("parseManifest", () => {
  it("reads a manifest as bls writes it", () => {
    expect(parseManifest(packageOf(wasm).manifest, "m.json")).toMatchObject({
      name: "logic",
      permissions: ["https://data.example/"],
      limited_fuel: 1000,
      modules: [{ file: "logic.wasm", type: "entry" }],
    });
  });

  it("reports all faults at once", () => {
    const text = withField({
      name: "",
      limited_fuel: -1,
      permissions: ["ok", 5],
      modules: [{ file: "../x.wasm", md5: "zz" }],
      runtime: { url: "/abs/x.tar.gz", checksum: "12" },
    });
    expect(faultsOf(text)).toEqual([
      "WK404 name",
      "WK404 modules[0].file",
      "WK404 modules[0].md5",
      "WK404 permissions[1]",
      "WK404 runtime.url",
      "WK404 runtime.checksum",
      "WK404 limited_fuel",
    ]);
  });

  it("refuses what is not an object", () => {
    expect(faultsOf("")).toEqual(["WK404 "]);
    expect(faultsOf("[]")).toEqual(["WK404 "]);
    expect(faultsOf(withField({ runtime: null }))).toEqual(["WK404 runtime"]);
  });

  it("never fails otherwise, and never points outside of the manifest's folder", () => {
    const known = ["name", "runtime", "modules", "permissions", "limited_fuel", "entry", "hooks"];
    const record = fc.dictionary(fc.constantFrom(...known), fc.jsonValue());
    fc.assert(
      fc.property(record, fc.jsonValue(), (fields, url) => {
        const text = withField({ ...fields, runtime: { url, checksum: "0".repeat(64) } });
        if (faultsOf(text).length > 0) return;
        const { runtime } = parseManifest(text, "m.json");
        expect(runtime.url).not.toMatch(/[/\\]|^\.\.?$/);
      }),
    );
  });
});

describe("lintManifest", () => {
  const notes = (fields: Record<string, unknown>) =>
    lintManifest(parseManifest(withField(fields), "m.json"));

  it("warns of run_time, which keeps the logic from running", () => {
    expect(notes({})).toEqual([]);
    expect(notes({ run_time: 5 })).toEqual([expect.stringContaining("run_time")]);
  });

  it("warns of what nodes do not look at", () => {
    expect(notes({ entry: "main" })).toEqual([expect.stringContaining("_start")]);
    const modules = [{ file: "b.wasm", name: "b", type: "module", md5: "" }];
    expect(notes({ modules })).toHaveLength(1);
  });
});
