import { defineCommand } from "../../core/define.js";
import { buildOptions } from "./options.js";

export const build = defineCommand({
  name: "build",
  group: "Run",
  summary: "compile the weight logic to a package that a node can run",
  description:
    "Compiles the project's entry with AssemblyScript and packs it: build/NAME.wasm (with its source map and function names in files next to it), build/manifest.json, build/NAME.tar.gz and, for IPFS, both as build/NAME.car. The same sources give the same bytes, whatever the folder or system; the function id is a hash of them. An unchanged project is not compiled again.\n\nIf the project names a WASM from another toolchain, that WASM is packed. The project's buildCommand runs first, but only with --yes, or after you answer yes on a terminal.\n\nNo asconfig.json or npm script is needed or read.",
  args: [],
  options: buildOptions,
  examples: [
    { command: "weightkit build", explains: "build the project around this folder" },
    {
      command: "weightkit build --debug --json",
      explains: "make a debug build and print the result as JSON",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runBuild(values, context),
});
