import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { grouped } from "@weightkit/testkit/internal/errors/grouped";

const exit = ExitCode.usage;

/** "Did you mean …?" as the start of a hint, or nothing. */
function suggested(suggestion: string | null): string {
  return suggestion === null ? "" : `Did you mean ${suggestion}? `;
}

/** A project's name as close to `text` as can be, or null. */
function slugOf(text: string): string | null {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return slug === "" || slug.length > 64 ? null : slug;
}

/** Command line, project file and scaffold: WK1xx. */
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
  noProject: descriptor<{ directory: string }>({
    code: "WK110",
    exit,
    title: "Missing project",
    message: ({ directory }) => `No weightkit.json in ${directory} or in any folder above it`,
    hint: () => "Run this inside a project, or start one with `weightkit new NAME`",
  }),
  pathOutside: descriptor<{ path: string; setting: string }>({
    code: "WK128",
    exit,
    title: "Path outside the project",
    message: ({ path, setting }) =>
      `${setting} ${JSON.stringify(path)} is outside the project's folder`,
    hint: () =>
      "A project file can name only files inside its own folder, also through links; give other files on the command line, e.g. --inferences FILE",
  }),
  folderOutside: descriptor<{ folder: string }>({
    code: "WK159",
    exit,
    title: "Folder outside the project",
    message: ({ folder }) => `${folder} is a link that leads out of the project's folder`,
    hint: ({ folder }) => `weightkit writes only inside the project: remove the link ${folder}`,
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
    title: "Sources that cannot be fetched",
    message: ({ source, reason }) => `The sources cannot be fetched from ${source}: ${reason}`,
    hint: () =>
      "Give URL@REVISION with a tag, branch or full commit id, and #FOLDER where the project is not at the repository's root: https://host.example/traffic.git@v1.2",
  }),
  sameName: descriptor<{ name: string }>({
    code: "WK149",
    exit,
    title: "Two logics of one name",
    message: ({ name }) => `Two of the logics to compare are called ${JSON.stringify(name)}`,
    hint: () => "Name them, e.g. `weightkit compare old=a.wasm new=b.wasm`",
  }),
  unreadableFile: descriptor<{ what: string; path: string; reason: string }>({
    code: "WK111",
    exit,
    title: "Unreadable file",
    message: ({ what, path, reason }) => `Cannot read ${what} ${path}: ${reason}`,
    hint: ({ path }) => `Check that ${path} exists, is a file and may be read`,
  }),
  notText: descriptor<{ what: string; path: string; found: string | null }>({
    code: "WK158",
    exit,
    title: "Input file in an unsupported format",
    message: ({ what, path, found }) =>
      `Cannot read ${what} ${path}: it is ${found === null ? "" : `${found}, `}not UTF-8 text`,
    hint: ({ path }) => `Save ${path} as plain text in UTF-8`,
  }),
  inputTooLarge: descriptor<{ what: string; path: string; limit: number }>({
    code: "WK117",
    exit: ExitCode.limit,
    title: "Input file too large",
    message: ({ what, path, limit }) =>
      `Cannot read ${what} ${path}: it is larger than ${grouped(limit)} bytes`,
    hint: ({ path }) => `Check that ${path} is the right file, and not a device or an endless pipe`,
  }),
  unwritableOutput: descriptor<{ reason: string }>({
    code: "WK118",
    exit: ExitCode.output,
    title: "Unwritable result",
    message: ({ reason }) => `The result could not be written to stdout: ${reason}`,
    hint: () =>
      "Let the reading program read to the end, or write to a file on a disk with free space",
  }),
  unwritableFile: descriptor<{ path: string; reason: string }>({
    code: "WK112",
    exit,
    title: "Unwritable file",
    message: ({ path, reason }) => `Cannot write ${path}: ${reason}`,
    hint: () => "Check the folder's permissions and the free space, or write elsewhere",
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
  wouldOverwrite: descriptor<{ files: readonly string[] }>({
    code: "WK114",
    exit,
    title: "Output file with other contents",
    message: ({ files }) =>
      `${files.join(" and ")} would be overwritten with other data; nothing was written`,
    hint: () => "Write to another folder with --out, or give --force to replace the old data",
  }),
  overInput: descriptor<{ files: readonly string[] }>({
    code: "WK115",
    exit,
    title: "Output over the input",
    message: ({ files }) => `The input would be overwritten: ${files.join(" and ")}`,
    hint: () => "Write to another folder with --out",
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
  badJson: descriptor<{ wanted: string; found: string }>({
    code: "WK120",
    exit,
    title: "Invalid JSON",
    message: ({ wanted, found }) => `Expected ${wanted}, found ${found}`,
    hint: () =>
      "JSON needs double quotes around names and texts, commas between items but not after the last, and no comments",
  }),
  duplicateKey: descriptor<{ key: string; firstLine: number }>({
    code: "WK121",
    exit,
    title: "Duplicate key",
    message: ({ key, firstLine }) =>
      `${JSON.stringify(key)} was already given on line ${firstLine}`,
    hint: () => "Remove one of the two",
  }),
  unknownKey: descriptor<{ key: string; advice: string }>({
    code: "WK122",
    exit,
    title: "Unknown key in weightkit.json",
    message: ({ key }) => `weightkit.json has no setting ${JSON.stringify(key)} here`,
    hint: ({ advice }) => advice,
  }),
  missingKey: descriptor<{ key: string; example: string }>({
    code: "WK123",
    exit,
    title: "Missing key in weightkit.json",
    message: ({ key }) => `The setting ${JSON.stringify(key)} is missing`,
    hint: ({ example }) => `Add ${example}`,
  }),
  badSetting: descriptor<{
    key: string;
    found: string;
    wanted: string;
    suggestion?: string | null;
  }>({
    code: "WK124",
    exit,
    title: "Invalid setting in weightkit.json",
    message: ({ key, found, wanted }) => `${key} is ${found}, but must be ${wanted}`,
    hint: ({ key, wanted, suggestion }) =>
      `${suggested(suggestion ?? null)}Set ${key} to ${wanted}`,
  }),
  entryNamedIndex: descriptor<{ entry: string }>({
    code: "WK125",
    exit,
    title: "Entry name that breaks the compiler",
    message: ({ entry }) =>
      `The entry must not be ${entry}: with JSON classes in it the compiler silently emits an empty program`,
    hint: () => 'Rename it, e.g. to logic/weights.ts, and set "entry" to that',
  }),
  clashingSettings: descriptor<{ problem: string; remedy: string }>({
    code: "WK126",
    exit,
    title: "Conflicting settings",
    message: ({ problem }) => problem,
    hint: ({ remedy }) => remedy,
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
  badName: descriptor<{ name: string }>({
    code: "WK130",
    exit,
    title: "Invalid project name",
    message: ({ name }) => `${JSON.stringify(name)} cannot be a project's name`,
    hint: ({ name }) =>
      `${suggested(slugOf(name))}Use 1 to 64 lower-case letters, digits and dashes, starting with a letter, e.g. sf-traffic`,
  }),
  folderNotEmpty: descriptor<{ path: string; found: string }>({
    code: "WK131",
    exit,
    title: "Folder not empty",
    message: ({ path, found }) => `${path} already exists and contains ${found}`,
    hint: () => "Choose another name, or empty that folder first; nothing was written",
  }),
  unknownCode: descriptor<{ given: string; nearest: readonly string[] }>({
    code: "WK147",
    exit,
    title: "Unknown code",
    message: ({ given }) => `There is no error with the code ${JSON.stringify(given)}`,
    hint: ({ nearest }) =>
      `The nearest codes are ${nearest.join(", ")}. \`weightkit explain\` lists all`,
  }),
  unknownTemplate: descriptor<{ given: string; suggestion: string | null }>({
    code: "WK132",
    exit,
    title: "Unknown template",
    message: ({ given }) => `There is no template ${JSON.stringify(given)}`,
    hint: ({ suggestion }) => `${suggested(suggestion)}\`weightkit new --template list\` shows all`,
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
