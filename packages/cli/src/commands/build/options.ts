import { outputGroup } from "../../core/common-options.js";
import type { OptionValues } from "../../core/define.js";
import { cidProfileOption } from "../../settings/cid-option.js";
import { consentOption } from "../../settings/consent-option.js";
import { paramOption } from "../../settings/parameters.js";
import { projectOption } from "../../settings/project-options.js";

export const buildOptions = [
  {
    title: "Build",
    options: [
      projectOption,
      paramOption,
      {
        name: "debug",
        kind: "flag",
        // WEIGHTKIT_DEBUG asks for stack traces of weightkit itself.
        env: "WEIGHTKIT_DEBUG_BUILD",
        summary:
          "compile without optimization and with function names, to build/debug, for readable traces",
        example: "--debug",
      },
      {
        name: "wat",
        kind: "flag",
        summary: "write build/NAME.wat too: the module as WebAssembly text, with function names",
        example: "--wat",
      },
      consentOption,
      cidProfileOption,
      {
        name: "force",
        kind: "flag",
        summary: "compile even when nothing has changed",
        example: "--force",
      },
    ],
  },
  outputGroup,
] as const;

export type BuildValues = OptionValues<typeof buildOptions>;
