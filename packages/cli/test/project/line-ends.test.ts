import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

/** Gives all text files of a project the line ends of Windows' editors. */
function toWindows(project: string): void {
  const texts = readdirSync(project, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(ts|json|csv)$/.test(name),
  );
  expect(texts.length).toBeGreaterThan(5);
  for (const name of texts) {
    const path = join(project, name);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
  }
}

test("a project with the line ends of Windows has the same function id, and its replay the same bytes", async () => {
  const folder = temporaryFolder();
  expect((await weightkit(["new", "traffic"], { cwd: folder })).code).toBe(0);
  const [linux, windows] = [join(folder, "traffic"), join(folder, "windows")];
  cpSync(linux, windows, { recursive: true });
  toWindows(windows);
  const results = [];
  for (const cwd of [linux, windows]) {
    const built = await weightkit(["build"], { cwd });
    expect(built.code).toBe(0);
    expect(built.stdout).toContain("function id bafybei");
    const replayed = await weightkit(["replay", "--json"], { cwd });
    expect(replayed.code).toBe(0);
    results.push({ built: built.stdout, replayed: replayed.stdout });
  }
  expect(results[1]).toEqual(results[0]);
});
