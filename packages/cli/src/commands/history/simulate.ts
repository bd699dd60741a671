import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { SimulationOptions } from "@weightkit/testkit/internal/history/simulate/simulate";
import { grouped } from "../build/output.js";
import { jsonOption, type Command, type Option } from "../../core/command.js";
import { forceOption } from "../../settings/history-options.js";
import type { Input } from "../../core/input.js";

const integer = (name: string, summary: string, example: number, minimum = 0): Option => ({
  name,
  kind: "integer",
  value: "N",
  minimum,
  summary: `${summary} (default: ${example})`,
  example: `--${name} ${example}`,
});

/** In the unit of the values. */
const amount = (name: string, summary: string, example: number): Option => ({
  name,
  kind: "number",
  value: "N",
  summary: `${summary} (default: ${example})`,
  example: `--${name} ${example}`,
});

const share = (name: string, summary: string, example: number): Option => ({
  name,
  kind: "number",
  value: "SHARE",
  summary: `${summary} (default: ${example})`,
  example: `--${name} ${example}`,
});

type SimulatedKind = NonNullable<SimulationOptions["kind"]>;
const SIMULATED_KINDS: readonly SimulatedKind[] = ["number", "probability", "class"];

export const historySimulate: Command = {
  name: "history simulate",
  group: "Data",
  summary: "make up a history from a seed, for topics without data yet",
  description:
    "Writes inferences.csv, truth.csv and workers.csv: a truth with trend, daily swing, shocks and a change of regime, and workers of graded skill of which some turn bad (or good) midway. Same options, same bytes, on every machine. Nothing is held in memory: ten million inferences are a matter of seconds. The defaults are travel delays on a city highway, hour by hour for four weeks.\n\nIt also says which workers turn and when, as `history.turned` of weightkit.json takes it, so that a replay can tell how soon their weights followed.",
  args: [],
  options: [
    {
      name: "out",
      short: "o",
      kind: "text",
      value: "DIR",
      summary: "folder to write to (default: history)",
      example: "--out history",
    },
    integer("seed", "what everything random is drawn from", 101),
    integer("workers", "number of workers", 8, 1),
    integer("sets", "number of sets of inferences", 672, 1),
    integer("start", "UNIX seconds of the first set", 1_700_006_400),
    integer("cadence", "seconds between two sets", 3600, 1),
    integer("truth-lag", "seconds from a set until its truth is known", 5400),
    amount("level", "mean of the truth at the start", 1500),
    amount("amplitude", "height of the swing above and below the mean", 600),
    {
      ...amount("trend", "change of the mean from set to set", 0.1),
      minimum: -1_000_000_000,
    },
    integer("period", "seconds of one swing", 86_400, 1),
    amount("noise", "standard deviation of the truth's shocks", 60),
    integer("regimes", "how often the mean jumps for good", 1),
    amount("best-error", "standard deviation of the best worker's error", 30),
    amount("worst-error", "standard deviation of the worst worker's error", 300),
    {
      name: "value-kind",
      kind: "choice",
      value: "KIND",
      choices: SIMULATED_KINDS,
      summary:
        "what the values are: numbers, chances of an event, or which of some ranges the truth falls into (default: number)",
      example: "--value-kind probability",
    },
    integer("class-count", "number of classes, for --value-kind class", 4, 2),
    share("turning", "share of workers whose skill turns midway", 0.25),
    share("attendance", "least share of sets that a worker answers", 0.9),
    integer("decimals", "decimals that values are rounded to", 2),
    forceOption,
    jsonOption,
  ],
  examples: [
    {
      command: "weightkit history simulate",
      explains: "write a history of eight workers to history/",
    },
    {
      command: "weightkit history simulate --seed 7 --workers 100 --sets 1000 --out big",
      explains: "a larger one, elsewhere",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { simulateStream, TRAFFIC } =
      await import("@weightkit/testkit/internal/history/simulate/simulate");
    const { simulatedFiles } = await import("./simulated-files.js");
    const { writeStreams } = await import("../../files/stream.js");
    const { isOtherwiseSaid, turnNote, turnOf } = await import("./simulated-turns.js");
    const out = input.text("out") ?? "history";
    const chosen = options(input, TRAFFIC);
    const stream = simulateStream(chosen);
    const { workers } = stream;
    const counts = { inferences: 0, sets: chosen.sets, workers: workers.length };
    const simulated = simulatedFiles(stream, ({ set, inferences }) => {
      ui.progress.show(`simulating: set ${grouped(set)} of ${grouped(chosen.sets)}`);
      counts.inferences = inferences;
    });
    const files = simulated.map(({ name }) => join(out, name));
    await writeStreams(
      simulated.map(({ name, pieces }) => ({
        path: join(resolve(cwd, out), name),
        shown: join(out, name),
        pieces,
      })),
      { force: input.flag("force") },
    );
    const turned = workers.flatMap((worker) => turnOf(worker, chosen));
    if (input.flag("json")) ui.json({ ok: true, files, ...counts, turned });
    else {
      const told = `${grouped(counts.inferences)} inferences of ${counts.workers} workers in ${grouped(counts.sets)} sets`;
      ui.result([`simulated ${told}`, ...files.map((name) => `  ${name}`)].join("\n"));
      if (chosen.kind !== "number") ui.note(kindNote(chosen));
      if (turned.length > 0) ui.note(turnNote(turned));
    }
    if (isOtherwiseSaid(turned, resolve(cwd, out, "inferences.csv"), cwd)) {
      ui.warn("history.turned in weightkit.json is of another history: replace it or take it out");
    }
    return ExitCode.ok;
  },
};

/** What the project file must say of values that are no numbers. */
function kindNote({ kind, decimals }: SimulationOptions): string {
  const scale = kind === "probability" ? `, "valueScale": ${10 ** decimals}` : "";
  return `for a replay say so in "topic" of weightkit.json: "valueKind": "${kind ?? "number"}"${scale}`;
}

function options(input: Input, defaults: SimulationOptions): SimulationOptions {
  const given = (name: string, known: number): number => input.number(name) ?? known;
  return {
    ...defaults,
    seed: given("seed", defaults.seed),
    workers: given("workers", defaults.workers),
    sets: given("sets", defaults.sets),
    start: given("start", defaults.start),
    cadence: given("cadence", defaults.cadence),
    truthLag: given("truth-lag", defaults.truthLag),
    level: given("level", defaults.level),
    amplitude: given("amplitude", defaults.amplitude),
    period: given("period", defaults.period),
    trend: given("trend", defaults.trend),
    noise: given("noise", defaults.noise),
    regimes: given("regimes", defaults.regimes),
    bestError: given("best-error", defaults.bestError),
    worstError: given("worst-error", defaults.worstError),
    turning: given("turning", defaults.turning),
    attendance: given("attendance", defaults.attendance),
    decimals: given("decimals", defaults.decimals),
    kind: SIMULATED_KINDS.find((kind) => kind === input.text("value-kind")) ?? "number",
    classes: given("class-count", 4),
  };
}
