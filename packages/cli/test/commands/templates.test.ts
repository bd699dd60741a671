import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { beforeAll, describe, expect, test } from "vitest";
import { loadProject } from "../../src/project/project.js";
import { listTemplates } from "../../src/scaffold/templates.js";
import { dataPath, haveData } from "../../../../test/support/inputs.js";
import { Editor } from "../support/editor.js";
import { linkPackages, VITEST, VITEST_ENV } from "../support/own-tests.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const folder = keptFolder();
const editor = new Editor();

async function ok(cwd: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await weightkit(args, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** Bytes that a template's release WASM may have. */
const LIMIT = 23 * 1024;

/** Templates whose values are numbers, and whose truth need not be a worker of the history: they can judge the real forecasts. */
const NUMBERS = new Set([
  "bare",
  "consensus",
  "ema-absolute-error",
  "http-truth",
  "loss",
  "multiplicative-weights",
  "robust",
]);

const TEMPLATES = listTemplates().map(({ name }) => name);
// A custom name: what the scaffold writes in place of the template's name must not break anything.
const nameOf = (template: string): string => `my-${template}-topic`;

/** What Vitest reports of a file of tests. */
interface FileResult {
  readonly name: string;
  readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
}

let ownTests: readonly FileResult[];

/** What npm puts into a project's node_modules when its packages are folders of a clone: what the project names, and no more. */
function installed(project: string): string[] {
  const text = readFileSync(join(project, "package.json"), "utf8");
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
  return [...new Set(Object.keys(devDependencies).map((name) => name.split("/")[0] ?? name))];
}

beforeAll(async () => {
  for (const template of TEMPLATES) {
    await ok(folder, "new", nameOf(template), "--template", template);
    const project = join(folder, nameOf(template));
    await ok(project, "build");
    linkPackages(project, installed(project));
  }
  // One Vitest for all of them: most of its time is its start.
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [VITEST, "run", "--reporter=json", "--no-isolate", "--pool=threads", "--maxWorkers=1"],
    { cwd: folder, encoding: "utf8", env: VITEST_ENV },
  );
  expect(stdout, stderr).toMatch(/^{/);
  ({ testResults: ownTests } = JSON.parse(stdout) as { testResults: readonly FileResult[] });
});

describe.each(TEMPLATES)("template %s", (template) => {
  const name = nameOf(template);
  const project = join(folder, name);

  test("a project made from it builds, small, and its logic is short", () => {
    expect(statSync(join(project, "build", `${name}.wasm`)).size).toBeLessThanOrEqual(LIMIT);
    const logic = readFileSync(join(project, "logic/weights.ts"), "utf8").trimEnd();
    expect(logic.split("\n").length).toBeLessThanOrEqual(40);
  });

  test("its own tests pass", () => {
    const files = ownTests.filter((file) => file.name.includes(`/${name}/test/`));
    const results = files.flatMap(({ assertionResults }) => assertionResults);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ status }) => status !== "passed")).toEqual([]);
  });

  test("an editor finds no fault in its logic and at its root", () => {
    expect(editor.faults(join(project, "logic/tsconfig.json"))).toEqual([]);
    expect(editor.faults(join(project, "tsconfig.json"))).toEqual([]);
  });

  test("its types are of the compiler that builds it", () => {
    const version = (file: string, key: "devDependencies" | "dependencies"): string | undefined =>
      (JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, string>>)[key]?.[
        "assemblyscript"
      ];
    expect(version(join(project, "package.json"), "devDependencies")).toBe(
      version(join(root, "packages/cli/package.json"), "dependencies"),
    );
  });

  test("its properties hold, as far as it declares them", async () => {
    await ok(project, "check", "--runs", "5");
  });

  test("it replays its own history without a failed round", async () => {
    const [topic] = (await replay(project)).topics;
    expect(topic?.rounds).toMatchObject({ failed: 0 });
    expect(topic?.rounds.committed).toBeGreaterThan(20);
    expect(topic?.workers.every(({ name }) => name !== null)).toBe(true);
    // Whoever is listed as turning does so in its middle half, where before and after can both be seen.
    const { settings } = loadProject(project, folder);
    const { turned = [] } = settings.history;
    const followed = topic?.responses ?? [];
    expect(followed).toHaveLength(turned.length);
    for (const { watched } of followed) {
      expect(watched).toBeGreaterThan((topic?.rounds.committed ?? 0) / 5);
    }
  });

  test("second runs change its error on its own history by at most 1 %", async () => {
    expect(Math.abs(await costOfSecondRuns(project))).toBeLessThanOrEqual(0.01);
  });

  test.skipIf(!haveData || !NUMBERS.has(template))(
    "and on the real forecasts, where a single worker answers in the first set",
    async () => {
      const files = ["-i", dataPath("flusight-us/inferences.csv")];
      files.push("-t", dataPath("flusight-us/truth.csv"));
      const cadences = ["--inference-cadence", "604800", "--weight-cadence", "1209600"];
      const cost = await costOfSecondRuns(project, ...files, ...cadences);
      expect(Math.abs(cost)).toBeLessThanOrEqual(0.01);
    },
  );
});

/** A replay in a project, each only once. */
const replays = new Map<string, Promise<string>>();

async function replay(project: string, ...args: string[]): Promise<ReplayDocument> {
  const key = [project, ...args].join(" ");
  const replay = replays.get(key) ?? ok(project, "replay", "--json", ...args);
  replays.set(key, replay);
  return JSON.parse(await replay) as ReplayDocument;
}

/** By what part second runs raise the mean error of the weighted combination. */
async function costOfSecondRuns(project: string, ...args: string[]): Promise<number> {
  const error = async (...more: string[]): Promise<number> => {
    const [topic] = (await replay(project, ...args, ...more)).topics;
    expect(topic?.rounds.second).toBeGreaterThanOrEqual(more.length === 0 ? 20 : 0);
    return topic?.errors.weighted ?? NaN;
  };
  return (await error()) / (await error("--single-runs")) - 1;
}

test("an editor finds a fault where there is one", () => {
  const logic = join(folder, nameOf("bare"), "logic");
  writeFileSync(join(logic, "wrong.ts"), 'export const share: f64 = "half";\n');
  expect(editor.faults(join(logic, "tsconfig.json"))).toEqual([
    "wrong.ts: Type 'string' is not assignable to type 'number'.",
  ]);
});
