import { ExitCode, exitCodeOf } from "@weightkit/testkit/errors/exit-code";
import { jsonOption, type Command } from "./command.js";
import { limitOptions, seedOption, truthOptions } from "./run-options.js";

export const profile: Command = {
  name: "profile",
  group: "Run",
  summary: "run one round and show which functions and lines its fuel goes to",
  description:
    "Runs the weight logic once on a payload, as `weightkit run` does, and counts where each unit of fuel goes: by function, with and without what it calls, and, when the WASM has a source map beside it, by source line. The counts are exact and add up to the run's fuel; a run that fails is shown up to where it failed.\n\nA project is profiled as it is released: optimized code has inlined functions, whose lines are still told apart.\n\n--speedscope writes a file for https://www.speedscope.app, --collapsed one for flamegraph.pl and its kin.",
  args: [
    {
      name: "PATH",
      summary: "a project's folder, a package or a .wasm (default: the project around here)",
      required: false,
    },
  ],
  options: [
    {
      name: "payload",
      kind: "text",
      value: "FILE",
      summary: "the payload (default: standard input)",
      example: "--payload payload.json",
    },
    {
      name: "truth",
      short: "t",
      kind: "text",
      value: "FILE",
      summary: "ground truth: CSV with timestamp,value,available_at (default: the project's)",
      example: "--truth history/truth.csv",
    },
    {
      name: "block-time",
      kind: "integer",
      value: "SECONDS",
      summary: "UNIX seconds that the logic's clock shows and that truth is known by",
      example: "--block-time 1700010000",
    },
    {
      name: "top",
      kind: "integer",
      value: "N",
      minimum: 1,
      summary: "rows that each table shows (default: 15)",
      example: "--top 40",
    },
    {
      name: "speedscope",
      kind: "text",
      value: "FILE",
      summary: "write the tree of calls as Speedscope JSON",
      example: "--speedscope fuel.speedscope.json",
    },
    {
      name: "collapsed",
      kind: "text",
      value: "FILE",
      summary: "write the tree of calls as collapsed stacks",
      example: "--collapsed fuel.txt",
    },
    ...truthOptions,
    ...limitOptions,
    seedOption,
    jsonOption,
  ],
  examples: [
    { command: "weightkit profile --payload payload.json", explains: "profile the project" },
    {
      command: "weightkit profile logic.wasm --payload payload.json --speedscope fuel.json",
      explains: "profile a bare WASM and look at it as a flame graph",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { loadTarget } = await import("../target/target.js");
    const { runRound } = await import("../target/run-round.js");
    const { profileFiles, profileOutput } = await import("../ui/profile-output.js");
    const { renderFailure } = await import("../ui/render-failure.js");
    const { writeFiles } = await import("../files/write.js");
    const target = await loadTarget(input.args[0], { ui, cwd });
    const { outcome, failure } = await runRound(input, target, { ui, cwd, profile: true });
    ui.guest(outcome.stderr);
    if (failure !== null) ui.note(renderFailure(failure, ui.err).trimEnd());
    if (outcome.profile !== undefined) {
      ui.result(profileOutput(outcome.profile, target.logic, input, ui));
      const files = profileFiles(outcome.profile, target.logic, input);
      writeFiles(cwd, files);
      for (const { name } of files) ui.note(`wrote ${name}`);
    }
    return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
  },
};
