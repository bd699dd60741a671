import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { installCommand } from "../../../../test/support/compiled/command.mjs";
import { miniProject, writeAll } from "../support/mini-project.js";
import { keptFolder } from "../support/run-cli.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const folder = join(root, ".github/actions/weightkit");
const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const START = 1_700_006_400;

const entry = (weight: string): string =>
  `import { print } from "@weightkit/sdk";\nprint('{"type":"weights","weights":{"${A}":"${weight}"}}');\n`;

/** A project of which one property, the snapshot and the replay hold, with one worker that errs by 1. */
function project(): string {
  const times = Array.from({ length: 9 }, (_, set) => START + set * 3600);
  const rows = times.map((time) => `${time},${A},101`);
  const truths = times.map((time) => `${time},100,${time + 3600}`);
  const topic = { inferenceCadence: 3600, weightCadence: 7200 };
  return miniProject(
    entry("1"),
    { topic, history: { inferences: "history/i.csv", truth: "history/t.csv" } },
    {
      "history/i.csv": `timestamp,worker,value\n${rows.join("\n")}\n`,
      "history/t.csv": `timestamp,value,available_at\n${truths.join("\n")}\n`,
    },
  );
}

// Inside the repository, where the command finds its packages.
const installed = join(root, ".weightkit/tests/bin");
const commands = keptFolder();
let served: Record<string, string> = {};

beforeAll(async () => {
  served = await installCommand(installed);
  program("npx", 'if [ "$1" = --no-install ]; then shift; fi\nexec "$@"');
  program("npm", 'echo "npm $*" >> npm.log');
});

/** A stand-in for a program. */
function program(name: string, body: string): void {
  writeFileSync(join(commands, name), `#!/usr/bin/env bash\n${body}\n`);
  chmodSync(join(commands, name), 0o755);
}

function bash(args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const path = `${commands}${delimiter}${installed}${delimiter}${process.env["PATH"] ?? ""}`;
  const { status, stdout, stderr } = spawnSync("bash", [...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, CI: "true", ...served, ...env, PATH: path },
  });
  return { status, stdout, stderr };
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly with?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly "working-directory"?: string;
}

interface Action {
  readonly inputs: Record<string, { readonly description: string; readonly default: string }>;
  readonly outputs: Record<string, { readonly value: string }>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

describe("the GitHub action", () => {
  const action = parse(readFileSync(join(folder, "action.yml"), "utf8")) as Action;
  const { steps } = action.runs;

  test("is a composite one whose steps have a shell, and use what is declared", () => {
    expect(action.runs.using).toBe("composite");
    for (const step of steps) {
      if (step.run === undefined) expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      else expect(step.shell).toBe("bash");
    }
    const text = readFileSync(join(folder, "action.yml"), "utf8");
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = ""]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
    const ids = steps.map(({ id }) => id).filter((id) => id !== undefined);
    for (const [, id] of text.matchAll(/steps\.([\w-]+)\./g)) expect(ids).toContain(id);
    // A text of a pull request's author never becomes part of a script.
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("its scripts are those that it runs", () => {
    for (const { run = "" } of steps) {
      const [, script] = /GITHUB_ACTION_PATH\/([\w.]+)/.exec(run) ?? [];
      if (script !== undefined) expect(existsSync(join(folder, script))).toBe(true);
    }
  });

  /** Runs the steps with a shell as the runner does: in order, later ones only where `if` has `always()` once one failed. */
  function runAction(cwd: string, given: Record<string, string> = {}) {
    const [output, summary] = [join(cwd, "github-output"), join(cwd, "github-summary")];
    for (const file of [output, summary]) writeFileSync(file, "");
    const values: Record<string, string> = {
      "github.token": "secret",
      "github.event.pull_request.number": "7",
      ...Object.fromEntries(
        Object.entries(action.inputs).map(([name, row]) => [`inputs.${name}`, row.default]),
      ),
      ...given,
    };
    const filled = (text: string): string =>
      text.replaceAll(/\$\{\{ ([^}]+) \}\}/g, (_, name: string) => {
        const [, step] = /^steps\.gate\.outputs\.([\w-]+)$/.exec(name) ?? [];
        if (step === undefined) return values[name] ?? "";
        return new RegExp(`^${step}=(.*)$`, "m").exec(readFileSync(output, "utf8"))?.[1] ?? "";
      });
    let status: number | null = 0;
    const printed: string[] = [];
    for (const { run, env = {} } of steps) {
      if (run === undefined) continue;
      const own = Object.fromEntries(Object.entries(env).map(([k, text]) => [k, filled(text)]));
      const files = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
      const more = { GITHUB_ACTION_PATH: folder, GITHUB_REPOSITORY: "me/it", ...files };
      const done = bash(["-e", "-o", "pipefail", "-c", run], cwd, { ...more, ...own });
      printed.push(done.stdout, done.stderr);
      status = done.status;
    }
    return { status, printed: printed.join(""), summary: readFileSync(summary, "utf8") };
  }

  const few = { "inputs.check": "--runs 2 --property one-object" };

  test("passes, fails with the first failing code, comments once and updates that", () => {
    const cwd = project();
    const calls = join(cwd, "calls");
    program("gh", `echo "$*" >> calls\ncase "$*" in *--jq*) cat comment-id 2>/dev/null ;; esac`);
    expect(bash(["-c", "weightkit snapshot"], cwd).status).toBe(0);
    const good = runAction(cwd, few);
    expect(good.printed).not.toContain("command not found");
    expect(good.status).toBe(0);
    expect(good.summary).toContain("<!-- weightkit -->\n## weightkit\n");
    expect(good.summary).toContain(
      "| check | passed |\n| snapshot | passed |\n| replay | passed |",
    );
    expect(good.summary).toContain("The snapshot holds");
    expect(readFileSync(calls, "utf8")).toContain(
      "api --silent --method POST repos/me/it/issues/7/comments --field body=@weightkit-ci/summary.md",
    );
    for (const file of ["report.html", "junit.xml", "difference.md", "check.txt"])
      expect(existsSync(join(cwd, "weightkit-ci", file))).toBe(true);

    writeAll(cwd, { "logic/weights.ts": entry("-1"), "comment-id": "42\n" });
    const bad = runAction(cwd, few);
    // A negative weight is a whole object: only the snapshot and the replay fail. The first of them decides.
    expect(bad.status).toBe(5);
    expect(bad.summary).toContain("| snapshot | **failed**, exit code 5 |");
    expect(bad.summary).toContain("| replay | **failed**, exit code 1 |");
    expect(bad.summary).toContain("failed rounds | 0 | ");
    expect(readFileSync(calls, "utf8")).toContain(
      "api --silent --method PATCH repos/me/it/issues/comments/42 --field body=@weightkit-ci/summary.md",
    );
  });

  test("without a right to comment, or without a snapshot, a warning is printed and the gate decides", () => {
    const cwd = project();
    program("gh", "exit 1");
    const { status, printed, summary } = runAction(cwd, few);
    expect(status).toBe(3);
    expect(printed).toContain("::warning title=weightkit::The comment could not be written");
    expect(printed).toContain("WK155");
    expect(summary).toContain("| snapshot | **failed**, exit code 3 |");
  });
});

describe("the GitLab job of the guide", () => {
  const guide = readFileSync(join(root, "docs/how-to/ci.md"), "utf8");
  const [, block = ""] = /```yaml\n(# \.gitlab-ci\.yml\n[^]*?)```/.exec(guide) ?? [];
  const job = (parse(block) as { weightkit: { script: string[]; artifacts: { paths: string[] } } })
    .weightkit;
  const env = {
    ...{ WEIGHTKIT_TOKEN: "t", CI_MERGE_REQUEST_IID: "3", CI_PROJECT_ID: "9" },
    CI_API_V4_URL: "https://gitlab.example/api/v4",
    ...{ WEIGHTKIT_RUNS: "2", WEIGHTKIT_PROPERTY: "one-object" },
  };
  // As GitLab's runner does: one script that stops at the first failure.
  const run = (cwd: string, more: Record<string, string> = env) =>
    bash(["-e", "-o", "pipefail", "-c", job.script.join("\n")], cwd, more);

  test("gates, and leaves the artifacts that it names", () => {
    const cwd = project();
    program("curl", 'echo "$*" >> curl.log');
    expect(bash(["-c", "weightkit snapshot"], cwd).status).toBe(0);
    expect(run(cwd).status).toBe(0);
    expect(readFileSync(join(cwd, "npm.log"), "utf8")).toBe("npm ci\nnpm test\n");
    for (const file of job.artifacts.paths) expect(existsSync(join(cwd, file))).toBe(true);
    const posted = readFileSync(join(cwd, "curl.log"), "utf8");
    expect(posted).toContain("--form body=<difference.md");
    expect(posted).toContain("https://gitlab.example/api/v4/projects/9/merge_requests/3/notes");
    writeAll(cwd, { "logic/weights.ts": entry("-1") });
    program("curl", "exit 22");
    // The last that failed decides: the replay's rounds.
    expect(run(cwd).status).toBe(1);
  });
});

test("the workflow of the guide uses the action's inputs", () => {
  const guide = readFileSync(join(root, "docs/how-to/ci.md"), "utf8");
  const [, block = ""] = /```yaml\n(# \.github[^]*?)```/.exec(guide) ?? [];
  const workflow = parse(block) as { jobs: { weightkit: { steps: Step[] } } };
  const step = workflow.jobs.weightkit.steps.find(({ uses = "" }) =>
    uses.includes("actions/weightkit@"),
  );
  expect(step?.uses).toContain("/.github/actions/weightkit@");
  const action = parse(readFileSync(join(folder, "action.yml"), "utf8")) as Action;
  for (const name of Object.keys(step?.with ?? {})) expect(action.inputs).toHaveProperty(name);
});
