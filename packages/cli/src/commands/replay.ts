import { jsonOption, type Command } from "./command.js";
import { historyOptions, topicOption, workersOption } from "./history-options.js";
import { commandLine } from "./command-line.js";
import {
  debugOption,
  engineOptions,
  httpOptions,
  limitOptions,
  seedOption,
  truthOptions,
} from "./run-options.js";

export const replay: Command = {
  name: "replay",
  group: "Run",
  summary: "run history through the logic, round by round, and measure what comes out",
  description:
    "Replays recorded inferences as the chain would: sets are committed at their timestamps, a round runs once a weight cadence on the inferences since the last one, and what it prints becomes the stored weights. Ground truth is seen from its available_at on, never before.\n\nIt then compares the weighted combination with the equal-weight mean and the median of the same inferences, always with the weights that stood before those inferences were made.\n\nPATH is a project (built first when it has changed), a package, or a bare .wasm from any language.",
  args: [
    {
      name: "PATH",
      summary: "a project's folder, a package or a .wasm (default: the project around here)",
      required: false,
    },
  ],
  options: [
    ...historyOptions,
    topicOption,
    workersOption,
    {
      name: "inference-cadence",
      kind: "integer",
      value: "SECONDS",
      minimum: 1,
      summary: "seconds between two sets of inferences (default: the project's topic)",
      example: "--inference-cadence 3600",
    },
    {
      name: "weight-cadence",
      kind: "integer",
      value: "SECONDS",
      minimum: 1,
      summary: "seconds between two rounds (default: the project's topic)",
      example: "--weight-cadence 7200",
    },
    {
      name: "value-scale",
      kind: "integer",
      value: "N",
      minimum: 1,
      summary:
        "what values are multiplied by before the chain rounds them to whole numbers (default: the project's, else 1)",
      example: "--value-scale 1000",
    },
    {
      name: "profile",
      kind: "choice",
      value: "HOST",
      choices: ["chain", "seed"],
      summary:
        "whose payload the logic gets: the chain's, or the seed document's (values as texts, uniform first weights, all rows, truth inside)",
      example: "--profile seed",
    },
    {
      name: "texts",
      kind: "flag",
      summary: "take values as texts (labels, vectors, probabilities), for --profile seed",
      example: "--texts",
    },
    {
      name: "shuffle-reputers",
      kind: "flag",
      summary:
        "mix the reputers' rows in another order each round, as the chain may: shows whether the logic depends on it",
      example: "--shuffle-reputers",
    },
    ...truthOptions,
    ...httpOptions,
    ...limitOptions,
    ...engineOptions,
    seedOption,
    debugOption,
    {
      name: "html",
      kind: "text",
      value: "FILE",
      summary: "write a report as one self-contained page",
      example: "--html report.html",
    },
    {
      name: "csv",
      kind: "text",
      value: "DIR",
      summary: "write every series (sets, inferences, rounds, weights, rewards, workers) as CSV",
      example: "--csv results",
    },
    {
      name: "junit",
      kind: "text",
      value: "FILE",
      summary: "write failed rounds as JUnit XML, for CI",
      example: "--junit replay.xml",
    },
    {
      name: "github",
      kind: "flag",
      summary: "tell failed rounds as GitHub Actions annotations too, on stderr",
      example: "--github",
    },
    jsonOption,
  ],
  examples: [
    { command: "weightkit replay", explains: "replay the project's own history" },
    {
      command:
        "weightkit replay --inferences inferences.csv --truth truth.csv --inference-cadence 604800 --weight-cadence 1209600",
      explains: "replay weekly data with two-week rounds",
    },
    {
      command:
        "weightkit replay logic.wasm -i inferences.csv -t truth.csv --inference-cadence 3600 --weight-cadence 7200 --truth-url 'https://data.example/{timestamp}' --truth-pointer /value --json",
      explains: "replay a WASM from any language and get the result as JSON",
    },
  ],
  run: async (input, { ui, cwd, argv }) => {
    const { loadTarget } = await import("../target/target.js");
    const { replaySettings } = await import("../target/replay-settings.js");
    const { runReplay } = await import("../target/replay-topics.js");
    const { annotations, ReplayReports } = await import("../target/replay-reports.js");
    const { replayExit, replayOutput } = await import("../ui/replay-output.js");
    const target = await loadTarget(input.args[0], {
      ui,
      cwd,
      debug: input.flag("debug"),
    });
    const settings = replaySettings(input, target, cwd);
    const begun = ui.io.now();
    const reports = new ReplayReports(input, cwd);
    try {
      const onFact = reports.add.bind(reports);
      const results = await runReplay(target, settings, { ui, cwd, input, onFact });
      const milliseconds = ui.io.now() - begun;
      const command = commandLine(argv);
      const files = await reports.finish(results, settings, { command, milliseconds });
      ui.result(replayOutput(results, input.flag("json"), ui));
      for (const file of files) ui.note(`wrote ${file}`);
      if (input.flag("github")) ui.note(annotations(results).trimEnd());
      if (results.difference !== null) throw results.difference;
      return replayExit(results);
    } finally {
      reports.abandon();
    }
  },
};
