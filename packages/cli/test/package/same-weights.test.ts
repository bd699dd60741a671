import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { expect, test } from "vitest";
import { dataPath, haveData } from "../../../../test/support/inputs.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

const ROOT = resolve(import.meta.dirname, "../../../..");

/** What a replay's weights are in the end, exactly, and how its inferences were combined. */
async function replayed(cwd: string, args: readonly string[]) {
  const { code, stdout } = await weightkit(["replay", "--json", ...args], { cwd });
  expect(code).toBe(0);
  const { topics } = JSON.parse(stdout) as ReplayDocument;
  return topics.map(({ finalWeights, errors, logic }) => ({ finalWeights, errors, logic }));
}

const real = [
  ...["--inferences", dataPath("flusight-us/inferences.csv")],
  ...["--truth", dataPath("flusight-us/truth.csv")],
  ...["--inference-cadence", "604800", "--weight-cadence", "1209600"],
];

test.each([
  ["simulated forecasts", []],
  ...(haveData ? [["flusight-us", real] as const] : []),
] as const)("unoptimized and published bytes give equal weights: %s", async (_, args) => {
  const cwd = temporaryFolder();
  const example = join(ROOT, "examples/sf-traffic");
  for (const name of ["weightkit.json", "logic", "history"])
    cpSync(join(example, name), join(cwd, name), { recursive: true });
  const published = await replayed(cwd, args);
  const unoptimized = await replayed(cwd, [...args, "--debug"]);
  const [one, other] = [published[0], unoptimized[0]];
  expect(one?.finalWeights.length).toBeGreaterThan(0);
  // These are two programs, not one that was taken for the other.
  expect(one?.logic.sha256).not.toBe(other?.logic.sha256);
  expect(other?.finalWeights).toEqual(one?.finalWeights);
  expect(other?.errors).toEqual(one?.errors);
});
