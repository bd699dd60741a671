import type { Argument } from "../../core/command.js";
import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";

export const adoptArguments = [
  { name: "DIR", summary: "the folder with bls.toml (default: this folder)", required: false },
] as const satisfies readonly Argument[];

export const adoptOptions = [
  {
    title: "Build",
    options: [
      {
        name: "as-built",
        kind: "flag",
        summary: "pack the WASM of the project's own build command, in AssemblyScript too",
        example: "--as-built",
      },
      {
        name: "yes",
        short: "y",
        kind: "flag",
        summary: "run the build command of bls.toml without asking",
        example: "--yes",
      },
    ],
  },
  outputGroup,
] as const;

export type AdoptValues = Values<typeof adoptArguments, typeof adoptOptions>;
