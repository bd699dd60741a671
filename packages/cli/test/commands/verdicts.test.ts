import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { describe, expect, test } from "vitest";
import { casePath, dataPath, haveData } from "../../../../test/support/inputs.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

if (!haveData) {
  process.emitWarning("skipping the verdict on flusight-states: the real forecasts are not here");
}

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Replays two files with a logic in text form. */
async function replay(
  logic: string,
  [inferences, truth]: readonly [string, string],
  args: readonly string[],
) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "logic.wasm"), await wasm(logic));
  const files = ["-i", inferences, "-t", truth];
  return weightkit(["replay", "logic.wasm", ...files, ...args], { cwd });
}

const HOURLY = ["--inference-cadence", "3600", "--weight-cadence", "7200"];

function caseFiles(name: string): readonly [string, string] {
  return [casePath(`${name}/inferences.csv`), casePath(`${name}/truth.csv`)];
}

/** Weights that never change, for some workers. */
function fixed(weights: Readonly<Record<string, string>>): string {
  return prints(JSON.stringify({ type: "weights", weights }));
}

async function topic(run: ReturnType<typeof replay>) {
  const { code, stdout, stderr } = await run;
  expect(code, stderr).toBe(0);
  const { topics } = JSON.parse(stdout) as ReplayDocument;
  return topics[0]!;
}

describe("a difference that does not vary", () => {
  const first = readFileSync(casePath("verdict-without-test/first.wat"), "utf8");
  const files = caseFiles("verdict-without-test");

  test("has no test, and the report states why, in the verdict and in the table", async () => {
    const { stdout } = await replay(first, files, [...HOURLY, "--warm-up", "3"]);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "this cannot be tested, since the difference is the same in every set",
    );
    expect(stdout).toMatch(/^ {2}equal mean .* 100\.0% better .*no test$/m);
  });

  test("is in the JSON with its size and its reason", async () => {
    const { against } = await topic(replay(first, files, [...HOURLY, "--warm-up", "3", "--json"]));
    expect(against.equal).toMatchObject({
      kind: "untestable",
      beyondChance: false,
      meanDifference: -1.5,
      test: { testable: false, reason: "constant difference" },
    });
  });
});

test("a round in which nobody was asked is missed by nobody", async () => {
  const logic = fixed({ x: "1", y: "1", z: "1" });
  // Only due rounds count, so the chain's second runs change nothing.
  for (const host of ["chain", "seed"]) {
    const args = [...HOURLY, "--profile", host, "--json"];
    const { missing } = await topic(replay(logic, caseFiles("missed-rounds"), args));
    expect(missing?.missedRounds).toBe(1);
  }
});

describe("advice on the cadence", () => {
  const history = join(root, "templates/ema-absolute-error/history");
  const files = [join(history, "inferences.csv"), join(history, "truth.csv")] as const;
  const workers = readFileSync(join(history, "workers.csv"), "utf8").trim().split("\n").slice(1);
  const logic = fixed(Object.fromEntries(workers.map((row) => [row.split(",")[0]!, "1"])));
  const coverageAt = async (seconds: number, host: string) => {
    const cadences = ["--inference-cadence", "3600", "--weight-cadence", String(seconds)];
    return (await topic(replay(logic, files, [...cadences, "--profile", host, "--json"]))).coverage;
  };

  // By the case: 95.3 % at 72,000 s, 90.4 % at 36,000 s. Both hosts score in due rounds, whose windows are the same.
  test.each([
    [36_000, "chain", 0.904],
    [72_000, "chain", 0.953],
    [36_000, "seed", 0.904],
    [72_000, "seed", 0.953],
  ] as const)(
    "is better than the %d s in use under %s, or is not given",
    async (seconds, host, share) => {
      const { remedy, scored, inferences } = await coverageAt(seconds, host);
      expect(scored / inferences).toBeCloseTo(share, 3);
      for (const advice of [remedy?.complete, remedy?.ninety]) {
        if (advice == null) continue;
        expect(advice.cadence).not.toBe(seconds);
        expect(advice.scorable).toBeGreaterThan(remedy!.current.scorable);
      }
    },
  );
});

describe("failed rounds", () => {
  test.each([
    // Under the chain the due rounds begin with the second set's, and each has a second run; the first block has a second run alone.
    ["chain", { rounds: 84, secondRuns: 84 }, 0],
    ["seed", { rounds: 84, secondRuns: 0 }, 1],
  ] as const)("of one cause are one kind under %s", async (host, counts, first) => {
    const cwd = temporaryFolder();
    await weightkit(["new", "traffic"], { cwd });
    const project = join(cwd, "traffic");
    copyFileSync(casePath("one-cause-many-kinds/weights.ts"), join(project, "logic/weights.ts"));
    const { stdout } = await weightkit(["replay", "--profile", host, "--json"], { cwd: project });
    const { topics } = JSON.parse(stdout) as ReplayDocument;
    expect(topics[0]?.failures).toHaveLength(1);
    const [failure] = topics[0]!.failures;
    expect(failure).toMatchObject(counts);
    expect(failure?.first.index).toBe(first);
    expect(failure?.message).toContain("status 404");
    expect(failure?.message).toContain("https://data.example/traffic/101?at=");
    expect(failure?.first.failure?.hint).toContain("404");
  });

  test("are the headline when all failed", async () => {
    const files = caseFiles("missed-rounds");
    const { code, stdout } = await replay(prints("nothing"), files, HOURLY);
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/^All \d+ rounds failed, so there are no weights to judge\.$/m);
    expect(stdout).not.toContain("exactly as well");
  });
});

describe("skill that was never learnt", () => {
  test("is distinguished from membership, and gets no verdict", async () => {
    const logic = fixed({ x: "1", y: "1" });
    const { verdict, errors } = await topic(
      replay(logic, caseFiles("missed-rounds"), [...HOURLY, "--json"]),
    );
    expect(verdict).toMatchObject({ about: "never learnt", conclusion: "open" });
    expect(verdict.headline).toMatch(/^The logic never learnt/);
    // Who has weight has the same: all of the difference is that z was left out.
    expect(errors.members).toBeCloseTo(errors.weighted!, 12);
    expect(verdict.parts?.weights).toBeCloseTo(0, 12);
    expect(verdict.parts?.membership).toBeCloseTo(1 - errors.weighted! / errors.equal!, 12);
  });
});

describe("a loss on another scale", () => {
  test("is named in the headline, and is what the errors count in", async () => {
    const files = caseFiles("missed-rounds");
    const logic = fixed({ x: "3", y: "2", z: "1" });
    const { stdout } = await replay(logic, files, [...HOURLY, "--loss-scale", "relative"]);
    expect(stdout).toContain("mean relative error");
    expect(stdout).toMatch(/^Mean relative error on \d+ sets$/m);
    const log = await topic(replay(logic, files, [...HOURLY, "--loss-scale", "log", "--json"]));
    expect(log.loss).toBe("log error");
  });

  test("is refused for what has one loss", async () => {
    const args = [...HOURLY, "--loss-scale", "log", "--value-kind", "probability"];
    const { code, stderr } = await replay(fixed({ x: "1" }), caseFiles("missed-rounds"), args);
    expect(code).toBe(3);
    expect(stderr).toContain("WK108");
  });
});

describe.skipIf(!haveData)("many topics", () => {
  // Measured by an independent audit of the same template: +1.08 %, p about .26. Second runs change nothing.
  const KNOWN = { skill: 0.0108, p: 0.26 };
  const HOSTS = [[], ["--single-runs"], ["--profile", "seed"]] as const;

  test.each(HOSTS.map((host) => [host] as const))(
    "flusight-states has one verdict, and no state passes alone: %j",
    async (host) => {
      const cwd = temporaryFolder();
      await weightkit(["new", "traffic"], { cwd });
      const project = join(cwd, "traffic");
      expect((await weightkit(["build"], { cwd: project })).code).toBe(0);
      const files = ["inferences", "truth"].map((name) =>
        dataPath(`flusight-states/${name}.csv.gz`),
      );
      const cadences = ["--inference-cadence", "604800", "--weight-cadence", "1209600"];
      const { code, stdout, stderr } = await weightkit(
        ["replay", "-i", files[0]!, "-t", files[1]!, ...cadences, ...host, "--json"],
        { cwd: project },
      );
      expect(code, stderr).toBe(0);
      const { overall } = JSON.parse(stdout) as ReplayDocument;
      expect(overall?.topics).toBe(53);
      expect(overall?.together).toMatchObject({ kind: "could be chance", beyondChance: false });
      expect(overall?.byTopic.filter(({ beyondChance }) => beyondChance)).toEqual([]);
      expect(overall?.together.skill).toBeCloseTo(KNOWN.skill, 4);
      expect(overall?.together.test).toMatchObject({ testable: true });
      const { test: tested } = overall!.together;
      expect(tested.testable ? tested.pValue : NaN).toBeCloseTo(KNOWN.p, 2);
    },
  );
});
