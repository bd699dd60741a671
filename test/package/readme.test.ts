import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { weightkit } from "../../packages/cli/test/support/run-cli.js";
import { play } from "../../scripts/docs/play.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The first code block of that language in a package's README. */
function example(name: string, language: string): string {
  const text = readFileSync(join(root, "packages", name, "README.md"), "utf8");
  return new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(text)?.[1] ?? "";
}

/** UPDATE_CASES=1 writes what the commands print. */
test("the CLI's README: its commands print what is under them", { timeout: 120_000 }, async () => {
  const shown = example("cli", "console");
  expect(shown).toContain("$ npx weightkit replay");
  const played = await play(`\`\`\`console\n${shown.replaceAll("$ npx ", "$ ")}\`\`\`\n`);
  const printed = played.slice("```console\n".length, -"```\n".length);
  const now = printed.replace(/^\$ (?=weightkit )/gm, "$ npx ");
  const file = join(root, "packages/cli/README.md");
  if (process.env["UPDATE_CASES"] === "1")
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(shown, () => now),
    );
  else expect(now).toBe(shown);
});

test(
  "the testkit's README: its example prints the weights that the chain stores",
  { timeout: 120_000 },
  async () => {
    const code = example("testkit", "js");
    expect(code).toContain("weightLogic(");
    const steps = `<!-- run: weightkit new traffic && cd traffic && weightkit build -->\n\n\`\`\`js file=example.mjs\n${code}\`\`\`\n\n\`\`\`console\n$ node example.mjs\n\`\`\`\n`;
    expect(await play(steps)).toContain("{ near: 50455, far: 49545 }");
  },
);

test("the testkit's README lists its public entries", () => {
  const text = readFileSync(join(root, "packages/testkit/README.md"), "utf8");
  const { exports } = JSON.parse(
    readFileSync(join(root, "packages/testkit/package.json"), "utf8"),
  ) as { exports: Readonly<Record<string, unknown>> };
  const entries = Object.keys(exports).filter((path) => !/package\.json|\*/.test(path));
  const listed = Array.from(
    text.matchAll(/^\| `@weightkit\/testkit([^`]*)`/gm),
    ([, path]) => `.${path}`,
  );
  expect(listed.sort()).toEqual(entries.sort());
});

test("the SDK's README: its example compiles and commits", { timeout: 120_000 }, async () => {
  const base = join(root, ".weightkit");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, "readme-"));
  try {
    mkdirSync(join(folder, "logic"));
    writeFileSync(join(folder, "weightkit.json"), '{ "name": "readme" }');
    writeFileSync(join(folder, "logic/weights.ts"), example("sdk", "ts"));
    const { code, stderr } = await weightkit(["build"], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // Errors 0, 10 and 20 from the median: shares of loss 0, 1/3, 2/3, inverted 1/2, 1/3, 1/6, a tenth of which joins 0.9 / 3.
    const inferences = ["allo1a", "allo1b", "allo1c"].map((worker, i) => ({
      ...{ worker, inference: ["110", "100", "130"][i] },
    }));
    const payload = { inferences: [{ timestamp: "100", inferences }], latest_weights: {} };
    writeFileSync(join(folder, "payload.json"), JSON.stringify(payload));
    const run = await weightkit(["run", "--payload", "payload.json", "--json"], { cwd: folder });
    const { stored } = JSON.parse(run.stdout) as { stored: unknown };
    expect(stored).toEqual({ allo1a: 35_000, allo1b: 33_333, allo1c: 31_667 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
