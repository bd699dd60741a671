import type { Argument } from "../../core/command.js";
import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import { cidProfileOption } from "../../settings/cid-option.js";
import { limitOptions } from "../../settings/run-options.js";

export const packageArguments = [
  { name: "FILE", summary: "the WASM", required: true },
] as const satisfies readonly Argument[];

const [fuelOption, memoryOption] = limitOptions;

export const packageOptions = [
  {
    title: "Package",
    options: [
      {
        name: "output",
        short: "o",
        kind: "text",
        value: "DIR",
        default: "build",
        summary: "folder to write to",
        example: "--output out",
      },
      {
        name: "name",
        kind: "text",
        value: "NAME",
        summary: "the function's name, and that of the WASM in the archive",
        example: "--name weights",
        otherwise: "the file's",
      },
      {
        name: "description",
        kind: "text",
        value: "TEXT",
        default: "",
        summary: "description in the manifest",
        example: "--description 'Delays on the 101'",
      },
      {
        name: "permission",
        kind: "text",
        value: "PREFIX",
        multiple: true,
        summary: "URL prefix that the logic may request",
        example: "--permission https://data.example/",
      },
      {
        name: "wasi-stdin",
        kind: "flag",
        summary: "give the payload on WASI's stdin too, where the manifest is run; b7s never does",
        example: "--wasi-stdin",
      },
      cidProfileOption,
      fuelOption,
      memoryOption,
    ],
  },
  outputGroup,
] as const;

export type PackageValues = Values<typeof packageArguments, typeof packageOptions>;
