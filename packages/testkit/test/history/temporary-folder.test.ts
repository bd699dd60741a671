import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../src/history/temporary-folder.js";

it("makes another folder each time", () => {
  const folders = [temporaryFolder("weightkit-two"), temporaryFolder("weightkit-two")];
  for (const folder of folders) {
    expect([dirname(folder), existsSync(folder)]).toEqual([tmpdir(), true]);
    expect(basename(folder)).toMatch(/^weightkit-two-\w{6}$/);
    rmSync(folder, { recursive: true });
  }
  expect(new Set(folders).size).toBe(2);
});

it("is a coded error where the system's folder cannot be used", () => {
  const missing = join(tmpdir(), "weightkit-missing");
  const names = ["TMPDIR", "TEMP", "TMP"];
  const before = names.map((name) => [name, process.env[name]] as const);
  onTestFinished(() => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
  for (const name of names) process.env[name] = missing;
  expect(() => temporaryFolder("weightkit")).toThrow(
    expect.objectContaining({ code: "WK457", message: expect.stringContaining(missing) as string }),
  );
});
