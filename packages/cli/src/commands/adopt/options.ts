import type { Argument } from "../../core/command.js";
import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import { consentOption } from "../../settings/consent-option.js";

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
      consentOption,
    ],
  },
  outputGroup,
] as const;

export type AdoptValues = Values<typeof adoptArguments, typeof adoptOptions>;
