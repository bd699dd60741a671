import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { makeFolder } from "../../src/history/make-folder.js";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "weightkit-make-folder-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

it("makes a folder and all above it, with its permissions, and leaves what exists", () => {
  const path = join(temporaryFolder(), "a/b/c");
  makeFolder(path, 0o700);
  makeFolder(path);
  if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(statSync(path).isDirectory()).toBe(true);
});

it("follows a link to a folder", () => {
  const folder = temporaryFolder();
  makeFolder(join(folder, "real"));
  symlinkSync(join(folder, "real"), join(folder, "link"), "junction");
  makeFolder(join(folder, "link"));
  makeFolder(join(folder, "link/below"));
  expect(existsSync(join(folder, "real/below"))).toBe(true);
});

it("fails where a file or a link to nothing is in the way", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  symlinkSync(join(folder, "gone"), join(folder, "link"), "junction");
  for (const path of ["file", "file/a", "link", "link/a"]) {
    expect(() => {
      makeFolder(join(folder, path));
    }).toThrow(/mkdir/);
  }
});

it.skipIf(process.platform !== "linux")("ends where the file system makes no folders", () => {
  for (const path of ["/proc/weightkit", "/proc/weightkit/a", "/dev/fd/weightkit"]) {
    expect(() => {
      makeFolder(path);
    }).toThrow(/mkdir/);
  }
});
