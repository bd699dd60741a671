import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CompareDocument } from "@weightkit/testkit/internal/lab/compare/compare-document";
import { withParameters } from "@weightkit/testkit/internal/wasm/parameters";
import { describe, expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { parameterLogic } from "../support/parameter-logic.js";
import { A, B, errors, mean, SETS, writeTwoWorkers } from "../support/two-workers.js";
import { prints, wasm } from "../support/wat.js";

const CADENCES = ["--inference-cadence", "3600", "--weight-cadence", "7200"];

async function folder(): Promise<string> {
  const cwd = temporaryFolder();
  writeTwoWorkers(cwd, 3600);
  const gives = async (a: number, b: number): Promise<Uint8Array> =>
    wasm(prints(`{"type":"weights","weights":{"${A}":"${a}","${B}":"${b}"}}`));
  writeFileSync(join(cwd, "first.wasm"), await gives(1, 0));
  writeFileSync(join(cwd, "second.wasm"), await gives(0, 1));
  return cwd;
}

const compared = async (args: readonly string[], cwd: string): Promise<CliResult> =>
  weightkit(["compare", ...args, "-i", "i.csv", "-t", "t.csv", ...CADENCES], { cwd });

function codes({ stderr }: CliResult): string[] {
  return [...stderr.matchAll(/^error (WK\d+)/gm)].map(([, code = ""]) => code);
}

describe("weightkit compare", () => {
  test("writes a page, the same bytes twice", async () => {
    const cwd = await folder();
    const args = ["first.wasm", "second.wasm", "--html", "compare.html"];
    const { code, stderr } = await compared(args, cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("wrote compare.html");
    const page = readFileSync(join(cwd, "compare.html"), "utf8");
    expect(page).toContain("<title>Comparison of weight logics</title>");
    expect(page).toContain("Regret: mean loss above what was best in hindsight");
    await compared(args, cwd);
    expect(readFileSync(join(cwd, "compare.html"), "utf8")).toBe(page);
  });

  test("every number of the JSON follows from the history", async () => {
    const { code, stdout } = await compared(
      ["first.wasm", "second.wasm", "--json"],
      await folder(),
    );
    expect(code).toBe(0);
    const { rules, topics, overall } = JSON.parse(stdout) as CompareDocument;
    expect(rules.map(({ name, kind }) => [name, kind])).toEqual([
      ["first", "logic"],
      ["second", "logic"],
      ["equal weights", "baseline"],
      ["median", "baseline"],
    ]);
    expect(overall).toBeNull();
    const [topic] = topics;
    // The first set comes before any weight: equal weights answer it. From then on each logic follows one worker.
    const sets = Array.from({ length: SETS }, (_, set) => errors(set));
    const even = sets.map(([a, b]) => Math.abs((a + b) / 2));
    const first = sets.map(([a], set) => (set === 0 ? (even[0] ?? 0) : Math.abs(a)));
    const second = sets.map(([, b], set) => (set === 0 ? (even[0] ?? 0) : Math.abs(b)));
    expect(topic?.losses).toEqual([first, second, even, even]);
    const losses = topic?.race.standings.map(({ meanLoss }) => meanLoss);
    for (const [rule, series] of [first, second, even, even].entries()) {
      expect(losses?.[rule]).toBeCloseTo(mean(series), 12);
    }
    expect(topic?.race.best).toBe(0);
    expect(topic?.race.standings.map(({ inRace }) => inRace)).toEqual([true, false, false, false]);
    expect(topic?.headline).toBe("first is the best of the 4, beyond chance.");
    // The best worker is the first; the best shares balance the errors: +1 with -4 and +2 with -6 leave least where one of them is 0.
    expect(topic?.oracles?.expert).toEqual({ worker: A, loss: mean(sets.map(([a]) => a)) });
    const shared = (share: number): number =>
      mean(sets.map(([a, b]) => Math.abs(share * a + (1 - share) * b)));
    expect(topic?.oracles?.convex?.loss).toBeCloseTo(Math.min(shared(4 / 5), shared(6 / 8)), 9);
    expect(topic?.divergence[1]).toMatchObject({ round: 0, shares: [1, 0] });
    expect(topic?.moved[1]).toMatchObject({ of: "final weights", part: 1 });
  });

  test("prints who is in the race, regrets and where the logics part", async () => {
    const { code, stdout } = await compared(["good=first.wasm", "bad=second.wasm"], await folder());
    expect(code).toBe(0);
    expect(stdout).toContain("bad is out: good loses less");
    // Both print the same weights in every round.
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "good, bad never learnt: the weights did not move",
    );
    expect(stdout).toContain("Regret: mean loss above what was best in hindsight");
    expect(stdout).toMatch(/bad first differs from good in (the second run of )?round 0/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("every number of the printed tables follows from the JSON", async () => {
    const cwd = await folder();
    const args = ["first.wasm", "second.wasm"];
    const { rules, topics } = JSON.parse(
      (await compared([...args, "--json"], cwd)).stdout,
    ) as CompareDocument;
    const { stdout } = await compared(args, cwd);
    const [topic] = topics;
    if (topic === undefined) throw new Error("there is no topic");
    const row = (name: string, nth: number): readonly string[] =>
      [...stdout.matchAll(new RegExp(`^  ${name} .*$`, "gm"))][nth]?.[0].trim().split(/  +/) ?? [];
    const points = (part: number): string => `${part > 0 ? "+" : ""}${(100 * part).toFixed(1)}%`;
    const means = topic.losses.map(mean);
    const least = Math.min(...means);
    const equal = means[topic.baseline] ?? NaN;
    // Holm's step-down: the smallest p times all comparisons, the next times one fewer, never less than the one before.
    const raw = topic.against.flatMap((one, rule) =>
      one?.test.testable === true ? [{ rule, p: one.test.pValue }] : [],
    );
    const holm = new Map<number, number>();
    let largest = 0;
    raw.sort((a, b) => a.p - b.p);
    for (const [i, { rule, p }] of raw.entries()) {
      largest = Math.max(largest, Math.min(1, p * (raw.length - i)));
      holm.set(rule, largest);
    }
    expect(raw.length).toBeGreaterThan(0);
    for (const [rule, { name }] of rules.entries()) {
      const own = means[rule] ?? NaN;
      const cells = row(name, 0);
      expect(Number(cells[1])).toBeCloseTo(own, 2);
      if (own > least) expect(cells).toContain(points(own / least - 1));
      const against = topic.against[rule] ?? null;
      if (against !== null) {
        expect(against.skill).toBeCloseTo(1 - own / equal, 12);
        expect(cells).toContain(points(1 - own / equal));
      }
      const p = holm.get(rule);
      if (p !== undefined) expect(against?.adjustedPValue).toBeCloseTo(p, 12);
      const out = topic.race.pairs.some(({ excludes }) => excludes === rule);
      expect(cells.at(-1)).toBe(out ? "out" : "in");
      const { expert, convex, shifting } = topic.oracles ?? {};
      const comparators = [expert?.loss, convex?.loss, shifting?.at(-1)?.loss];
      const regrets = row(name, 1).slice(1).map(Number);
      expect(regrets).toHaveLength(3);
      for (const [i, loss] of comparators.entries()) {
        expect(regrets[i]).toBeCloseTo(own - (loss ?? NaN), 2);
      }
    }
  });

  test("logics that lose the same are not ranked", async () => {
    const cwd = await folder();
    const { stdout } = await compared(["one=first.wasm", "two=first.wasm", "--json"], cwd);
    const [topic] = (JSON.parse(stdout) as CompareDocument).topics;
    expect(topic?.headline).toBe("Still in the race: one, two (2 of 4).");
    const rows = readFileSync(join(cwd, "i.csv"), "utf8").split("\n");
    writeFileSync(join(cwd, "i.csv"), rows.filter((text) => !text.includes(B)).join("\n"));
    const alone = await compared(["one=first.wasm", "two=first.wasm"], cwd);
    expect(alone.stdout).toContain("All 4 have the same mean loss.");
  });

  test("names the parameters by which one logic parts from itself", async () => {
    const cwd = await folder();
    const logic = await parameterLogic(A, B);
    const other = withParameters(logic, new Map([["alpha", 0.75]]));
    writeFileSync(join(cwd, "one.wasm"), withParameters(logic, new Map([["alpha", 0.25]])));
    writeFileSync(join(cwd, "other.wasm"), other);
    const { stdout } = await compared(["one.wasm", "other.wasm", "--json"], cwd);
    const [topic] = (JSON.parse(stdout) as CompareDocument).topics;
    expect(topic?.divergence[1]?.cause).toEqual({
      kind: "parameters",
      parameters: [{ name: "alpha", values: [0.25, 0.75] }],
    });
    const text = (await compared(["one.wasm", "other.wasm"], cwd)).stdout.replace(/\s+/g, " ");
    expect(text).toContain("Parameters differ: alpha is 0.75 instead of 0.25.");
  });

  test("holds rules against any of them", async () => {
    const cwd = await folder();
    const args = ["first.wasm", "second.wasm", "--against", "second", "--json"];
    const { stdout } = await compared(args, cwd);
    const [topic] = (JSON.parse(stdout) as CompareDocument).topics;
    expect(topic?.baseline).toBe(1);
    expect(topic?.against[1]).toBeNull();
    expect(topic?.against[0]?.kind).toBe("better");
  });

  test("names that are not clear are refused", async () => {
    const cwd = await folder();
    expect(codes(await compared(["first.wasm", "first.wasm"], cwd))).toEqual(["WK149"]);
    const wrong = await compared(["first.wasm", "--against", "medain"], cwd);
    expect(codes(wrong)).toEqual(["WK105"]);
    expect(wrong.stderr).toContain("median");
    expect(codes(await weightkit(["compare"], { cwd }))).toEqual(["WK106"]);
  });

  test("a logic that fails makes the exit code 1 and is named", async () => {
    const cwd = await folder();
    writeFileSync(join(cwd, "broken.wasm"), await wasm(prints("nonsense")));
    const { code, stdout, stderr } = await compared(["first.wasm", "broken.wasm"], cwd);
    expect(code).toBe(1);
    expect(stdout).toMatch(/broken failed in all \d+ rounds\s+with\s+WK5\d+: /);
    expect(stderr).toMatch(/broken: \d+ rounds failed, first WK5/);
  });

  test("where every round of every logic fails, nothing is compared", async () => {
    const cwd = await folder();
    const { code, stdout } = await compared(["first.wasm", "second.wasm", "--fuel", "1"], cwd);
    // As `replay`: a limit was exceeded.
    expect(code).toBe(4);
    expect(stdout).toMatch(/Nothing could be compared: every round of every\s+logic failed/);
    expect(stdout).toMatch(/`weightkit explain WK430`/);
    expect(stdout).not.toMatch(/is the best of|can be the best/);
  });

  test("answers that the network does not accept leave nothing to compare: exit code 3", async () => {
    const cwd = await folder();
    const path = join(cwd, "i.csv");
    const negative = readFileSync(path, "utf8").replace(/,(\d[^,\n]*)$/gm, ",-$1");
    writeFileSync(path, negative);
    const cause = "none of 82 answers";
    const args = ["first.wasm", "second.wasm", "--html", "compare.html"];
    const { code, stdout } = await compared(args, cwd);
    expect(code).toBe(3);
    expect(stdout).toMatch(new RegExp(`Nothing could be compared: [^.]*${cause}`));
    expect(readFileSync(join(cwd, "compare.html"), "utf8")).toContain(cause);
    const json = await compared([...args, "--json"], cwd);
    const [topic] = (JSON.parse(json.stdout) as CompareDocument).topics;
    expect(topic?.headline).toContain(cause);
    expect(json.code).toBe(3);
  });

  test("many topics come to one race", async () => {
    const cwd = await folder();
    const twice = (file: string, head: string): void => {
      const rows = readFileSync(join(cwd, file), "utf8").trim().split("\n").slice(1);
      const both = ["1", "2"].flatMap((topic) => rows.map((row) => `${topic},${row}`));
      writeFileSync(join(cwd, file), `topic,${head}\n${both.join("\n")}\n`);
    };
    twice("i.csv", "timestamp,worker,value");
    twice("t.csv", "timestamp,value,available_at");
    const args = ["first.wasm", "second.wasm"];
    const { overall, topics } = JSON.parse(
      (await compared([...args, "--json"], cwd)).stdout,
    ) as CompareDocument;
    expect(topics).toHaveLength(2);
    // Losses in units of equal weights' mean: two equal topics leave the means as in one.
    const [own = NaN, , even = NaN] =
      topics[0]?.race.standings.map((one) => one.meanLoss ?? NaN) ?? [];
    expect(overall?.race.standings[0]?.meanLoss).toBeCloseTo(own / even, 12);
    expect((await compared(args, cwd)).stdout).toContain("2 topics as one");
  });
});

describe("a git revision in place of a path", () => {
  const git = (cwd: string, ...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
      cwd,
      stdio: "pipe",
    });
  };

  test("the project as it was committed", async () => {
    const cwd = miniProject(PRINTS, {
      topic: { id: "1", inferenceCadence: 3600, weightCadence: 7200 },
    });
    git(cwd, "init", "-q");
    git(cwd, "add", "weightkit.json", "logic");
    git(cwd, "commit", "-q", "-m", "first");
    writeFileSync(join(cwd, "logic/weights.ts"), PRINTS.replace("{}", `{"${A}":"1"}`));
    const source = await folder();
    const files = ["-i", join(source, "i.csv"), "-t", join(source, "t.csv")];
    const { code, stdout, stderr } = await weightkit(
      ["compare", ".", "rev:HEAD", ...files, "--json"],
      { cwd },
    );
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
    const { rules, topics } = JSON.parse(stdout) as CompareDocument;
    expect(rules.slice(0, 2).map(({ name }) => name)).toEqual(["mini", "rev:HEAD"]);
    expect(topics[0]?.divergence[1]).toMatchObject({ round: 0, shares: [1, 0] });
  });

  test("the changed line that ran where two revisions part", async () => {
    const changed = 'for (let i = 0; i < 3; i++) text += "1";';
    const before = [
      'import { print } from "@weightkit/sdk";',
      'let text = "";',
      changed.replace("3", "1"),
      `print('{"type":"weights","weights":{"${A}":"' + text + '","${B}":"1"}}');`,
      "",
    ].join("\n");
    const topic = { id: "1", inferenceCadence: 3600, weightCadence: 7200 };
    const cwd = miniProject(before, { topic });
    git(cwd, "init", "-q");
    git(cwd, "add", "weightkit.json", "logic");
    git(cwd, "commit", "-q", "-m", "first");
    // A line that only moved is not a change.
    const now = before.replace(changed.replace("3", "1"), `\n${changed}`);
    writeFileSync(join(cwd, "logic/weights.ts"), now);
    const source = await folder();
    const files = ["-i", join(source, "i.csv"), "-t", join(source, "t.csv")];
    const { stdout } = await weightkit(["compare", "rev:HEAD", ".", ...files, "--json"], { cwd });
    const [found] = (JSON.parse(stdout) as CompareDocument).topics;
    expect(found?.divergence[1]).toMatchObject({
      round: 0,
      cause: { kind: "line", of: "other", file: "logic/weights.ts", line: 4, text: changed },
    });
    const args = ["compare", "rev:HEAD", ".", ...files, "--html", "compare.html"];
    const printed = await weightkit(args, { cwd });
    expect(printed.stdout.replace(/\s+/g, " ")).toContain(
      `The first line that ran there in mini and that rev:HEAD does not have is \`${changed}\` (logic/weights.ts:4).`,
    );
  });

  test("git's own words when there is none of that name", async () => {
    const cwd = miniProject(PRINTS);
    git(cwd, "init", "-q");
    expect(codes(await weightkit(["compare", "rev:nowhere"], { cwd }))).toEqual(["WK148"]);
    expect(codes(await weightkit(["compare", "rev:HEAD"], { cwd: temporaryFolder() }))).toEqual([
      "WK110",
    ]);
  });
});
