import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";

const exit = ExitCode.usage;

/** Adopting a Blockless function's project: WK160 to WK164. */
export const adoptErrors = {
  badBlsToml: descriptor<{ reason: string }>({
    code: "WK160",
    exit,
    title: "Invalid bls.toml",
    message: ({ reason }) => `bls.toml cannot be used: ${reason}`,
    hint: () => "Fix it so that `bls function build` reads it too; nothing was written",
  }),
  nothingToAdopt: descriptor<{ directory: string }>({
    code: "WK161",
    exit,
    title: "No Blockless function",
    message: ({ directory }) => `${directory} has no bls.toml`,
    hint: () =>
      "Give the folder of a Blockless function. A WASM alone needs no project: `weightkit replay FILE.wasm`, `weightkit package FILE.wasm`",
  }),
  adoptedAlready: descriptor<{ directory: string }>({
    code: "WK162",
    exit,
    title: "Project already adopted",
    message: ({ directory }) => `${directory} has a weightkit.json; nothing was written`,
    hint: () =>
      "Use it as it is: weightkit build, weightkit check, weightkit replay. Remove weightkit.json to adopt the project again",
  }),
  notBuilt: descriptor<{ file: string; wasm: string | null; command: string | null }>({
    code: "WK163",
    exit,
    title: "Function not built",
    message: ({ file, wasm, command }) =>
      wasm === null
        ? `${file} does not name the WASM that its build command writes`
        : `${wasm} does not exist, and ${command === null ? `${file} has no build command` : "its build command was not run"}`,
    hint: ({ file, wasm, command }) =>
      wasm === null
        ? `Set dir and entry under [build_release] in ${file}`
        : command === null
          ? `Build ${wasm} first`
          : `Build it first, or add --yes to run the command once you have read it: ${command}`,
  }),
  buildFailed: descriptor<{ command: string; reason: string }>({
    code: "WK164",
    exit: ExitCode.compile,
    title: "Failed build command",
    message: ({ command, reason }) => `The build command failed: ${command} ${reason}`,
    hint: () => "Read what it printed above; nothing was written",
  }),
} as const;
