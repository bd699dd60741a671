import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorRows } from "../../scripts/docs/reference/errors.mjs";
import { pages } from "../../scripts/docs/reference/pages.mjs";
import { sdkExports } from "../../scripts/docs/reference/sdk.mjs";
import { linkedDocuments, ROOT } from "../../scripts/docs/documents.mjs";
import { checkMarkdownLinks } from "../../scripts/docs/site/links.mjs";

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

test.each(linkedDocuments())("links of %s lead somewhere", (path) => {
  expect(checkMarkdownLinks(path).broken).toEqual([]);
});
