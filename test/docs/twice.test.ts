import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { differences, digests } from "../../scripts/docs/site/digests.mjs";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "weightkit-digests-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

it("has the SHA-256 of each file, in folders too, and leaves out what is missing", () => {
  const folder = folderWith({ "README.md": "abc", "dist/assets/a.js": "" });
  expect([...digests(folder, ["README.md", "dist", "pictures"])]).toEqual([
    // FIPS 180-2, appendix B.1, and the digest of nothing.
    ["README.md", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["dist/assets/a.js", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ]);
});

it("names each file that differs, or was made once only", () => {
  const first = new Map([
    ["a.md", "1"],
    ["b.md", "1"],
    ["c.md", "1"],
  ]);
  const second = new Map([
    ["a.md", "1"],
    ["b.md", "2"],
    ["d.md", "1"],
  ]);
  expect(differences(first, second)).toEqual([
    "b.md: differs",
    "c.md: only made the first time",
    "d.md: only made the second time",
  ]);
  expect(differences(first, first)).toEqual([]);
});
