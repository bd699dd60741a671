import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { circles } from "../../scripts/lint/circles.mjs";
import architecture from "../../scripts/lint/floors.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const floors = JSON.parse(readFileSync(join(root, "architecture/floors.json"), "utf8")) as Record<
  string,
  string[] | undefined
>;

/** What the rule reports when a file at `path` holds that import. */
function lint(path: string, source: string, deep = true): string[] {
  const file = join(root, path, deep ? "deep/planted.js" : "planted.js");
  const config = {
    files: ["**/*"],
    plugins: { architecture },
    rules: { "architecture/floors": "error" as const },
  };
  return new Linter({ cwd: root })
    .verify(`import "${source}";\n`, [config], { filename: file })
    .map(({ message }) => message);
}

describe.each(["packages/testkit/src", "packages/cli/src"])("%s", (folder) => {
  const { [folder]: rooms = [] } = floors;
  const [lowest = ""] = rooms;
  const [highest = ""] = rooms.slice(-1);

  test.each(rooms.slice(0, -1).map((room, index) => [room, rooms.slice(index + 1)] as const))(
    "a planted import from %s to a room above is refused",
    (room, above) => {
      for (const target of above) {
        expect(lint(`${folder}/${room}`, `../../${target}/thing.js`)).toHaveLength(1);
        expect(lint(`${folder}/${room}`, `../${target}/thing.js`, false)).toHaveLength(1);
      }
    },
  );

  test.each(rooms.slice(1))("%s may import the lowest room", (room) => {
    expect(lint(`${folder}/${room}`, `../../${lowest}/thing.js`)).toEqual([]);
  });

  test("a room that is on no floor is refused, as source and as target", () => {
    expect(lint(`${folder}/attic`, `../../${lowest}/thing.js`)).toHaveLength(1);
    expect(lint(`${folder}/${highest}`, "../../attic/thing.js")).toHaveLength(1);
  });

  test("a path into another package is refused", () => {
    expect(lint(`${folder}/${lowest}`, "../../../../sdk/assembly/round.js")).toHaveLength(1);
  });
});

test("testkit imports neither the CLI nor the compiler nor itself by name", () => {
  for (const source of ["@weightkit/cli", "assemblyscript/asc", "@weightkit/testkit/replay"])
    expect(lint("packages/testkit/src/report", source)).toHaveLength(1);
});

test("a command imports no other command's files", () => {
  expect(lint("packages/cli/src/commands/run", "../replay/run.js", false)).toHaveLength(1);
  expect(lint("packages/cli/src/commands/run", "./run.js", false)).toEqual([]);
});

test("the rule is on in the project's own configuration", async () => {
  const { ESLint } = await import("eslint");
  const eslint = new ESLint({ cwd: root });
  for (const room of ["testkit/src/errors", "cli/src/ui"]) {
    const config = (await eslint.calculateConfigForFile(
      join(root, "packages", room, "any.ts"),
    )) as { rules: Record<string, unknown> };
    expect(config.rules["architecture/floors"]).toEqual([2]);
  }
});

test("a circle of files is found, and a chain is not", () => {
  const folder = mkdtempSync(join(tmpdir(), "weightkit-circles-"));
  try {
    const source = join(folder, "packages/testkit/src/errors");
    mkdirSync(source, { recursive: true });
    const files = { a: "b", b: "c", c: "a", d: "a" };
    for (const [name, target] of Object.entries(files))
      writeFileSync(join(source, `${name}.ts`), `import type { T } from "./${target}.js";\n`);
    expect(circles(folder)).toEqual([
      ["a", "b", "c"].map((name) => `packages/testkit/src/errors/${name}.ts`),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
