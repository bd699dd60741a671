import { describe, expect, test } from "vitest";
import { executedDocuments, readDocument } from "../../scripts/docs/documents.mjs";
import { split } from "../../scripts/docs/fences.mjs";
import { play } from "../../scripts/docs/play.mjs";
import { missingToolchain } from "../../scripts/docs/toolchains.mjs";

// Every command in the README, the tutorial, the how-to guides and the examples is run, in order, in an empty folder; what it
// prints must be what the document has. After an intended change: `npm run docs:sessions`.
describe.concurrent("documents, side by side", () => {
  test.for(executedDocuments())(
    "%s shows what its commands print",
    { timeout: 300_000 },
    async (path, { skip, expect }) => {
      const text = readDocument(path);
      const missing = missingToolchain(text);
      if (missing !== null) skip(`needs ${missing}`);
      expect(await play(text)).toBe(text);
    },
  );
});

test("the README's seven steps are the template's logic", () => {
  const template = readDocument("templates/ema-absolute-error/logic/weights.ts");
  const [step] = split(readDocument("README.md")).filter(
    (part) => part.kind === "fence" && part.language === "ts",
  );
  expect(step?.body).toContain("commit()");
  expect(template).toContain(step?.body);
});

test("a command that fails fails the document", async () => {
  await expect(play("```console\n$ exit 3\n```\n")).rejects.toThrow(
    "ended with 3, but should with 0",
  );
});

test("output that differs is put in place of what the document has", async () => {
  expect(await play("```console\n$ echo b\na\n```\n")).toBe("```console\n$ echo b\nb\n```\n");
});

test("a document that needs a toolchain names one that is known", () => {
  expect(() => missingToolchain("<!-- needs: cobol -->\n")).toThrow("no toolchain is called so");
  expect(missingToolchain("```console\n$ echo a\n```\n")).toBeNull();
});
