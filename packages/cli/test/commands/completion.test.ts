import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { optionsOf } from "../../src/core/command.js";
import { helpOption } from "../../src/core/common-options.js";
import { commands } from "../../src/commands/table.js";
import { installCommand } from "../../../../test/support/compiled/command.mjs";
import { writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

// Inside the repository, where the command finds its packages.
const commandFolder = fileURLToPath(new URL("../../../../.weightkit/tests/bin", import.meta.url));
let served: Record<string, string> = {};
beforeAll(async () => {
  served = await installCommand(commandFolder);
});

const WORKER = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const OTHER = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";

/** A project whose history has two topics, two workers and a name that a shell would act on. */
function project(): string {
  const cwd = temporaryFolder();
  writeAll(cwd, {
    "weightkit.json": JSON.stringify({
      name: "named",
      history: { inferences: "i.csv", workers: "w.csv" },
    }),
    "i.csv": `topic,timestamp,worker,value\n7,1700006400,${WORKER},1\n12,1700006400,${OTHER},2\n`,
    "w.csv": `worker,name\n${WORKER},first one\n${OTHER},$(touch made)\n`,
  });
  return cwd;
}

async function script(shell: string): Promise<string> {
  const { code, stdout, stderr } = await weightkit(["completion", shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

function installed(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

/** What bash offers for the last of these words, which it has split as it does: an equals sign is a word. */
async function offered(words: readonly string[], cwd = temporaryFolder()): Promise<string[]> {
  const path = `${commandFolder}${delimiter}${process.env["PATH"] ?? ""}`;
  const quoted = ["weightkit", ...words].map((word) => `'${word}'`).join(" ");
  const ask = `COMP_WORDS=(${quoted})
COMP_CWORD=${words.length}
_weightkit
[ \${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"
`;
  const options = {
    cwd,
    input: `${await script("bash")}${ask}`,
    encoding: "utf8" as const,
    env: { ...process.env, ...served, PATH: path },
  };
  const { status, stdout, stderr } = spawnSync("bash", ["--norc"], options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.split("\n").filter((line) => line !== "");
}

describe("bash completes", () => {
  beforeEach(({ skip }) => {
    skip(!installed("bash"), "there is no bash");
  });

  test.each([
    ["commands", ["re"], ["replay", "record"]],
    ["families of commands", ["hist"], ["history"]],
    ["their members", ["history", "s"], ["summary", "simulate"]],
    ["what help explains", ["help", "pub"], ["publish"]],
    ["options", ["replay", "--value"], ["--value-kind", "--value-scale"]],
    [
      "options of a member",
      ["history", "convert", "--t"],
      ["--truth", "--topic", "--texts", "--to"],
    ],
    ["values that are one of a few", ["replay", "--profile", ""], ["chain", "seed"]],
    ["values after an equals sign", ["run", "--engine", "=", "w"], ["wasmtime"]],
    ["values that begin there", ["run", "--engine", "="], ["v8", "wasmtime", "bls-runtime", "b7s"]],
    ["arguments that are one of a few", ["completion", ""], ["bash", "zsh", "fish"]],
    ["nothing where only the user knows", ["replay", "--late", ""], []],
    ["templates", ["new", "--template", "mul"], ["multiplicative-weights"]],
    [
      "codes",
      ["explain", "WK50"],
      "WK500 WK501 WK502 WK503 WK504 WK505 WK506 WK507 WK508 WK509".split(" "),
    ],
    ["properties", ["check", "--property", "=", "worker"], ["worker-order"]],
    ["adversaries", ["attack", "--adversary", "three"], ["three-names"]],
    ["no option of another command", ["build", "--payload"], []],
  ])("%s", async (_, words, expected) => {
    expect((await offered(words)).sort()).toEqual([...expected].sort());
  });

  test("topics and workers of the project's history, with nothing of a name run", async () => {
    const cwd = project();
    expect(await offered(["replay", "--topic", ""], cwd)).toEqual(["7", "12"]);
    expect(await offered(["replay", "--turned", "f"], cwd)).toEqual(["first\\ one"]);
    expect(await offered(["replay", "--turned", ""], cwd)).toEqual([
      ...["first\\ one", "\\$\\(touch\\ made\\)", WORKER, OTHER],
    ]);
    expect(await offered(["history", "oracle", "allo1p"], cwd)).toEqual([OTHER]);
    expect(existsSync(join(cwd, "made"))).toBe(false);
    expect(await offered(["replay", "--topic", ""])).toEqual([]);
  });

  test("files and folders, with spaces in their names", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "my folder"));
    writeFileSync(join(cwd, "my file.csv"), "");
    expect((await offered(["replay", "-i", "my"], cwd)).sort()).toEqual([
      "my file.csv",
      "my folder",
    ]);
    expect(await offered(["replay", "--csv", "my"], cwd)).toEqual(["my folder"]);
    expect((await offered(["replay", "my"], cwd)).sort()).toEqual(["my file.csv", "my folder"]);
    expect(await offered(["new", "my"], cwd)).toEqual([]);
  });
});

test.each(["bash", "zsh", "fish"])("%s: every command and every option is in it", async (shell) => {
  const text = await script(shell);
  for (const command of commands) {
    expect(text).toContain(command.name);
    for (const { name } of [...optionsOf(command), helpOption]) {
      expect(text).toContain(shell === "fish" ? `-l ${name} ` : `--${name}`);
    }
  }
});

for (const shell of ["bash", "zsh", "fish"]) {
  if (!installed(shell)) process.emitWarning(`skipping ${shell}'s own check: it is not installed`);
}

test.for(["bash", "zsh", "fish"])("%s finds no fault in it", async (shell, { skip }) => {
  skip(!installed(shell), `there is no ${shell}`);
  const { status, stderr } = spawnSync(shell, ["-n"], { input: await script(shell) });
  expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: "" });
});

test("names, one a line, and none outside a project or of a history that cannot be read", async () => {
  const names = async (kind: string, cwd: string) =>
    weightkit(["completion", "--names", kind], { cwd });
  const quiet = { code: 0, stderr: "" };
  expect(await names("topics", project())).toEqual({ ...quiet, stdout: "7\n12\n" });
  expect((await names("templates", project())).stdout.split("\n")).toContain("ema-absolute-error");
  expect(await names("topics", temporaryFolder())).toEqual({ ...quiet, stdout: "" });
  const broken = project();
  writeFileSync(join(broken, "i.csv"), "nonsense\n");
  expect(await names("workers", broken)).toEqual({ ...quiet, stdout: "" });
});

test("without a shell there is an example", async () => {
  const { code, stderr } = await weightkit(["completion"]);
  expect(code).toBe(3);
  expect(stderr).toContain("error WK106");
});

test("zsh and fish ask for names in the same way", async () => {
  expect(await script("zsh")).toContain(":WORKER=bad@TIME:{_weightkit_names workers}");
  expect(await script("fish")).toContain(
    "-l topic -x -a '(weightkit completion --names topics 2>/dev/null)'",
  );
});

test("an unknown shell is refused, with the one that was meant", async () => {
  const { code, stderr } = await weightkit(["completion", "bsh"]);
  expect(code).toBe(3);
  expect(stderr).toContain('error WK113: SHELL cannot be "bsh"');
  expect(stderr).toContain("Did you mean bash?");
});
