import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { grouped } from "@weightkit/testkit/internal/errors/grouped";
import { suggested } from "@weightkit/testkit/internal/errors/suggested";

const exit = ExitCode.compile;

/** What the compiler or the check of its output found: WK2xx. */
export const compileErrors = {
  diagnostic: descriptor<{ compilerCode: string; message: string; hint: string }>({
    code: "WK201",
    exit,
    title: "Compiler error",
    message: ({ compilerCode, message }) => `${message} (${compilerCode})`,
    hint: ({ hint }) => hint,
  }),
  compilerFailed: descriptor<{ reason: string }>({
    code: "WK202",
    exit,
    title: "Compiler crash",
    message: ({ reason }) => `The AssemblyScript compiler stopped: ${reason}`,
    hint: () =>
      "Undo the last change to find the cause; WEIGHTKIT_DEBUG=1 shows the compiler's stack trace",
  }),
  entryMissing: descriptor<{ entry: string; suggestion: string | null }>({
    code: "WK203",
    exit: ExitCode.usage,
    title: "Missing entry",
    message: ({ entry }) => `The entry ${entry} does not exist`,
    hint: ({ suggestion }) =>
      `${suggested(suggestion)}Create it, or set "entry" in weightkit.json to the file with the weight logic`,
  }),
  entryEmpty: descriptor<{ entry: string }>({
    code: "WK204",
    exit,
    title: "Empty entry",
    message: ({ entry }) => `${entry} has no statements, so the compiled program would do nothing`,
    hint: () =>
      "Read the round, compute weights and commit them; `weightkit new` shows a complete example",
  }),
  emptyOutput: descriptor<{ bytes: number }>({
    code: "WK205",
    exit,
    title: "Empty program",
    message: ({ bytes }) =>
      `The compiler reported success but emitted a program of ${grouped(bytes)} bytes that does nothing`,
    hint: () =>
      "Check that the entry has statements at its top level, not only functions that are never called",
  }),
  noStart: descriptor<{ found: string }>({
    code: "WK206",
    exit,
    title: "Missing _start",
    message: ({ found }) => `The compiled program does not export _start (it exports ${found})`,
    hint: () => "Put the logic at the entry's top level; remove your own export named _start",
  }),
  foreignImport: descriptor<{ module: string; name: string; hint: string }>({
    code: "WK207",
    exit,
    title: "Import that no node provides",
    message: ({ module, name }) =>
      `The compiled program imports ${module}.${name}, which no node provides`,
    hint: ({ hint }) => hint,
  }),
  sdkMissing: descriptor<{ package: string; directory: string }>({
    code: "WK208",
    exit: ExitCode.usage,
    title: "Missing package",
    message: ({ package: name, directory }) => `Cannot find the package ${name} from ${directory}`,
    hint: ({ package: name }) => `Install it in the project: npm install ${name}`,
  }),
  silentHabit: descriptor<{ words: string; fix: string }>({
    code: "WK209",
    exit,
    title: "Code that behaves differently from TypeScript",
    message: ({ words }) => words,
    hint: ({ fix }) => fix,
  }),
  neverRuns: descriptor<{ name: string }>({
    code: "WK210",
    exit,
    title: "Entry that never runs",
    message: ({ name }) =>
      `Nothing calls ${name}: the entry contains only declarations, so the program does nothing`,
    hint: ({ name }) =>
      `A node runs the entry's top level, not what it exports: call ${name}() at the end of the file`,
  }),
  undeclaredParameter: descriptor<{ name: string; suggestion: string | null }>({
    code: "WK211",
    exit,
    title: "Undeclared parameter",
    message: ({ name }) => `The parameter ${name} is not in weightkit.json`,
    hint: ({ name, suggestion }) =>
      suggestion === null
        ? `Declare its range: "parameters": { ${JSON.stringify(name)}: { "min": …, "max": … } }`
        : `Did you mean ${JSON.stringify(suggestion)}?`,
  }),
  badParameter: descriptor<{ problem: string }>({
    code: "WK212",
    exit,
    title: "Unreadable parameter",
    message: ({ problem }) => problem,
    hint: () =>
      'Write it as Param.f64("alpha", 0.1): names and values are read before the logic is compiled',
  }),
} as const;
