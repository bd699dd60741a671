import { expect, test } from "vitest";
import { secondsOf } from "../../src/core/duration.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

test.each([
  ["90s", "90"],
  ["30m", "1800"],
  ["1h", "3600"],
  ["2 d", "172800"],
  ["7200", null],
  ["1h30", null],
  ["-1h", null],
])("%s are %s seconds", (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test("an option in seconds suggests the seconds of a duration, an option in other units does not", async () => {
  const cwd = temporaryFolder();
  const { code, stderr } = await weightkit(["replay", "--weight-cadence", "2h"], { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain("Did you mean 7200? Give a whole number from 1");
  expect((await weightkit(["replay", "--fuel", "2m"], { cwd })).stderr).not.toContain("mean");
});
