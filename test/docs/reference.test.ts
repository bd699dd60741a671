import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { errorRows } from "../../scripts/docs/reference/errors.mjs";
import { pages } from "../../scripts/docs/reference/pages.mjs";
import { sdkExports } from "../../scripts/docs/reference/sdk.mjs";
import { documents, ROOT } from "../../scripts/docs/documents.mjs";

const generated = await pages();

test.each([...generated.keys()])("%s is what the code has", (path) => {
  // After a change of commands, errors, schemas or the SDK's comments: `npm run docs:reference`.
  expect(readFileSync(join(ROOT, path), "utf8")).toBe(generated.get(path));
});

test("every error of the table is on the page, under its own code", () => {
  const codes = errorRows().map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(100);
  for (const code of codes) expect(code).toMatch(/^WK\d{3}$/);
});

test("everything that the SDK exports is documented", () => {
  const page = generated.get("docs/reference/sdk.md") ?? "";
  const names = sdkExports().map(({ name }) => name);
  expect(names).toContain("Round");
  for (const name of names) expect(page).toContain(`\n## ${name}\n`);
});

test.each(documents())("links of %s lead somewhere", (path) => {
  const text = readFileSync(join(ROOT, path), "utf8").replace(/^```[^]*?^```$/gm, "");
  for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?:|mailto:)/.test(target)) continue;
    const [file = "", anchor] = target.split("#");
    const full = file === "" ? join(ROOT, path) : join(ROOT, dirname(path), file);
    expect(existsSync(full), `${path} links to ${target}`).toBe(true);
    if (anchor !== undefined && full.endsWith(".md"))
      expect(anchors(readFileSync(full, "utf8")), `${path} links to ${target}`).toContain(anchor);
  }
});

/** Names that a page's headings can be linked by. */
function anchors(markdown: string): string[] {
  const ids = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return [...ids, ...headings];
}
