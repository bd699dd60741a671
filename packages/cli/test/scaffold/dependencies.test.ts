import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { dependencyText } from "../../src/scaffold/dependencies.js";

test.each([
  [posix, "/home/you/traffic", "^0.1.0", "^0.1.0"],
  [
    posix,
    "/home/you/traffic",
    "/home/you/weightkit/packages/sdk",
    "file:../weightkit/packages/sdk",
  ],
  [win32, "C:\\you\\traffic", "^0.1.0", "^0.1.0"],
  [
    win32,
    "C:\\you\\traffic",
    "C:\\you\\weightkit\\packages\\sdk",
    "file:../weightkit/packages/sdk",
  ],
  [win32, "C:\\you\\traffic", "D:\\weightkit\\packages\\sdk", "file:D:/weightkit/packages/sdk"],
])("a dependency as npm reads it", (path, directory, version, text) => {
  expect(dependencyText(directory, version, path)).toBe(text);
});
