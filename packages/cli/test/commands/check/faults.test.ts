import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PropertyResult } from "@weightkit/testkit/internal/lab/check/plan";
import { describe, expect, test } from "vitest";
import { writeAll } from "../../support/mini-project.js";
import { temporaryFolder, weightkit } from "../../support/run-cli.js";

/** Each folder holds weight logic with one fault, and which property finds it. */
const folder = join(import.meta.dirname, "../../planted");
const io = readFileSync(join(folder, "io.ts"), "utf8");
const names = readdirSync(folder).filter((name) => name !== "io.ts");

interface Fault {
  readonly property: string;
  readonly settings?: object;
}

const textOf = (name: string, file: string): string =>
  readFileSync(join(folder, name, file), "utf8");

const topic = { inferenceCadence: 3600, weightCadence: 7200 };

describe("planted faults", () => {
  test.each(names)("%s", async (name) => {
    const { property, settings = {} } = JSON.parse(textOf(name, "fault.json")) as Fault;
    const cwd = temporaryFolder();
    writeAll(cwd, {
      "weightkit.json": JSON.stringify({ name: "planted", topic, ...settings }),
      "logic/io.ts": io,
      "logic/weights.ts": textOf(name, "weights.ts"),
    });
    const args = ["check", "--json", "--runs", "20", "--property", property];
    const { code, stdout, stderr } = await weightkit(args, { cwd });
    expect(stderr).not.toMatch(/^error/m);
    const [result] = (JSON.parse(stdout) as { properties: PropertyResult[] }).properties;
    expect(result).toMatchObject({ name: property, status: "fails" });
    expect(code).toBe(7);
  });
});
