import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { suggested } from "@weightkit/testkit/internal/errors/suggested";

const exit = ExitCode.usage;

/** A project's name as close to `text` as can be, or null. */
function slugOf(text: string): string | null {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return slug === "" || slug.length > 64 ? null : slug;
}

/** A project, its file and its start: WK1xx. */
export const projectErrors = {
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
  unknownTemplate: descriptor<{ given: string; suggestion: string | null }>({
    code: "WK132",
    exit,
    title: "Unknown template",
    message: ({ given }) => `There is no template ${JSON.stringify(given)}`,
    hint: ({ suggestion }) => `${suggested(suggestion)}\`weightkit new --template list\` shows all`,
  }),
} as const;
