// Compiles AssemblyScript, all in one process: stdin is a JSON list of {folder, entry, out, options}; what fails is printed
// on stderr and leaves no file. Entries under logic/ (templates, examples) are compiled as the CLI does, but for the level.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../../../..");

/** The CLI's own view of a project's files, bundled from its source. */
async function sourceHost() {
  const bundle = resolve(here, ".scratch/source-host.mjs");
  const source = resolve(root, "packages/cli/src/compiler/source-host.ts");
  const flags = ["--bundle", "--platform=node", "--format=esm", `--outfile=${bundle}`];
  spawnSync("npx", ["esbuild", source, ...flags], { cwd: root });
  return import(bundle);
}

const { SourceHost, LIBRARY_FOLDER } = await sourceHost();

async function compile({ folder, entry, out, options }) {
  let wasm = null;
  const args = [entry, "--outFile", "out.wasm", ...options, "--config", "none.json"];
  let host = {
    readFile(name) {
      try {
        return readFileSync(resolve(folder, name), "utf8");
      } catch {
        return null;
      }
    },
    listFiles: () => [],
  };
  if (entry.startsWith("logic/")) {
    const project = new SourceHost(folder, { target: "blockless", payloadBytes: 1 << 20 });
    host = {
      readFile: (name, base) => project.readFile(name, base),
      listFiles: (name) => project.listFiles(name),
    };
    args.push("--lib", LIBRARY_FOLDER, "--use", "abort=weightkit_abort");
    args.push("--exportStart", "_start", "--runtime", "stub");
  }
  const writeFile = (name, contents) => {
    if (name === "out.wasm") wasm = contents;
  };
  const result = await asc.main(args, { ...host, writeFile });
  if (result.error !== null || wasm === null)
    console.error(`left out: ${folder}/${entry} ${options.join(" ")}\n${result.stderr.toString()}`);
  else writeFileSync(out, wasm);
}

for (const job of JSON.parse(readFileSync(0, "utf8"))) await compile(job);
