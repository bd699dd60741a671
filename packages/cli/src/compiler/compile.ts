import { join } from "node:path";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { withoutNames } from "@weightkit/testkit/internal/wasm/name-section";
import { compileErrors } from "../errors/compile-errors.js";
import { shownPath } from "../files/read.js";
import { checkProgram } from "./check-program.js";
import {
  diagnosticFault,
  ERROR,
  WARNING,
  withoutFollowing,
  type Diagnostic,
} from "./diagnostics.js";
import type { Library } from "./libraries.js";
import { ownFiles } from "./own-files.js";
import { moduleText } from "./module-text.js";
import { parameterCalls, type ParameterCall } from "./parameter-calls.js";
import { readyMade } from "./ready-made.js";
import { silentHabits } from "./silent-habits.js";
import { librariesOf } from "./shim.js";
import { SourceHost, type BuildConfig, type Reads } from "./source-host.js";
import { typedJsonArguments } from "./typed-json.js";

export interface CompileRequest extends BuildConfig {
  /** The project's folder, absolute. */
  readonly directory: string;
  /** Path of the entry inside the project, with slashes. */
  readonly entry: string;
  /** Path inside the project of a WASM that another toolchain has built, which is taken as it is; null to compile the entry. */
  readonly wasm: string | null;
  /** Whether the program frees memory while it runs. */
  readonly gc: "none" | "incremental";
  /** The export that runs the top level: `_initialize` for a program that is called afterwards. */
  readonly start: "_start" | "_initialize";
  /** The WASM's file name without `.wasm`. */
  readonly name: string;
  /** Without optimization and with names, for reading traces. */
  readonly debug: boolean;
  /** Whether to print the module as WebAssembly text too. */
  readonly text?: boolean;
  /** What paths in errors are relative to. */
  readonly cwd: string;
  /** Values of parameters by name; those that are left out have the value of the logic's source. A bool is 1 or 0. */
  readonly parameters?: Readonly<Record<string, number>>;
}

export interface Compiled {
  readonly wasm: Uint8Array;
  /** Null for a WASM of another toolchain. */
  readonly sourceMap: string | null;
  /** The content of the `name` section that was taken out of an optimized build; null where the WASM has it. */
  readonly names: Uint8Array | null;
  /** The module as WebAssembly text, with names; null unless asked for. */
  readonly text: string | null;
  readonly warnings: readonly WeightkitError[];
  readonly reads: Reads;
}

/**
 * Pages of 64 KiB that the program's memory starts with: enough for most rounds, so that it seldom grows. Replays give an instance
 * whose memory does not grow the last one's, zeroed, which is many times as quick as a new one.
 */
const INITIAL_PAGES = 4;
/** The compiler's error that the program's data alone takes more. */
const MORE_PAGES_NEEDED = 105;

/**
 * The compiler's arguments; with the sources they decide every byte of the output.
 * @param initialPages what the memory starts with; null for as much as the program's data takes
 */
export function compilerArguments(
  request: CompileRequest,
  libraries: readonly Library[],
  initialPages: number | null = INITIAL_PAGES,
): string[] {
  const optimization = request.debug ? "-O0" : "-O3s";
  return [
    request.entry,
    ...["--config", "none.json", "--outFile", `${request.name}.wasm`, "--sourceMap"],
    ...(request.text === true ? ["--textFile", `${request.name}.wat`] : []),
    ...libraries.flatMap(({ folder, aliases }) => [
      ...["--lib", folder],
      ...aliases.flatMap((alias) => ["--use", alias]),
    ]),
    ...[
      "--exportStart",
      request.start,
      "--runtime",
      request.gc === "none" ? "stub" : "incremental",
    ],
    ...(initialPages === null ? [] : ["--initialMemory", String(initialPages)]),
    // Names change no other byte; those of an optimized build are then kept apart.
    ...["--debug", optimization],
    ...typedJsonArguments(request.directory, request.entry),
  ];
}

/**
 * Compiles weight logic in process, or takes what another toolchain has built. No asconfig.json is read; nothing is written to disk.
 * @throws WeightkitError WK111, WK117, WK201 to WK208, WK210 and WK42x, with all faults at once
 */
export async function compile(request: CompileRequest): Promise<Compiled> {
  if (request.wasm !== null) {
    const found = readyMade(request.directory, request.wasm, request.cwd);
    const text = request.text === true ? await moduleText(found.wasm) : null;
    return { ...found, sourceMap: null, names: null, text, warnings: [] };
  }
  const started = await run(request);
  const needsMore = started.diagnostics.some(({ code }) => code === MORE_PAGES_NEEDED);
  const { host, diagnostics, files, error } = needsMore ? await run(request, null) : started;
  throwFaults(host.faults);
  const lookup = (name: string): { text: string; shown: string } | null => {
    const source = host.source(name);
    return source === null
      ? null
      : { text: source.text, shown: shownPath(source.path, request.cwd) };
  };
  const reported = (category: number): WeightkitError[] =>
    withoutFollowing(diagnostics, lookup)
      .filter((one) => one.category === category && (category === ERROR || concernsAuthor(one)))
      .map((one) => diagnosticFault(one, lookup));
  throwFaults(reported(ERROR));
  if (error !== null) {
    throw fault(compileErrors.compilerFailed, { reason: error.message }, { cause: error });
  }
  const named = files.get(`${request.name}.wasm`);
  const sourceMap = files.get(`${request.name}.wasm.map`);
  const text = files.get(`${request.name}.wat`) ?? null;
  if (!(named instanceof Uint8Array) || typeof sourceMap !== "string") {
    throw fault(compileErrors.emptyOutput, { bytes: 0 });
  }
  const { bytes: wasm, names } = request.debug
    ? { bytes: named, names: null }
    : withoutNames(named);
  const sources = host
    .ownSources()
    .map(({ text, path }) => ({ text, file: shownPath(path, request.cwd) }));
  const entry = shownPath(join(request.directory, request.entry), request.cwd);
  if (request.start === "_start") checkProgram(wasm, entry, sources);
  const warnings = [...reported(WARNING), ...sources.flatMap(silentHabits)];
  const shown = typeof text === "string" ? text : null;
  return { wasm, sourceMap, names, text: shown, warnings, reads: host.reads };
}

/** What the compiler was given and gave. */
interface CompilerRun {
  readonly host: SourceHost;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  readonly error: Error | null;
}

async function run(request: CompileRequest, initialPages?: null): Promise<CompilerRun> {
  const { default: asc } = await import("assemblyscript/asc");
  const libraries = librariesOf(request.directory);
  const parameters = sourceParameters(request).map((one) => ({
    ...one,
    value: request.parameters?.[one.name] ?? one.value,
  }));
  const host = new SourceHost(request.directory, request, libraries, parameters);
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, Uint8Array | string>();
  const { error } = await asc.main(compilerArguments(request, libraries, initialPages), {
    readFile: (name, base) => host.readFile(name, base),
    listFiles: (folder) => host.listFiles(folder),
    writeFile: (name, contents) => void files.set(name, contents),
    reportDiagnostic: (message) => void diagnostics.push(message),
    stdout: { write: () => undefined },
    stderr: { write: () => undefined },
  });
  return { host, diagnostics, files, error };
}

/** The parameters of the logic's source, with their values there. @throws WeightkitError WK212 */
export function sourceParameters({
  directory,
  entry,
  wasm,
  cwd,
}: Pick<CompileRequest, "directory" | "entry" | "wasm" | "cwd">): ParameterCall[] {
  if (wasm !== null) return [];
  return parameterCalls(ownFiles(directory, entry), (path) =>
    shownPath(join(directory, path), cwd),
  );
}

/** Warns that code would need a change for 64-bit memory, which no node has. */
const ONLY_64_BIT = 201;

/** Whether a warning is about the author's own files and about something that nodes can run. */
function concernsAuthor({ code, range }: Diagnostic): boolean {
  return code !== ONLY_64_BIT && range?.source.normalizedPath.startsWith("~lib/") !== true;
}
