import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { lintManifest } from "../../src/logic/manifest-lint.js";
import { manifestFaults } from "../../src/logic/manifest-faults.js";
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

  // Checked against Go 1.26's encoding/json, which fills both `runtime` and `permissions` from these.
  it("refuses names in another case, which a node takes for the field itself", () => {
    const text = withField({
      Runtime: { url: "other.tar.gz" },
      "permi\u017fsions": ["http://other.example/"],
      "\u212aind": "a name of no field",
    });
    expect(faultsOf(text)).toEqual(["WK404 permi\u017fsions", "WK404 Runtime"]);
    const within = withField({}).replace('"checksum"', '"URL":"other.tar.gz","checksum"');
    expect(faultsOf(within)).toEqual(["WK404 runtime.URL"]);
  });

  it.each(["limited_fuel", "limited_memory"])("takes %s as a 64-bit number only", (field) => {
    for (const value of [-1, 1.5, "5", true, [], 2 ** 65]) {
      expect([value, faultsOf(withField({ [field]: value }))]).toEqual([value, [`WK404 ${field}`]]);
    }
    expect(parseManifest(withField({ [field]: null }), "m.json")).not.toHaveProperty(field);
    const huge = withField({ [field]: 7 }).replace(`"${field}":7`, `"${field}":${2n ** 64n - 1n}`);
    expect(huge).toContain("18446744073709551615");
    expect(parseManifest(huge, "m.json")).toMatchObject({ [field]: Number.MAX_SAFE_INTEGER });
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

describe("manifestFaults", () => {
  const module = wat('(module (memory 4) (func (export "_start")))');
  const found = (fields: Record<string, unknown>) =>
    manifestFaults(parseManifest(withField(fields), "m.json"), module, "m.json").map(
      ({ code, place }) => `${code} ${place?.file} ${place?.field}`,
    );

  it("finds what makes every run fail", () => {
    expect(found({ limited_fuel: 1, limited_memory: 4 })).toEqual([]);
    expect(found({ limited_memory: 65_536 })).toEqual([]);
    expect(found({ run_time: 5, limited_fuel: 0, limited_memory: 3 })).toEqual([
      "WK404 m.json run_time",
      "WK404 m.json limited_fuel",
      "WK453 m.json limited_memory",
    ]);
    expect(found({ limited_memory: 0 })).toEqual(["WK453 m.json limited_memory"]);
    expect(found({ limited_memory: 65_537 })).toEqual(["WK404 m.json limited_memory"]);
  });
});

describe("lintManifest", () => {
  const notes = (fields: Record<string, unknown>) =>
    lintManifest(parseManifest(withField(fields), "m.json"));

  it("warns of run_time, which keeps the logic from running", () => {
    expect(notes({})).toEqual([]);
    expect(notes({ run_time: 5 })).toEqual([expect.stringContaining("run_time")]);
  });

  it("warns of fuel that is used up at once", () => {
    expect(notes({ limited_fuel: 0 })).toEqual([expect.stringContaining("first instruction")]);
  });

  it("warns of what nodes do not look at", () => {
    expect(notes({ entry: "main" })).toEqual([expect.stringContaining("_start")]);
    const modules = [{ file: "b.wasm", name: "b", type: "module", md5: "" }];
    expect(notes({ modules })).toHaveLength(1);
  });
});
