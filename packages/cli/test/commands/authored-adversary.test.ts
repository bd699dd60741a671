import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { AttackDocument } from "@weightkit/testkit/internal/lab/attack/attack-document";
import { beforeAll, describe, expect, test } from "vitest";
import { writeAll } from "../support/mini-project.js";
import { keptFolder, temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";

const MODULES = new URL("../../../testkit/test/metering/corpus/modules/", import.meta.url);
const GUIDE = new URL("../../../../docs/how-to/attack.md", import.meta.url);
const TRUTH = ["--truth-url", "https://data.example/traffic/101?at={timestamp}"];
const POINTER = ["--truth-pointer", "/delay"];

/** The file that the guide shows. */
const [, CONTRARIAN = ""] =
  /```ts file=attacks\/contrarian\.ts\n(.*?)```/s.exec(readFileSync(GUIDE, "utf8")) ?? [];

/** An adversary on lines 1 to 5, with its body on line 4. */
const adversary = (name: string, body: string): string =>
  `import { type Adversary, answers } from "@weightkit/testkit/lab";
const shown: Adversary = { name: "${name}", does: "errs", formula: "x", knows: "own",
  attack(opportunity) {
    ${body}
  } };
export default shown;
`;

const project = keptFolder();
const attack = async (args: readonly string[], cwd = project): Promise<CliResult> =>
  weightkit(["attack", ...args, "--worlds", "2", "--single-runs", ...TRUTH, ...POINTER], { cwd });

beforeAll(() => {
  const file = new URL("template_ema-absolute-error_weights_Oz.wasm.gz", MODULES);
  writeFileSync(join(project, "ema.wasm"), gunzipSync(readFileSync(file)));
  writeAll(project, {
    "weightkit.json": JSON.stringify({
      ...{ name: "own", wasm: "ema.wasm", permissions: ["https://data.example/"] },
    }),
    "attacks/contrarian.ts": CONTRARIAN,
  });
});

describe("an adversary of a project", () => {
  test("is the one of the guide, tried by its name, with its file's hash in the document", async () => {
    const { code, stdout } = await attack(["--adversary", "contrarian", "--adversary", "noise"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +contrarian +12\.\d% /m);
    const json = await attack(["--adversary", "contrarian", "--json"]);
    const { results } = JSON.parse(json.stdout) as AttackDocument;
    const sha256 = createHash("sha256").update(CONTRARIAN).digest("hex");
    expect(results.map((one) => one.adversary)).toMatchObject([
      { name: "contrarian", knows: "pool", files: [{ path: "attacks/contrarian.ts", sha256 }] },
    ]);
    expect(json.stdout).toBe((await attack(["--adversary", "contrarian", "--json"])).stdout);
  });

  test("stands in the page with its file, the same bytes twice", async () => {
    const args = ["--adversary", "contrarian", "--victim", "1", "--html", "page.html"];
    const { code, stderr } = await attack(args);
    expect([code, stderr]).toEqual([0, "wrote page.html\n"]);
    const page = readFileSync(join(project, "page.html"), "utf8");
    expect(/<title>(.*)<.title>/.exec(page)?.[1]).toBe("own: attacks");
    await attack(args);
    expect(readFileSync(join(project, "page.html"), "utf8") === page).toBe(true);
  });

  test("stands in the list of adversaries, and among the names that a shell completes", async () => {
    const list = await weightkit(["attack", "--adversary", "list"], { cwd: project });
    expect(list.stdout).toContain("\ncontrarian\n  answers further from the others' median");
    const words = ["completion", "--names", "adversaries"];
    const completed = await weightkit(words, { cwd: project });
    expect(completed.stdout.split("\n")).toContain("contrarian");
  });

  test("is found by its path, without a project, with what it imports", async () => {
    const folder = folderWith({
      "mine/answer.ts":
        "export const by = (part: number) => (own: number): number => own * part;\n",
      "mine/shy.ts": adversary(
        "shy",
        "return answers(opportunity, (_, own) => by(0.5)(own));",
      ).replace("\n", ' import { by } from "./answer.js";\n'),
    });
    const json = await attack(["ema.wasm", "--adversary", "mine/shy.ts", "--json"], folder);
    expect(json.stderr).toBe("");
    const { results } = JSON.parse(json.stdout) as AttackDocument;
    expect(results[0]?.adversary.files?.map(({ path }) => path)).toEqual([
      "mine/shy.ts",
      "mine/answer.ts",
    ]);
    expect(results[0]?.verdict).toBe("loses");
  });

  test.each([
    ["is not TypeScript", "odd", "const = 5;", "WK167", "odd.ts:4:11"],
    ["throws", "odd", "throw new Error(`no ${opportunity.worker}`);", "WK670", "odd.ts:4: "],
    ["asks for the time", "odd", "return answers(opportunity, Date.now);", "WK670", "odd.ts:4: "],
    ["imports a package later", "odd", 'return import("vitest");', "WK670", "odd.ts:4: "],
    ["answers later", "odd", "return (async () => answers(0))();", "WK672", "odd.ts: "],
    ["has another name", "even", "return 1;", "WK671", "odd.ts: "],
    ["returns a number", "odd", "return 1;", "WK672", "odd.ts: "],
    [
      "peeks",
      "odd",
      "return answers(opportunity, (set) => opportunity.world.truths[set]);",
      "WK674",
      "odd.ts: ",
    ],
  ])("that %s ends the command with a code, a place and no trace", async (...row) => {
    const [, name, body, code, place] = row;
    const folder = folderWith({ "odd.ts": adversary(name, body) });
    const {
      code: exit,
      stdout,
      stderr,
    } = await attack(["ema.wasm", "--adversary", "odd.ts"], folder);
    expect([exit, stdout]).toEqual([3, ""]);
    expect(stderr).toContain(`error ${code}: ${place}`);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test("cannot have the name of a built-in one or of another file", async () => {
    const noise = folderWith({ "noise.ts": adversary("noise", "") });
    const taken = await attack(["ema.wasm", "--adversary", "./noise.ts"], noise);
    expect(taken.stderr).toContain("error WK168: noise.ts: There are two adversaries called noise");
    const twice = folderWith({ "a/odd.ts": adversary("odd", ""), "b/odd.js": "" });
    const args = ["--adversary", "a/odd.ts", "--adversary", "b/odd.js"];
    const { code, stderr } = await attack(["ema.wasm", ...args], twice);
    expect([code, stderr.slice(0, 30)]).toEqual([3, "error WK168: b/odd.js: There a"]);
  });

  test("that does not exist is a file that cannot be read, or a name that is near another", async () => {
    const missing = await attack(["--adversary", "attacks/none.ts"]);
    expect(missing.stderr).toContain("error WK1");
    expect(missing.stderr).toContain("attacks/none.ts");
    const near = await attack(["--adversary", "contrarians"]);
    expect(near.stderr).toContain("WK105");
    expect(near.stderr).toContain("contrarian");
  });
});

/** A new folder with the logic and files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  const logic = new URL("template_ema-absolute-error_weights_Oz.wasm.gz", MODULES);
  writeFileSync(join(folder, "ema.wasm"), gunzipSync(readFileSync(logic)));
  writeAll(folder, files);
  return folder;
}
