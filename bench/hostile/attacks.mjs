// Attacks on the resources of commands, each in a separate process: exit, code, processor time and memory, against the bars.
//
//   node bench/hostile/attacks.mjs [--only TEXT] [--json] [--table]

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { attacksOnCommands } from "./rows.mjs";

const CLI = fileURLToPath(new URL("../../packages/cli/bin/weightkit.js", import.meta.url));
const USAGE = new URL("usage.mjs", import.meta.url).href;
/** Memory that no attack may reach, MiB, unless its row states another bar. */
const MEMORY = 1024;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    table: { type: "boolean", default: false },
  },
});

const folder = mkdtempSync(join(tmpdir(), "weightkit-hostile-"));
const results = [];
try {
  for (const row of await attacksOnCommands(folder)) {
    if (!row.name.includes(values.only)) continue;
    const result = attempt(row);
    results.push(result);
    if (!values.json && !values.table) console.log(lineOf(result));
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (values.json) console.log(JSON.stringify(results));
if (values.table) for (const line of tableOf(results)) console.log(line);
const failed = results.filter(({ fault }) => fault !== null);
for (const { name, fault } of failed) console.error(`FAILED: ${name}: ${fault}`);
if (failed.length > 0) process.exitCode = 1;

/**
 * Runs one attack. `row.code` is what must be reported (null: exit 0), `row.seconds` the processor time that it may take, `row.mebibytes`
 * the memory, `row.holds` what else must be true of stdout.
 */
function attempt(row) {
  const { name, args, code, seconds, shell = "", mebibytes = MEMORY, holds = () => true } = row;
  const usage = join(folder, "usage.json");
  rmSync(usage, { force: true });
  const before = performance.now();
  // A shell puts an endless input before the command, where there is one.
  const command = `${shell} exec "$0" "$@"`;
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", command, process.execPath, "--import", USAGE, CLI, ...args],
    {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      timeout: 300_000,
      env: { ...process.env, WEIGHTKIT_BENCH_USAGE: usage },
    },
  );
  const wall = (performance.now() - before) / 1000;
  const used = existsSync(usage) ? JSON.parse(readFileSync(usage, "utf8")) : null;
  const all = `${stdout}${stderr}`;
  const cpu = used === null ? NaN : used.cpu / 1000;
  const memory = used === null ? NaN : Math.round(used.kibibytes / 1024);
  const fault = faultOf();
  return { name, code: code ?? "exit 0", cpu, seconds, wall, memory, mebibytes, fault };

  function faultOf() {
    if (used === null) return `ended without its exit handlers: status ${status}`;
    if (all.includes("WK900")) return "WK900";
    if (code === null && status !== 0) return `exit ${status}: ${stderr.slice(0, 300)}`;
    if (code !== null && (status === 0 || !all.includes(code))) return `no ${code}: exit ${status}`;
    if (!holds(stdout)) return "what it has to keep was lost";
    if (cpu > seconds) return `${cpu.toFixed(1)} s, bar ${seconds} s`;
    if (memory > mebibytes) return `${memory} MiB, bar ${mebibytes} MiB`;
    return null;
  }
}

function lineOf({ name, code, cpu, seconds, wall, memory, mebibytes, fault }) {
  return [
    `${name.padEnd(62)} ${code.padEnd(7)}`,
    `${cpu.toFixed(1).padStart(6)} s of ${seconds}`.padEnd(16),
    `${wall.toFixed(1).padStart(6)} s waited`,
    `${String(memory).padStart(6)} MiB of ${mebibytes}`,
    fault === null ? "" : `FAILED ${fault}`,
  ].join("  ");
}

function* tableOf(rows) {
  yield "| attack | reported by | processor time (bar) | memory (bar) |";
  yield "| --- | --- | ---: | ---: |";
  for (const { name, code, cpu, seconds, memory, mebibytes } of rows)
    yield `| ${name} | ${code} | ${cpu.toFixed(1)} s (${seconds}) | ${memory} MiB (${mebibytes}) |`;
}
