import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";
import { suggested } from "./suggested.js";

/** Faults of the files that weight logic is loaded from (WK400 to WK419). */
export const logicErrors = {
  missing: descriptor<{ path: string; suggestion: string | null }>({
    code: "WK400",
    exit: ExitCode.usage,
    title: "Missing file",
    message: ({ path }) => `There is no file or folder ${path}`,
    hint: ({ suggestion }) =>
      `${suggested(suggestion)}Check the path; \`weightkit build\` writes build/NAME.wasm and build/manifest.json`,
  }),
  notWasm: descriptor<{ what: string }>({
    code: "WK401",
    exit: ExitCode.usage,
    title: "File that is not WebAssembly",
    message: ({ what }) => `The file is not WebAssembly: ${what}`,
    hint: () =>
      "Give a .wasm file, a package (a folder with manifest.json), a NAME.tar.gz or a NAME.car",
  }),
  emptyModule: descriptor<{ bytes: number }>({
    code: "WK402",
    exit: ExitCode.usage,
    title: "Empty module",
    message: ({ bytes }) => `The WASM holds no code at all (${grouped(bytes)} bytes)`,
    hint: () =>
      "The compiler left everything out. With json-as, an entry named assembly/index.ts causes this: give the entry another name",
  }),
  malformed: descriptor<{ what: string; offset: number }>({
    code: "WK403",
    exit: ExitCode.usage,
    title: "Malformed WASM",
    message: ({ what, offset }) => `The WASM is malformed: ${what} at byte ${offset}`,
    hint: () =>
      "Build the module again; if it was copied or downloaded, check that it arrived whole",
  }),
  badManifest: descriptor<{ what: string }>({
    code: "WK404",
    exit: ExitCode.usage,
    title: "Invalid manifest",
    message: ({ what }) => `The manifest is invalid: ${what}`,
    hint: () => "`weightkit build` writes a valid manifest.json; see the package reference",
  }),
  badChecksum: descriptor<{ expected: string; actual: string }>({
    code: "WK405",
    exit: ExitCode.usage,
    title: "Archive that differs from its manifest",
    message: ({ expected, actual }) =>
      `The archive's SHA-256 is ${actual}, but its manifest records ${expected}, so a node refuses it`,
    hint: () => "Build the package again; manifest and archive must come from the same build",
  }),
  badArchive: descriptor<{ what: string; offset: number | null }>({
    code: "WK406",
    exit: ExitCode.usage,
    title: "Broken archive",
    message: ({ what, offset }) =>
      `The archive is not a valid tar.gz: ${what}${offset === null ? "" : ` at byte ${offset} of the tar`}`,
    hint: () => "Build the package again, or check that the archive arrived whole",
  }),
  unsafeName: descriptor<{ name: string; why: string }>({
    code: "WK407",
    exit: ExitCode.usage,
    title: "Unsafe name in the archive",
    message: ({ name, why }) => `The archive has an entry ${JSON.stringify(name)}, which ${why}`,
    hint: () => "Archives hold plain relative names of regular files and folders only",
  }),
  tooLarge: descriptor<{ what: string; limit: number }>({
    code: "WK408",
    exit: ExitCode.limit,
    title: "File too large",
    message: ({ what, limit }) => `${what} is larger than ${grouped(limit)} bytes`,
    hint: () => "Weight logic is usually tens of kilobytes; check that this is the right file",
  }),
  noModule: descriptor<{ wanted: string | null; found: readonly string[] }>({
    code: "WK409",
    exit: ExitCode.usage,
    title: "Module missing from the archive",
    message: ({ wanted, found }) =>
      wanted === null
        ? `The archive must hold exactly one .wasm at its root, but holds ${list(found)}`
        : `The archive does not hold ${wanted}; it holds ${list(found)}`,
    hint: () => "Give the folder with manifest.json, whose entry module names the file",
  }),
  badModuleChecksum: descriptor<{ file: string; expected: string; actual: string }>({
    code: "WK410",
    exit: ExitCode.usage,
    title: "Module that differs from its manifest",
    message: ({ file, expected, actual }) =>
      `The MD5 of ${file} is ${actual}, but the manifest records ${expected}, so bls-runtime exits with 128`,
    hint: () => "Build the package again; manifest and module must come from the same build",
  }),
  notReadable: descriptor<{ path: string; why: string }>({
    code: "WK411",
    exit: ExitCode.usage,
    title: "Unreadable file",
    message: ({ path, why }) => `${path} cannot be read: ${why}`,
    hint: () => "Check that it is a regular file or folder and that you may read it",
  }),
  badCar: descriptor<{ what: string; offset: number }>({
    code: "WK414",
    exit: ExitCode.usage,
    title: "Broken CAR archive",
    message: ({ what, offset }) => `The archive is not a valid CAR: ${what} (byte ${offset})`,
    hint: () =>
      "Export it again (`weightkit build `, `ipfs dag export`), or check that it arrived whole",
  }),
  contentDiffers: descriptor<{ what: string }>({
    code: "WK415",
    exit: ExitCode.differs,
    title: "Content that differs from its CID",
    message: ({ what }) => `${what} does not have the content that its CID stands for`,
    hint: () => "Get it again from a source that you trust: it was changed on the way",
  }),
  unsupportedCar: descriptor<{ what: string }>({
    code: "WK416",
    exit: ExitCode.usage,
    title: "Unusable CAR archive",
    message: ({ what }) => `The CAR cannot be used: ${what}`,
    hint: () =>
      "A package's CAR holds one directory with all its blocks: manifest.json and the archive; `weightkit build` writes one",
  }),
  noManifest: descriptor<{ path: string }>({
    code: "WK412",
    exit: ExitCode.usage,
    title: "Folder without a manifest",
    message: ({ path }) => `The folder ${path} holds no manifest.json`,
    hint: () => "Give the folder that `weightkit build` wrote (build/), or a .wasm file",
  }),
  unsupportedFeature: descriptor<{ feature: string; offset: number }>({
    code: "WK413",
    exit: ExitCode.usage,
    title: "WASM feature that nodes do not have",
    message: ({ feature, offset }) =>
      `The WASM uses ${feature} (at byte ${offset}), which bls-runtime does not run`,
    hint: () => "Switch this feature off in the compiler",
  }),
};

function list(names: readonly string[]): string {
  if (names.length === 0) return "nothing";
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
