import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspectWasm } from "@weightkit/testkit/internal/wasm/inspect";
import { writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

/** Pages of 64 KiB that a program's memory starts with. */
async function initialPages(source: string, run: readonly string[] = []): Promise<number[]> {
  const cwd = temporaryFolder();
  writeAll(cwd, { "weightkit.json": '{ "name": "mini" }', "logic/weights.ts": source });
  const { code, stderr } = await weightkit(["build", ...run], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const built = join(cwd, "build");
  const file =
    readdirSync(built, { recursive: true, encoding: "utf8" }).find((name) =>
      name.endsWith(".wasm"),
    ) ?? "";
  const { memories } = inspectWasm(readFileSync(join(built, file)));
  return memories.map(({ minimum }) => minimum);
}

test("a program's memory starts with four pages, also a debug build's", async () => {
  const source = 'console.log("ran");\n';
  expect(await initialPages(source)).toEqual([4]);
  expect(await initialPages(source, ["--debug"])).toEqual([4]);
});

test("or with as many as its data takes", async () => {
  expect(await initialPages("console.log(load<u8>(memory.data(500_000)).toString());\n")).toEqual([
    8,
  ]);
});
