import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { liesBelow, relativePath } from "../../src/files/relative.js";

test.each([
  [posix, "/home/you", "/home/you/topics/a/build", "topics/a/build"],
  [posix, "/home/you", "/home/them/a.csv", "../them/a.csv"],
  // On Linux and macOS a backslash is a letter of a name.
  [posix, "/home/you", "/home/you/a\\b", "a\\b"],
  [win32, "C:\\you", "C:\\you\\topics\\a\\build", "topics/a/build"],
  [win32, "C:\\you", "C:\\them\\a.csv", "../them/a.csv"],
  [win32, "C:\\you", "c:\\You\\a.csv", "a.csv"],
  [win32, "C:\\you", "D:\\data\\a.csv", "D:/data/a.csv"],
])("a way has slashes on every system", (path, from, to, way) => {
  expect(relativePath(from, to, path)).toBe(way);
});

test.each([
  [posix, "/home/you", "/home/you/a.csv", true],
  [posix, "/home/you", "/home/you", false],
  [posix, "/home/you", "/home/you2/a.csv", false],
  [posix, "/home/you", "/home/you/..a.csv", true],
  [posix, "/home/you", "/home", false],
  [posix, "/home/you", "/home/You/a.csv", false],
  [posix, "/", "/a.csv", true],
  [win32, "C:\\you", "C:\\you\\a.csv", true],
  [win32, "C:\\you", "c:\\YOU\\a.csv", true],
  [win32, "C:\\you", "C:\\you2\\a.csv", false],
  [win32, "C:\\you", "D:\\you\\a.csv", false],
  [win32, "C:\\", "C:\\a.csv", true],
  [win32, "\\\\server\\share", "\\\\server\\share\\a.csv", true],
])("what lies below a folder", (path, folder, place, below) => {
  expect(liesBelow(folder, place, path)).toBe(below);
});
