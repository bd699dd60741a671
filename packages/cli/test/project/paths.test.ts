import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProject } from "../../src/project/project.js";
import { temporaryFolder } from "../support/run-cli.js";

/** A project below a folder with a file that is none of its business. */
function project(history: object, more: object = {}): string {
  const outside = temporaryFolder();
  const root = join(outside, "topic");
  mkdirSync(join(root, "history"), { recursive: true });
  writeFileSync(join(outside, "secret.csv"), "timestamp,worker,value\n1,a,1\n");
  symlinkSync("../../secret.csv", join(root, "history/link.csv"));
  symlinkSync("..", join(root, "up"));
  symlinkSync("history", join(root, "own"));
  writeFileSync(join(root, "weightkit.json"), JSON.stringify({ name: "topic", history, ...more }));
  return root;
}

test.each([
  ["../secret.csv"],
  ["/etc/passwd"],
  ["history/../../secret.csv"],
  ["..\\secret.csv"],
  ["C:\\secret.csv"],
  ["\\\\host\\share.csv"],
  ["history/link.csv"],
  ["history/*.csv"],
  ["up/secret.csv"],
  ["up/*.csv"],
])("history.inferences %s leads out", (inferences) => {
  const root = project({ inferences });
  expect(() => loadProject(root, root)).toThrow(
    expect.objectContaining({
      code: "WK128",
      place: expect.objectContaining({ field: "history.inferences" }) as unknown,
    }),
  );
});

test.each(["truth", "workers", "topics"])("so does history.%s", (setting) => {
  const root = project({ [setting]: "../secret.csv" });
  expect(() => loadProject(root, root)).toThrow(expect.objectContaining({ code: "WK128" }));
});

test("all paths that lead out are reported at once", () => {
  const root = project({ truth: "../a", workers: "../b" });
  expect(() => loadProject(root, root)).toThrow(
    expect.objectContaining({ others: [expect.objectContaining({ code: "WK128" })] }),
  );
});

test.each(["history/inferences.csv", "./history/x..csv", "own/inferences.csv", "no/such/*.csv"])(
  "%s does not",
  (inferences) => {
    const root = project({ inferences });
    expect(loadProject(root, root).settings.history.inferences).toBe(inferences);
  },
);
