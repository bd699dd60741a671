import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";

const TRACE_HINT =
  "The guest's call stack shows where: start at the innermost function that you wrote";

const UNKNOWN_TRUTH_HINT =
  "404 is how a provider answers for truth that is not known yet: `Truth.http` takes it as that, `Http.get` as a failure";

/** Faults of running weight logic (WK420 to WK449). */
export const runtimeErrors = {
  unknownImport: descriptor<{ module: string; name: string; cause: string }>({
    code: "WK420",
    exit: ExitCode.usage,
    title: "Import that no node provides",
    message: ({ module, name, cause }) =>
      `The WASM imports ${module}.${name}, which no node provides: ${cause}`,
    hint: () =>
      "Nodes provide wasi_snapshot_preview1 and blockless_memory, _http, _cgi, _ipfs, _s3, _socket and _drivers",
  }),
  importSignature: descriptor<{ module: string; name: string; is: string; wanted: string }>({
    code: "WK421",
    exit: ExitCode.usage,
    title: "Import with the wrong type",
    message: ({ module, name, is, wanted }) =>
      `The WASM imports ${module}.${name} as ${is}, but nodes provide it as ${wanted}`,
    hint: () => "Declare the import with the type that nodes provide",
  }),
  noEntry: descriptor<{ what: string }>({
    code: "WK422",
    exit: ExitCode.usage,
    title: "Missing entry function",
    message: ({ what }) => `The WASM cannot be started: ${what}`,
    hint: () =>
      "Nodes call the exported function _start, without parameters and results; in AssemblyScript use --exportStart _start",
  }),
  noMemory: descriptor<object>({
    code: "WK423",
    exit: ExitCode.usage,
    title: "Missing memory export",
    message: () =>
      "The WASM imports host functions but does not export its memory, which they need",
    hint: () => 'Export the memory under the name "memory"',
  }),
  doesNotCompile: descriptor<{ why: string }>({
    code: "WK424",
    exit: ExitCode.usage,
    title: "Invalid WASM",
    message: ({ why }) => `The WASM is not valid: ${why}`,
    hint: () =>
      "Build the module again; if it was copied or downloaded, check that it arrived whole",
  }),
  doesNotStart: descriptor<{ why: string }>({
    code: "WK425",
    exit: ExitCode.logic,
    title: "Failed instantiation",
    message: ({ why }) => `The WASM cannot be instantiated: ${why}`,
    hint: () => "Check its data and element segments, its imports and its initial memory",
  }),
  moreImports: descriptor<{ count: number }>({
    code: "WK426",
    exit: ExitCode.usage,
    title: "More imports that no node provides",
    message: ({ count }) =>
      `The WASM has ${grouped(count)} more import${count === 1 ? "" : "s"} that no node provides`,
    hint: () => "Fix those that are listed first: most have the same cause",
  }),
  noLoss: descriptor<{ words: string }>({
    code: "WK456",
    exit: ExitCode.usage,
    title: "WASM without a loss",
    message: ({ words }) => `The WASM does not export ${words}`,
    hint: () =>
      'Export the loss that reputers ask for: `weightkit new NAME --template loss` has one. In a project, "loss" in weightkit.json names its file',
  }),
  newerFeature: descriptor<{ feature: string }>({
    code: "WK427",
    exit: ExitCode.usage,
    title: "WASM feature that bls-runtime 0.3.1 lacks",
    message: ({ feature }) =>
      `The WASM uses ${feature}, which bls-runtime 0.6.3 runs and 0.3.1 refuses (exit 101)`,
    hint: () =>
      "Switch the feature off in the compiler; with --runtime 0.6.3 it runs here, as it does on the newest nodes only",
  }),
  outOfFuel: descriptor<{ limit: number }>({
    code: "WK430",
    exit: ExitCode.limit,
    title: "Out of fuel",
    message: ({ limit }) => `The logic used up its ${grouped(limit)} units of fuel`,
    hint: () =>
      "See where it goes with `weightkit profile`; the limit is limited_fuel, or weightkit's own 1,000,000,000 where that is not set (the chain's request sets none)",
  }),
  outOfTime: descriptor<{ milliseconds: number }>({
    code: "WK431",
    exit: ExitCode.limit,
    title: "Out of time",
    message: ({ milliseconds }) =>
      `The logic ran for more than ${grouped(milliseconds)} ms and was stopped`,
    hint: () => "Look for an endless loop; nodes limit the time too",
  }),
  stackExhausted: descriptor<{ ofThread: boolean }>({
    code: "WK432",
    exit: ExitCode.logic,
    title: "Stack exhausted",
    message: () => "The logic's calls are nested too deeply: the stack is exhausted (exit 2)",
    hint: ({ ofThread }) =>
      ofThread
        ? "Look for unbounded recursion. Here the stack of this thread was exhausted; a node's 512 KiB may hold more or fewer calls"
        : "Look for unbounded recursion. A node has 512 KiB of stack: about 32,700 small frames, or 3,270 with 16 values each",
  }),
  trap: descriptor<{ kind: string; exitCode: number }>({
    code: "WK433",
    exit: ExitCode.logic,
    title: "Trap",
    message: ({ kind, exitCode }) => `The logic trapped: ${kind} (exit ${exitCode})`,
    hint: () => TRACE_HINT,
  }),
  aborted: descriptor<{ reason: string | null }>({
    code: "WK434",
    exit: ExitCode.logic,
    title: "Abort",
    message: ({ reason }) =>
      reason === null
        ? "The logic aborted: it reached an unreachable instruction (exit 11)"
        : `The logic aborted (exit 11): ${reason}`,
    hint: ({ reason }) =>
      reason !== null && /\bstatus 404\b/.test(reason)
        ? UNKNOWN_TRUTH_HINT
        : reason === null
          ? "Failed assertions, null values, failed casts and failed allocations end this way; the guest's call stack shows where"
          : TRACE_HINT,
  }),
  exited: descriptor<{ exitCode: number; reason: string | null }>({
    code: "WK435",
    exit: ExitCode.logic,
    title: "Non-zero exit",
    message: ({ exitCode, reason }) =>
      `The logic exited with code ${exitCode}${reason === null ? "" : `: ${reason}`}`,
    hint: ({ reason }) =>
      reason !== null && /\bstatus 404\b/.test(reason)
        ? UNKNOWN_TRUTH_HINT
        : "See what the logic wrote to stderr; on a network, what it printed is submitted anyway",
  }),
  exitOutOfRange: descriptor<{ status: number }>({
    code: "WK436",
    exit: ExitCode.logic,
    title: "Exit code out of range",
    message: ({ status }) =>
      `The logic called proc_exit with ${status}; nodes take only 0 to 125 and end the run (exit 255)`,
    hint: () => "Return from _start for success; exit with a code from 1 to 125 for a failure",
  }),
  shortBuffer: descriptor<{ call: string; what: string; size: number; buffer: number }>({
    code: "WK437",
    exit: ExitCode.logic,
    title: "Buffer too short",
    message: ({ call, what, size, buffer }) =>
      `${what} is ${grouped(size)} bytes, but your buffer is ${grouped(buffer)}: bls-runtime crashes here (${call})`,
    hint: () =>
      "The buffer must hold all of it: the host interface cannot return its length first or a part of it",
  }),
  stdoutLimit: descriptor<{ limit: number }>({
    code: "WK438",
    exit: ExitCode.limit,
    title: "Too much output",
    message: ({ limit }) =>
      `The logic wrote more than ${grouped(limit)} bytes to stdout and was stopped`,
    hint: () => "stdout is for the one JSON object with the weights; logs go to stderr",
  }),
  stderrLimit: descriptor<{ limit: number }>({
    code: "WK439",
    exit: ExitCode.limit,
    title: "Too much logging",
    message: ({ limit }) =>
      `The logic wrote more than ${grouped(limit)} bytes to stderr and was stopped`,
    hint: () => "Log less in a round, or raise the harness's limit",
  }),
  httpUnanswered: descriptor<{ method: string; url: string }>({
    code: "WK440",
    exit: ExitCode.logic,
    title: "Unanswered HTTP request",
    message: ({ method, url }) => `Nothing answers ${method} ${url}`,
    hint: () =>
      "Give a truth table whose URL template matches, recorded exchanges (`weightkit record`), or --live",
  }),
  httpFailed: descriptor<{ method: string; url: string; why: string }>({
    code: "WK428",
    exit: ExitCode.logic,
    title: "Failed HTTP request",
    message: ({ method, url, why }) => `${method} ${url} got no answer: ${why}`,
    hint: () =>
      "Try the URL by hand, e.g. with curl; a replay may request only what its permissions allow",
  }),
  brokenHeaders: descriptor<object>({
    code: "WK429",
    exit: ExitCode.logic,
    title: "HTTP headers that crash bls-runtime 0.3.1",
    message: () =>
      "The options of http_req have no valid headers: bls-runtime 0.3.1 crashes here (exit 101), 0.6.3 answers 15",
    hint: () =>
      'Always send "headers", as a text that holds a JSON object, if only "{}"; --runtime 0.6.3 runs it as the newest does',
  }),
  badLimit: descriptor<{ name: string; value: number; most: number }>({
    code: "WK419",
    exit: ExitCode.usage,
    title: "Limit beyond the engine",
    message: ({ name, value, most }) =>
      `The limit ${name} is ${value}, but the engine accepts limits from 0 to ${grouped(most)}`,
    hint: () => "Give a smaller limit, by an option or in the project file",
  }),
  httpTraffic: descriptor<{ limit: number }>({
    code: "WK418",
    exit: ExitCode.limit,
    title: "Too much HTTP traffic",
    message: ({ limit }) =>
      `The requests and answers of one run are more than ${grouped(limit)} bytes`,
    hint: () => "Ask for less in one round",
  }),
  httpBodyLimit: descriptor<{ url: string; size: number; limit: number }>({
    code: "WK441",
    exit: ExitCode.limit,
    title: "HTTP body too large",
    message: ({ url, size, limit }) =>
      `The answer of ${url} is ${grouped(size)} bytes, above the limit of ${grouped(limit)}`,
    hint: () => "Ask for less, or raise the harness's limit for HTTP bodies",
  }),
  memoryLimit: descriptor<{ why: string }>({
    code: "WK442",
    exit: ExitCode.limit,
    title: "Memory allocation failed",
    message: ({ why }) => `The logic's memory could not be allocated: ${why}`,
    hint: () => "Lower the module's initial memory; limited_memory counts pages of 64 KiB",
  }),
  wildPointer: descriptor<{ pointer: number; length: number; memory: number }>({
    code: "WK443",
    exit: ExitCode.logic,
    title: "Pointer outside memory",
    message: ({ pointer, length, memory }) =>
      `The logic gave the host ${grouped(length)} bytes at ${pointer}, but its memory is ${grouped(memory)} bytes (exit 255)`,
    hint: () => TRACE_HINT,
  }),
  misalignedPointer: descriptor<{ pointer: number; alignment: number }>({
    code: "WK444",
    exit: ExitCode.logic,
    title: "Misaligned pointer",
    message: ({ pointer, alignment }) =>
      `The logic gave the host a pointer (${pointer}) that is not aligned to ${alignment} bytes (exit 255)`,
    hint: () => TRACE_HINT,
  }),
  threadDied: descriptor<{ why: string }>({
    code: "WK445",
    exit: ExitCode.logic,
    title: "Thread crash",
    message: ({ why }) => `The thread that ran the weight logic died: ${why}`,
    hint: () => "Lower the logic's memory, or run fewer jobs at once",
  }),
  badRecording: descriptor<{ what: string }>({
    code: "WK446",
    exit: ExitCode.usage,
    title: "Invalid recording",
    message: ({ what }) => `The recorded exchanges cannot be read: ${what}`,
    hint: () => "`weightkit record` writes this file; fix it by hand or record again",
  }),
  noTemporaryFolder: descriptor<{ folder: string; reason: string }>({
    code: "WK457",
    exit: ExitCode.usage,
    title: "Unusable folder for temporary files",
    message: ({ folder, reason }) => `No temporary folder can be made in ${folder}: ${reason}`,
    hint: () =>
      "Set TMPDIR (on Windows TEMP) to a folder that exists, may be written and has free space",
  }),
  engineMissing: descriptor<{ engine: string; command: string }>({
    code: "WK447",
    exit: ExitCode.usage,
    title: "Missing engine",
    message: ({ engine, command }) =>
      `The engine ${engine} cannot be started: there is no ${command}`,
    hint: () => "Install it and add it to PATH, or leave --engine out: V8 needs no installation",
  }),
  headNode: descriptor<{ url: string; why: string }>({
    code: "WK417",
    exit: ExitCode.usage,
    title: "Head node that did not run the logic",
    message: ({ url, why }) => `${url} ${why}`,
    hint: () =>
      "Check the address of --head, that workers are connected (of --subgroup, where given), and that the function is installed: weightkit publish --head URL",
  }),
  engineCannot: descriptor<{ engine: string; what: string }>({
    code: "WK448",
    exit: ExitCode.usage,
    title: "Feature not supported by the engine",
    message: ({ engine, what }) => `The engine ${engine} ${what}`,
    hint: () =>
      "Use the default engine, or bls-runtime for modules that import blockless functions",
  }),
  engineFailed: descriptor<{ engine: string; why: string }>({
    code: "WK449",
    exit: ExitCode.usage,
    title: "Engine failure",
    message: ({ engine, why }) => `The engine ${engine} failed to run: ${why}`,
    hint: () => "Check that the command works when you run it by hand",
  }),
};
