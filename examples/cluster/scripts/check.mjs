// Runs the examples of this folder on a small search, each in a separate folder, and compares every result with that of one machine.
// What cannot run here is validated as far as possible, and named as skipped. Exits with 1 when anything differs.
//   node scripts/check.mjs

import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL("../", import.meta.url));
const BIN = fileURLToPath(new URL("../../../packages/cli/bin/weightkit.js", import.meta.url));
const PROJECT = fileURLToPath(new URL("../../../templates/ema-absolute-error", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "weightkit-cluster-"));
const path = join(work, "bin");
let failed = false;

function run(command, args, options = {}) {
  const env = { ...process.env, PATH: `${path}:${process.env.PATH}`, ...options.env };
  return execFileSync(command, args, {
    ...options,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const has = (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

function check(what, action) {
  try {
    const skipped = action();
    console.log(skipped === undefined ? `passed   ${what}` : `skipped  ${what}: ${skipped}`);
  } catch (error) {
    failed = true;
    console.log(`FAILED   ${what}: ${error.stderr || error.message}`);
  }
}

function same(found, wanted) {
  if (found !== wanted) throw new Error("another result than on one machine");
}

function folder(name) {
  const made = join(work, name);
  mkdirSync(made);
  return made;
}

/** The block of a YAML file that follows `key`, without its indentation. */
const lineOf = (text, pattern) => {
  const [, found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`there is no line ${pattern}`);
  return found;
};

try {
  mkdirSync(path);
  // A program `weightkit` for the scripts, as an installation has it.
  writeFileSync(join(path, "weightkit"), `#!/bin/sh\nexec ${process.execPath} ${BIN} "$@"\n`);
  chmodSync(join(path, "weightkit"), 0o755);
  const alone = (args, name) =>
    run("weightkit", ["sweep", PROJECT, ...args, "--json", "--store", join(work, name)]);
  const whole = alone([], "alone");

  check("parallel.sh", () => {
    if (!has("parallel")) return "GNU parallel is not installed (Debian: apt-get install parallel)";
    const store = join(folder("parallel"), "store");
    run("bash", [join(HERE, "parallel.sh"), PROJECT, store, "3"]);
    // A second time all jobs are in the log.
    run("bash", [join(HERE, "parallel.sh"), PROJECT, store, "3"]);
    same(run("weightkit", ["merge", store, "--json"]), whole);
  });

  check("Snakefile", () => {
    if (!has("snakemake")) return "Snakemake is not installed (PyPI: pip install snakemake)";
    const cwd = folder("snakemake");
    const args = ["--snakefile", join(HERE, "Snakefile"), "--cores", "2", "--quiet", "all"];
    run("snakemake", [...args, "--config", `project=${PROJECT}`, "shards=2"], { cwd });
    const wanted = alone(["--method", "halving", "--sets", "27"], "halving");
    same(readFileSync(join(cwd, "result.json"), "utf8"), wanted);
  });

  check("slurm.sh, each task as the array would start it", () => {
    const store = join(folder("slurm"), "store");
    for (const task of [5, 6, 7]) {
      const env = {
        SLURM_ARRAY_TASK_ID: String(task),
        SLURM_ARRAY_TASK_MIN: "5",
        SLURM_ARRAY_TASK_COUNT: "3",
      };
      run("bash", [join(HERE, "slurm.sh"), PROJECT, store], { env });
    }
    same(run("weightkit", ["merge", store, "--json"]), whole);
  });
  check("slurm.sh by Slurm", () => (has("sbatch") ? undefined : "Slurm is not installed"));

  const job = readFileSync(join(HERE, "kubernetes.yaml"), "utf8");
  check("kubernetes.yaml, each index as the Job would start it", () => {
    const store = join(folder("kubernetes"), "store");
    const command = lineOf(job, /- (exec weightkit .*)/)
      .replace("/work/project", PROJECT)
      .replace("/work/store", store)
      .replace("/32", "/4");
    for (const index of [0, 1, 2, 3]) {
      run("/bin/sh", ["-ec", command], { env: { JOB_COMPLETION_INDEX: String(index) } });
    }
    same(run("weightkit", ["merge", store, "--json"]), whole);
  });
  check("kubernetes.yaml against the schema", () => {
    const file = join(HERE, "kubernetes.yaml");
    // The Python package brings the schemas with it; the other one loads them.
    if (has("kubernetes-validate")) run("kubernetes-validate", ["--strict", file]);
    else if (has("kubeconform")) run("kubeconform", ["-strict", file]);
    else return "neither kubernetes-validate (PyPI) nor kubeconform is installed";
    return undefined;
  });

  const workflow = readFileSync(join(HERE, "github-matrix.yml"), "utf8");
  check("github-matrix.yml, each job's command", () => {
    const cwd = folder("github");
    const command = lineOf(workflow, /run: npx (weightkit sweep .*)/);
    const shards = JSON.parse(lineOf(workflow, /shard: (\[.*\])/));
    for (const shard of shards) {
      const own = command
        .replace("${{ matrix.shard }}", String(shard))
        .replace("sweep", `sweep ${PROJECT}`)
        .replace("--store store", `--store shards/shard-${shard}`);
      run("/bin/sh", ["-ec", own], { cwd });
    }
    run("/bin/sh", ["-ec", lineOf(workflow, /run: npx (weightkit merge .*)/)], { cwd });
    same(readFileSync(join(cwd, "sweep.json"), "utf8"), whole);
  });
  check("github-matrix.yml against the schema", () => {
    if (!has("actionlint")) return "actionlint is not installed";
    run("actionlint", [join(HERE, "github-matrix.yml")]);
    return undefined;
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
