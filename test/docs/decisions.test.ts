import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/docs/play.mjs";

const folder = join(ROOT, "docs/decisions");
const index = readFileSync(join(folder, "index.md"), "utf8");
const records = readdirSync(folder).filter((name) => name !== "index.md");

test.each(records)("%s is in the index, with date and status", (name) => {
  const row =
    index.split("\n").find((line) => line.startsWith("|") && line.includes(`](${name})`)) ?? "";
  expect(row).toMatch(/\| \d{4}-\d{2}-\d{2} \| (accepted|superseded)/);
  const [, title = ""] = /^# (.*)$/m.exec(readFileSync(join(folder, name), "utf8")) ?? [];
  expect(row).toContain(`[${title}](${name})`);
});

test.each(records)("%s names source files that exist", (name) => {
  const bases = [
    "",
    "packages/sdk",
    "packages/sdk/assembly",
    "packages/testkit",
    "packages/testkit/src",
  ];
  const text = readFileSync(join(folder, name), "utf8");
  for (const [, path = ""] of text.matchAll(/`([\w-]+\/[\w./-]+\.(?:ts|mjs|json))`/g))
    expect(
      [...bases, "packages/cli/src", "packages"].some((base) => existsSync(join(ROOT, base, path))),
      path,
    ).toBe(true);
});

test("every dependency is a row of the table, at its version", () => {
  const table = readFileSync(join(folder, "dependencies.md"), "utf8");
  for (const path of ["", "packages/sdk", "packages/testkit", "packages/cli"]) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(join(ROOT, path, "package.json"), "utf8"),
    ) as Record<string, Record<string, string>>;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (name.startsWith("@weightkit/") || name.startsWith("@types/")) continue;
      expect(table).toContain(`${name} ${version}`);
    }
  }
});

test("the architecture's table names files that exist", () => {
  const text = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const places = Array.from(text.matchAll(/^\| a.*$/gm), ([row]) => row);
  expect(places.length).toBeGreaterThanOrEqual(10);
  const bases = ["", "packages", "packages/testkit", "packages/testkit/src", "packages/cli/src"];
  for (const [, path = ""] of places.join("\n").matchAll(/`([\w.-]+\/[\w./-]+)`/g)) {
    if (path.includes("NAME")) continue;
    expect(
      bases.some((base) => existsSync(join(ROOT, base, path))),
      path,
    ).toBe(true);
  }
});

test("the architecture shows the floors and the rooms that there are", () => {
  const text = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const floors = JSON.parse(
    readFileSync(join(ROOT, "architecture/floors.json"), "utf8"),
  ) as Readonly<Record<string, readonly string[]>>;
  const [, shown = ""] = /^```\n(testkit  public[^]*?)^```/m.exec(text) ?? [];
  const [testkit = "", cli = ""] = shown.replaceAll(/\s+/g, " ").split(" cli ");
  const rooms = (line: string) => line.replace("testkit ", "").trim().split(" > ").reverse();
  expect(rooms(testkit)).toEqual(floors["packages/testkit/src"]);
  expect(rooms(cli)).toEqual(floors["packages/cli/src"]?.filter((room) => room !== "version"));
  // The first paragraph and the list of rooms have every folder.
  const [, first = ""] = text.split("\n\n");
  for (const folder of ["packages/testkit/src", "packages/cli/src"]) {
    const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
    for (const { name } of entries.filter((entry) => entry.isDirectory())) {
      expect(text, `${folder}/${name}`).toMatch(new RegExp(`(src/|\\s)${name}/\\s`));
      expect(first, `${folder}/${name}`).toMatch(new RegExp(`\`${name}[\`/]`));
    }
  }
});
