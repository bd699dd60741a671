import { defineCommand } from "../../core/define.js";
import { packageArguments, packageOptions } from "./options.js";

export const packageWasm = defineCommand({
  name: "package",
  group: "Ship",
  summary: "wrap a WASM from any toolchain in a package that a node can run",
  description:
    "Checks a WASM as a node would, whatever made it (Rust, Go, C, AssemblyScript), and writes the package: manifest.json, NAME.tar.gz and, for IPFS, both as NAME.car. The same WASM and options give the same bytes and the same function id, on any system. A project needs none of this: `weightkit build` packs it.",
  args: packageArguments,
  options: packageOptions,
  examples: [
    {
      command: "weightkit package target/wasm32-wasip1/release/weights.wasm",
      explains: "pack what cargo has built",
    },
    {
      command: "weightkit package weights.wasm --permission https://data.example/ -o out",
      explains: "pack logic that requests truth, to another folder",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runPackage(values, context),
});
