// Does what a user of the published packages does: packs the three, installs them into an empty folder, scaffolds a
// project there, builds it, runs its test and replays its history. Needs the registry for their dependencies.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "weightkit-pack-"));
process.on("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program, shows the line, and ends this script when it fails. */
function run(cwd, program, ...args) {
  console.log(`$ ${[program, ...args].join(" ")}`);
  try {
    return execFileSync(program, args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      shell: process.platform === "win32",
    });
  } catch (error) {
    process.stdout.write(error.stdout ?? "");
    console.error(`pack test failed: ${program} ${args.join(" ")}`);
    process.exit(1);
  }
}

/** Fails unless `text` holds `wanted`. */
function expect(text, wanted, what) {
  if (text.includes(wanted)) return;
  console.error(`pack test failed: ${what} lacks ${JSON.stringify(wanted)}:\n${text}`);
  process.exit(1);
}

const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const tarballs = ["sdk", "testkit", "cli"].map((name) => {
  run(join(root, "packages", name), "npm", "pack", "--silent", "--pack-destination", folder);
  const file = readdirSync(folder).find((entry) => entry.startsWith(`weightkit-${name}-`));
  return join(folder, file ?? "");
});
for (const [index, tarball] of tarballs.entries()) {
  run(root, "npx", "--no-install", "publint", "--strict", tarball);
  // The SDK is AssemblyScript source: its types are not resolved as TypeScript's are.
  if (index > 0)
    run(root, "npx", "--no-install", "attw", tarball, "--profile", "esm-only", "--quiet");
  // By its name alone: to some programs called tar, a colon after a drive's letter ends a host's name.
  const list = run(folder, "tar", "-tzf", basename(tarball));
  for (const file of ["README.md", "LICENSE", "package.json"])
    expect(list, `package/${file}\n`, tarball);
  if (tarball.includes("testkit"))
    expect(list, "package/dist/bundled/replay/topic-job.js\n", tarball);
  if (/^package\/test\/|\/node_modules\/|\.tsbuildinfo/m.test(list)) {
    console.error(`pack test failed: ${tarball} holds what users do not need:\n${list}`);
    process.exit(1);
  }
}
const home = join(folder, "home");
mkdirSync(home);
writeFileSync(join(home, "package.json"), '{ "private": true, "type": "module" }\n');
run(
  home,
  "npm",
  "install",
  "--no-audit",
  "--no-fund",
  ...tarballs,
  `vitest@${devDependencies.vitest}`,
);

run(home, "npx", "--no-install", "weightkit", "new", "packed-topic");
const project = join(home, "packed-topic");
const dependencies = readFileSync(join(project, "package.json"), "utf8");
expect(dependencies, '"@weightkit/testkit": "^', "the scaffolded package.json");
expect(readdirSync(project).join(" "), ".gitignore", "the scaffolded folder");
expect(
  run(project, "npx", "--no-install", "weightkit", "build"),
  "packed-topic built",
  "the build",
);
expect(run(project, "npx", "--no-install", "vitest", "run"), "passed", "the project's test");
const table = run(project, "npx", "--no-install", "weightkit", "replay");
expect(table, "equal mean", "the replay's table");
const json = JSON.parse(run(project, "npx", "--no-install", "weightkit", "replay", "--json"));
if (json.topics[0].rounds.failed !== 0) {
  console.error("pack test failed: rounds failed");
  process.exit(1);
}
console.log(table);
console.log("pack test passed");
