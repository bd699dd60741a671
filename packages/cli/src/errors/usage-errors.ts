import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { suggested } from "@weightkit/testkit/internal/errors/suggested";

const exit = ExitCode.usage;

/** The command line, and what it names: WK1xx. */
export const usageErrors = {
  unknownCommand: descriptor<{ given: string; suggestion: string | null }>({
    code: "WK101",
    exit,
    title: "Unknown command",
    message: ({ given }) => `There is no command ${JSON.stringify(given)}`,
    hint: ({ suggestion }) => `${suggested(suggestion)}\`weightkit --help\` lists all commands`,
  }),
  unknownOption: descriptor<{ command: string; given: string; suggestion: string | null }>({
    code: "WK102",
    exit,
    title: "Unknown option",
    message: ({ command, given }) => `\`${command}\` has no option ${given}`,
    hint: ({ command, suggestion }) =>
      `${suggested(suggestion)}\`weightkit ${command} --help\` lists its options`,
  }),
  missingValue: descriptor<{ command: string; option: string; placeholder: string }>({
    code: "WK103",
    exit,
    title: "Missing option value",
    message: ({ option }) => `${option} needs a value`,
    hint: ({ option, placeholder }) =>
      `Write ${option} ${placeholder}, or ${option}=${placeholder} when the value starts with a dash`,
  }),
  unwantedValue: descriptor<{ option: string; value: string }>({
    code: "WK104",
    exit,
    title: "Unexpected option value",
    message: ({ option, value }) => `${option} takes no value, but got ${JSON.stringify(value)}`,
    hint: ({ option }) => `Write ${option} alone`,
  }),
  badOptionValue: descriptor<{
    option: string;
    value: string;
    wanted: string;
    suggestion?: string | null;
  }>({
    code: "WK105",
    exit,
    title: "Invalid option value",
    message: ({ option, value }) => `${option} cannot be ${JSON.stringify(value)}`,
    hint: ({ wanted, suggestion }) => `${suggested(suggestion ?? null)}Give ${wanted}`,
  }),
  missingArgument: descriptor<{ command: string; argument: string; example: string }>({
    code: "WK106",
    exit,
    title: "Missing argument",
    message: ({ command, argument }) => `\`${command}\` needs ${argument}`,
    hint: ({ example }) => `For example: ${example}`,
  }),
  extraArgument: descriptor<{ command: string; given: string }>({
    code: "WK107",
    exit,
    title: "Too many arguments",
    message: ({ command, given }) => `\`${command}\` takes no argument ${JSON.stringify(given)}`,
    hint: ({ command }) => `\`weightkit ${command} --help\` lists what it takes`,
  }),
  conflictingOptions: descriptor<{ one: string; other: string; why: string }>({
    code: "WK108",
    exit,
    title: "Conflicting options",
    message: ({ one, other }) => `${one} and ${other} cannot be used together`,
    hint: ({ why }) => why,
  }),
  missingOption: descriptor<{ what: string; remedy: string }>({
    code: "WK109",
    exit,
    title: "Missing setting",
    message: ({ what }) => `${what} is not known`,
    hint: ({ remedy }) => remedy,
  }),
  badRevision: descriptor<{ revision: string; reason: string }>({
    code: "WK148",
    exit,
    title: "Unknown git revision",
    message: ({ revision, reason }) =>
      `The project cannot be taken from git revision ${JSON.stringify(revision)}: ${reason}`,
    hint: () =>
      "Name a commit, tag or branch of the repository that the project lies in, e.g. rev:HEAD~1",
  }),
  badRepository: descriptor<{ source: string; reason: string }>({
    code: "WK166",
    exit,
    title: "Sources not available",
    message: ({ source, reason }) => `The sources cannot be fetched from ${source}: ${reason}`,
    hint: () =>
      "Give URL@REVISION with a tag, branch or full commit id, and #FOLDER where the project is not at the repository's root: https://host.example/traffic.git@v1.2",
  }),
  sameName: descriptor<{ name: string }>({
    code: "WK149",
    exit,
    title: "Two logics with the same name",
    message: ({ name }) => `Two of the logics to compare are called ${JSON.stringify(name)}`,
    hint: () => "Name them, e.g. `weightkit compare old=a.wasm new=b.wasm`",
  }),
  badArgument: descriptor<{
    argument: string;
    value: string;
    choices: readonly string[];
    suggestion: string | null;
  }>({
    code: "WK113",
    exit,
    title: "Invalid argument",
    message: ({ argument, value }) => `${argument} cannot be ${JSON.stringify(value)}`,
    hint: ({ choices, suggestion }) => `${suggested(suggestion)}Give one of ${choices.join(", ")}`,
  }),
  missingSubcommand: descriptor<{ family: string; commands: readonly string[] }>({
    code: "WK116",
    exit,
    title: "Incomplete command",
    message: ({ family }) => `\`${family}\` is not a complete command`,
    hint: ({ family, commands }) =>
      `Give one of: ${commands.join(", ")}. \`weightkit ${family} --help\` describes them`,
  }),
  missingCompanion: descriptor<{ one: string; other: string; why: string }>({
    code: "WK119",
    exit,
    title: "Option without effect",
    message: ({ one, other }) => `${one} has no effect without ${other}`,
    hint: ({ why }) => why,
  }),
  unknownParameter: descriptor<{
    name: string;
    suggestion: string | null;
    known: readonly string[];
  }>({
    code: "WK150",
    exit,
    title: "Unknown parameter",
    message: ({ name }) => `The logic has no parameter ${JSON.stringify(name)}`,
    hint: ({ suggestion, known }) =>
      suggestion !== null
        ? `Did you mean ${suggestion}?`
        : known.length === 0
          ? 'It has none: write a constant as Param.f64("alpha", 0.1) to make it one'
          : `Its parameters are ${known.join(", ")}`,
  }),
  parameterOutOfRange: descriptor<{ name: string; value: string; wanted: string }>({
    code: "WK151",
    exit,
    title: "Parameter out of range",
    message: ({ name, value }) => `The parameter ${name} cannot be ${value}`,
    hint: ({ wanted }) => `Give ${wanted}, or change the range in weightkit.json`,
  }),
  nothingToSweep: descriptor<{ logic: string }>({
    code: "WK152",
    exit,
    title: "Nothing to search",
    message: ({ logic }) => `${logic} has no parameters to search`,
    hint: () =>
      'Write a constant of the logic as Param.f64("alpha", 0.1), and give its range in weightkit.json',
  }),
  unboundedParameter: descriptor<{ name: string }>({
    code: "WK153",
    exit,
    title: "Parameter without a range",
    message: ({ name }) => `The parameter ${name} has no range to search`,
    hint: ({ name }) => `Add --range ${name}=MIN..MAX, or min and max in weightkit.json`,
  }),
  tooManySets: descriptor<{ sets: number; most: number }>({
    code: "WK154",
    exit,
    title: "Too many parameter sets",
    message: ({ sets, most }) => `The search has ${sets} parameter sets, more than ${most}`,
    hint: () => "Use fewer --steps or --only some parameters, or --method latin with --sets",
  }),
  unknownCode: descriptor<{ given: string; nearest: readonly string[] | null }>({
    code: "WK147",
    exit,
    title: "Unknown code",
    message: ({ given }) => `There is no error with the code ${JSON.stringify(given)}`,
    hint: ({ given, nearest }) =>
      nearest === null
        ? `${given} is the compiler's own code. Its error is WK201, and the help under it is about ${given}: \`weightkit explain WK201\``
        : `The nearest codes are ${nearest.join(", ")}. \`weightkit explain\` lists all`,
  }),
  noSuchRound: descriptor<{ option: string; round: number; last: number; topics: number }>({
    code: "WK143",
    exit,
    title: "Unknown round",
    message: ({ option, round, last, topics }) =>
      `${option} ${round} is not a round: ${topics === 1 ? "this replay has" : "the longest of these topics has"} rounds 0 to ${last}`,
    hint: () => "Rounds count from 0, one per weight cadence from the first set of inferences",
  }),
  roundNotRun: descriptor<{ round: number }>({
    code: "WK144",
    exit,
    title: "Round that did not run",
    message: ({ round }) =>
      `--save-round ${round}: no topic ran a round ${round}; nothing was saved`,
    hint: () =>
      "Rounds count from 0, one per weight cadence from the first set of inferences; one that was skipped or lost cannot be saved",
  }),
  addressNotFree: descriptor<{ host: string; port: number; reason: string }>({
    code: "WK165",
    exit,
    title: "Unavailable address",
    message: ({ host, port, reason }) => `Cannot serve on ${host}, port ${port}: ${reason}`,
    hint: () =>
      "Give another port with --port PORT, or --port 0 for any free one; --host must be an address of this machine",
  }),
  portNotFree: descriptor<{ port: number; reason: string }>({
    code: "WK145",
    exit,
    title: "Unavailable port",
    message: ({ port, reason }) => `Cannot serve the page on port ${port}: ${reason}`,
    hint: () => "Give another port with --ui PORT; --ui 0 takes any free one",
  }),
  unknownWorker: descriptor<{ setting: string; worker: string; suggestion: string | null }>({
    code: "WK141",
    exit,
    title: "Unknown worker",
    message: ({ setting, worker }) =>
      `${setting} names ${JSON.stringify(worker)}, which is not a worker of this history`,
    hint: ({ suggestion }) =>
      `${suggested(suggestion)}Give a worker's address as in the history, or its name as in the file of workers`,
  }),
  ambiguousWorker: descriptor<{ setting: string; worker: string; addresses: readonly string[] }>({
    code: "WK142",
    exit,
    title: "Ambiguous worker name",
    message: ({ setting, worker, addresses }) =>
      `${setting} names ${JSON.stringify(worker)}, the name of ${addresses.length} workers`,
    hint: ({ addresses }) => `Give the address, e.g. ${addresses.join(" or ")}`,
  }),
} as const;
