import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { topicJob } from "../../src/replay/topic-job.js";
import { isCurrent, jobModule } from "../../src/threads/job-module.js";

describe("a job's bundle", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "weightkit-job-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A file that was written at that time; null where there is none. */
  function file(name: string, time: number | null): URL {
    const path = join(folder, name);
    if (time !== null) {
      writeFileSync(path, "");
      utimesSync(path, time, time);
    }
    return pathToFileURL(path);
  }

  test.each([
    ["made after the compilation", 20, 10, true],
    ["older than the compilation", 10, 20, false],
    ["without a record of the compilation, as published", 10, null, true],
    ["not there", null, 10, false],
    ["not there, and nothing else", null, null, false],
  ])("%s", (_, bundled, compiled, used) => {
    expect(isCurrent(file("bundle.js", bundled), file("build", compiled))).toBe(used);
  });
});

test("a job of this package is read from its bundle or from its own file, any other from where it is", async () => {
  const { href } = jobModule(topicJob.module);
  expect(href).toMatch(/\/dist\/(bundled\/)?replay\/topic-job\.js$/);
  expect(await import(href)).toHaveProperty(topicJob.name);
  const own = import.meta.url;
  expect(jobModule(own).href).toBe(own);
});
