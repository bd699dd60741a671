import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { nearFile } from "../../src/history/near-file.js";

/** A folder with history/inferences.csv and history/truth.csv. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "weightkit-near-file-"));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  mkdirSync(join(path, "history"));
  for (const name of ["inferences.csv", "truth.csv"])
    writeFileSync(join(path, "history", name), "");
  return path;
}

it("finds the nearest name in the file's folder, and in mistyped folders above it", () => {
  const root = folder();
  const near = (path: string): string | null => nearFile(join(root, path), path);
  expect(near("history/inference.csv")).toBe("history/inferences.csv");
  expect(near("histroy/truth.csv")).toBe("history/truth.csv");
  expect(near("histori")).toBe("history");
  expect(near("./history/trut.csv")).toBe("history/truth.csv");
});

it("finds none where no name is near, or what is near has no such file", () => {
  const root = folder();
  const near = (path: string): string | null => nearFile(join(root, path), path);
  expect(near("history/workers.csv")).toBeNull();
  expect(near("histroy/trut.csv")).toBeNull();
  expect(near("elsewhere/truth.csv")).toBeNull();
});

it("is absolute, or goes up, as the path does", () => {
  const root = folder();
  const absolute = join(root, "history", "trut.csv");
  expect(nearFile(absolute)).toBe(join(root, "history", "truth.csv"));
  const up = `..${"/x".repeat(3)}`;
  const shown = relative(join(root, up), absolute).replaceAll("\\", "/");
  const found = nearFile(absolute, `../../${shown}`);
  expect(found).toBe(`../../${shown}`.replace("trut.csv", "truth.csv"));
});
