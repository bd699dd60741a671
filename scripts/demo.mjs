// The product end to end, in a temporary folder: a scaffolded project, the example's history, a build, a replay.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const command = join(root, "packages/cli/bin/weightkit.js");
const folder = mkdtempSync(join(tmpdir(), "weightkit-demo-"));
process.on("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command of ours as a user would and shows it; ends the demo when it fails. */
function weightkit(cwd, ...args) {
  console.log(`\n$ weightkit ${args.join(" ")}`);
  const { status } = spawnSync(process.execPath, [command, ...args], { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

weightkit(folder, "new", "sf-traffic", "--template", "ema-absolute-error");
const project = join(folder, "sf-traffic");
console.log("\n$ cp -r examples/sf-traffic/history sf-traffic/");
cpSync(join(root, "examples/sf-traffic/history"), join(project, "history"), { recursive: true });
console.log("\n$ cd sf-traffic");
weightkit(project, "build");
weightkit(project, "replay");
