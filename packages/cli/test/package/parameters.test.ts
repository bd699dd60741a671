import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readParameters, withParameters } from "@weightkit/testkit/internal/wasm/parameters";
import { describe, expect, test } from "vitest";
import { MINI_SDK, miniProject } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

const SDK = "node_modules/@weightkit/sdk";
const real = (name: string): string =>
  readFileSync(new URL(`../../../sdk/assembly/${name}`, import.meta.url), "utf8");

/** Prints its parameters, and what an optimizer would make of constants. */
const LOGIC = `import { Param, print } from "@weightkit/sdk";
import { COUNT } from "./count";
const ALPHA = Param.f64("alpha", 0.1);
const rest: f64 = 1 - ALPHA;
print(\`"\${ALPHA} \${rest} \${COUNT} \${Param.bool("plain", false) ? 1 : 2}"\`);
`;
const COUNT = `import { Param } from "@weightkit/sdk";
// Param.i32("commented", 1)
export const COUNT = Param.i32('count', -3);
`;
const PARAMETERS = {
  alpha: { min: 0.01, max: 1, scale: "log" },
  count: { min: -5, max: 5 },
  plain: {},
};

function project(parameters: object = PARAMETERS, logic = LOGIC): string {
  return miniProject(
    logic,
    { parameters },
    {
      "logic/count.ts": COUNT,
      [`${SDK}/index.ts`]: `${MINI_SDK[`${SDK}/index.ts`]}export * from "./assembly/param";\n`,
      [`${SDK}/assembly/param.ts`]: real("param.ts"),
      [`${SDK}/assembly/parameter-records.ts`]: real("parameter-records.ts"),
    },
  );
}

/** What the logic prints, which are not weights. */
async function printed(cwd: string, ...args: string[]): Promise<string> {
  return (await weightkit(["run", "--json", ...args], { cwd, stdin: "{}" })).stdout;
}

const wasmOf = (cwd: string, folder = "build"): Buffer =>
  readFileSync(join(cwd, folder, "mini.wasm"));

describe.each([[[]], [["--debug"]]])("a build with %j", (flags) => {
  test("has the values of the source, of weightkit.json, and of --param, in that order", async () => {
    const cwd = project({ ...PARAMETERS, count: { min: -5, max: 5, value: 4 } });
    const folder = flags.length === 0 ? "build" : "build/debug";
    expect((await weightkit(["build", ...flags], { cwd })).stderr).toBe("");
    expect(readParameters(wasmOf(cwd, folder))).toEqual([
      { name: "alpha", type: "f64", value: 0.1 },
      { name: "plain", type: "bool", value: 0 },
      { name: "count", type: "i32", value: 4 },
    ]);
    await weightkit(["build", ...flags, "--param", "alpha=0.5", "--param", "plain=true"], { cwd });
    expect(readParameters(wasmOf(cwd, folder)).map(({ value }) => value)).toEqual([0.5, 1, 4]);
  });

  test("patched bytes are the bytes of a build with those values", async () => {
    const cwd = project();
    const folder = flags.length === 0 ? "build" : "build/debug";
    await weightkit(["build", ...flags], { cwd });
    const plain = wasmOf(cwd, folder);
    // Zeros and whole numbers, which optimizers treat differently, too.
    for (const [alpha, count, bool] of [
      [0.5, 0, 1],
      [1, 5, 0],
      [0.30000000000000004, -5, 1],
    ] as const) {
      const given = [`alpha=${alpha}`, `count=${count}`, `plain=${bool === 1}`];
      await weightkit(["build", ...flags, ...given.flatMap((one) => ["--param", one])], { cwd });
      const values = new Map(Object.entries({ alpha, count, plain: bool }));
      expect(Buffer.from(withParameters(plain, values)).equals(wasmOf(cwd, folder))).toBe(true);
    }
  });
});

test("logic computes with the values that it was built or run with", async () => {
  const cwd = project();
  expect(await printed(cwd)).toContain("0.1 0.9 -3 2");
  const given = ["--param", "alpha=0.25", "--param", "plain=true"];
  expect(await printed(cwd, ...given)).toContain("0.25 0.75 -3 1");
});

test("a package with other values is verified from its sources; inspect names them", async () => {
  const cwd = project();
  await weightkit(["build", "--param", "alpha=0.5"], { cwd });
  expect((await weightkit(["verify"], { cwd })).code).toBe(0);
  const { stdout } = await weightkit(["inspect", "build/mini.wasm"], { cwd });
  expect(stdout).toContain("Parameters\n  alpha = 0.5\n  plain = false\n  count = -3\n");
  const bare = await weightkit(["run", "build/mini.wasm", "--param", "beta=1"], { cwd });
  expect(bare.stderr).toContain("WK150");
});

describe("what does not agree", () => {
  test.each<[string, object, string, string[], string]>([
    ["a name that is not declared", { alpah: {}, count: {}, plain: {} }, LOGIC, [], "WK211"],
    ["a declared name without a use", { ...PARAMETERS, beta: {} }, LOGIC, [], "WK150"],
    ["an unknown name", PARAMETERS, LOGIC, ["--param", "alhpa=1"], "WK150"],
    ["a value above the range", PARAMETERS, LOGIC, ["--param", "alpha=1.5"], "WK151"],
    ["a fraction for an i32", PARAMETERS, LOGIC, ["--param", "count=1.5"], "WK151"],
    ["a number for a bool", PARAMETERS, LOGIC, ["--param", "plain=2"], "WK151"],
    [
      "a value that is not listed",
      { ...PARAMETERS, alpha: { values: [1, 2] } },
      LOGIC,
      [],
      "WK151",
    ],
    ["a text", PARAMETERS, LOGIC, ["--param", "alpha=much"], "WK105"],
    [
      "a logarithmic scale from 0",
      { ...PARAMETERS, alpha: { min: 0, scale: "log" } },
      LOGIC,
      [],
      "WK126",
    ],
    ["a min above the max", { ...PARAMETERS, alpha: { min: 2, max: 1 } }, LOGIC, [], "WK126"],
    ["a value that is computed", PARAMETERS, LOGIC.replace("0.1)", "0.1 + 0.2)"), [], "WK212"],
    ["a name that is computed", PARAMETERS, LOGIC.replace('"alpha"', "name"), [], "WK212"],
    ["another type", PARAMETERS, LOGIC.replace("Param.f64", "Param.f32"), [], "WK212"],
    ["a bool with a number", PARAMETERS, LOGIC.replace("false", "0"), [], "WK212"],
    ["one name with two values", PARAMETERS, `${LOGIC}Param.f64("alpha", 0.2);\n`, [], "WK212"],
    [
      "another name for Param",
      PARAMETERS,
      LOGIC.replace("{ Param,", "{ Param as P, Param,"),
      [],
      "WK212",
    ],
  ])("%s", async (_, parameters, logic, args, code) => {
    const cwd = project(parameters, logic);
    const { code: exit, stdout, stderr } = await weightkit(["build", ...args], { cwd });
    expect(exit).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(code);
  });

  test("is reported at its place, with the nearest word", async () => {
    const cwd = project({ ...PARAMETERS, alpah: {}, alpha: undefined });
    const { stderr } = await weightkit(["build"], { cwd });
    expect(stderr).toContain("logic/weights.ts:3:15");
    expect(stderr).toContain('Did you mean "alpah"?');
    expect(stderr).toContain("Did you mean alpha?");
  });
});

test("another range is another build, other values in the file too", async () => {
  const cwd = project();
  const build = async (): Promise<boolean> => {
    const { stdout } = await weightkit(["build", "--json"], { cwd });
    return (JSON.parse(stdout) as { fresh: boolean }).fresh;
  };
  await build();
  expect(await build()).toBe(true);
  const parameters = { ...PARAMETERS, alpha: { value: 0.2 } };
  writeFileSync(join(cwd, "weightkit.json"), JSON.stringify({ name: "mini", parameters }));
  expect(await build()).toBe(false);
});
