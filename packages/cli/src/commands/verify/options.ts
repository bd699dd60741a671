import { outputGroup } from "../../core/common-options.js";
import { cidProfileOption } from "../../settings/cid-option.js";
import { consentOption } from "../../settings/consent-option.js";
import type { Argument } from "../../core/command.js";
import type { Values } from "../../core/define.js";

export const verifyArguments = [
  {
    name: "PATH",
    summary:
      "a project's folder, or a package's folder or manifest.json (default: the project around this folder)",
    required: false,
  },
] as const satisfies readonly Argument[];

export const verifyOptions = [
  {
    title: "Package",
    options: [
      {
        name: "function-id",
        kind: "text",
        value: "CID",
        summary: "the function id that it must have, e.g. that of a topic's weight logic on chain",
        example: "--function-id bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm",
      },
      {
        name: "source",
        kind: "text",
        value: "SOURCE",
        summary:
          "compile the project in this folder, rev:REVISION of the project here, or URL@REVISION of a git repository, and compare PATH with it byte by byte; PATH may then be a function id alone",
        example: "--source rev:v1.2",
      },
      consentOption,
      cidProfileOption,
    ],
  },
  outputGroup,
] as const;

export type VerifyValues = Values<typeof verifyArguments, typeof verifyOptions>;
