import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { grouped } from "@weightkit/testkit/internal/errors/grouped";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";

/** What a server answered instead of what was asked. */
interface Answered {
  readonly url: string;
  readonly status: number;
  readonly answer: string;
}

function answered({ url, status, answer }: Answered): string {
  return `${url} answered ${status}${answer === "" ? "" : `: ${answer}`}`;
}

/** Packing, verifying and publishing: WK7xx. */
export const packageErrors = {
  badEntryName: descriptor<{ name: string }>({
    code: "WK701",
    exit: ExitCode.usage,
    title: "Invalid file name in an archive",
    message: ({ name }) => `${JSON.stringify(name)} cannot be a file name in an archive`,
    hint: () => "Use at most 100 bytes, relative, without .. and without a leading slash",
  }),
  notBuilt: descriptor<{ directory: string }>({
    code: "WK702",
    exit: ExitCode.usage,
    title: "Missing build",
    message: ({ directory }) => `There is no package in ${directory}`,
    hint: () => "Build it first: weightkit build",
  }),
  mismatch: descriptor<{ what: string; expected: string; found: string }>({
    code: "WK703",
    exit: ExitCode.differs,
    title: "Package mismatch",
    message: ({ what, expected, found }) => `${what} is ${found}, but should be ${expected}`,
    hint: () =>
      "Build again with `weightkit build`; if it still differs, compare sources and the versions of weightkit",
  }),
  otherSources: descriptor<{ where: string; offset: number }>({
    code: "WK707",
    exit: ExitCode.differs,
    title: "Package that differs from its sources",
    message: ({ where, offset }) =>
      `The sources build a different WASM: the first difference is in the ${where}, at byte ${offset}`,
    hint: () =>
      "Compare with the revision and the lock file that the package was built from; another version of the compiler or the SDK gives different bytes too",
  }),
  notAPackage: descriptor<{ path: string }>({
    code: "WK704",
    exit: ExitCode.usage,
    title: "WASM without its package",
    message: ({ path }) => `${path} has no manifest, so it has no function id`,
    hint: () =>
      "Give a package's folder, its manifest.json or .car, or make one: weightkit package FILE.wasm",
  }),
  refusedTopic: descriptor<{ field: string; problem: string }>({
    code: "WK705",
    exit: ExitCode.usage,
    title: "Topic that the chain refuses",
    message: ({ field, problem }) => `The topic's ${field}: ${problem}`,
    hint: () => "Change it under `topic` in weightkit.json, or the option",
  }),
  badTopicFile: descriptor<{ what: string }>({
    code: "WK706",
    exit: ExitCode.usage,
    title: "Not a topic file",
    message: ({ what }) => `${what} is not a topic as the chain exports it`,
    hint: () => "Write it with: allorad query emissions topic ID --output json > topic.json",
  }),
  notRebuilt: descriptor<{ command: string }>({
    code: "WK708",
    exit: ExitCode.usage,
    title: "Sources not built",
    message: ({ command }) =>
      `The sources are built by the project's own command, which was not run: ${command}`,
    hint: () =>
      "Read it, and the sources that it builds: it can do whatever you can do on this machine. Add --yes to run it",
  }),
  tooManyFiles: descriptor<{ directory: string; files: number }>({
    code: "WK709",
    exit: ExitCode.usage,
    title: "Project too large to copy",
    message: ({ directory, files }) =>
      `${directory} has more than ${grouped(files)} files besides what is built`,
    hint: () =>
      "Remove what is not part of the project, or give a clean checkout: --source rev:HEAD",
  }),
  badEndpoint: descriptor<{ url: string; why: string }>({
    code: "WK710",
    exit: ExitCode.usage,
    title: "Invalid address",
    message: ({ url, why }) => `Cannot send to ${url}: ${why}`,
    hint: () =>
      "Use the address of a gateway, repository or head node, e.g. https://gateway.example",
  }),
  tokenInTheClear: descriptor<{ url: string }>({
    code: "WK711",
    exit: ExitCode.usage,
    title: "Token without encryption",
    message: ({ url }) => `WEIGHTKIT_TOKEN would be sent to ${url} without encryption`,
    hint: () => "Use https://, or unset WEIGHTKIT_TOKEN if the server needs none",
  }),
  refused: descriptor<Answered>({
    code: "WK712",
    exit: ExitCode.usage,
    title: "Refused request",
    message: answered,
    hint: () => "Check the address and the response; `--dry-run` shows what would be sent",
  }),
  refusedToken: descriptor<Answered>({
    code: "WK726",
    exit: ExitCode.usage,
    title: "Refused token",
    message: answered,
    hint: () => "Set WEIGHTKIT_TOKEN to a token that may publish there",
  }),
  serverFailed: descriptor<Answered & { uploaded: boolean }>({
    code: "WK725",
    exit: ExitCode.usage,
    title: "Server failure",
    message: answered,
    hint: ({ uploaded }) =>
      `${uploaded ? "The package was uploaded, but it is not known to be installed" : "Nothing is known to be published"}: publish again later, which does no harm`,
  }),
  redirected: descriptor<{ url: string; status: number; to: string }>({
    code: "WK724",
    exit: ExitCode.usage,
    title: "Redirect not followed",
    message: ({ url, status, to }) =>
      `${url} answered ${status}, a redirect${to === "" ? "" : ` to ${to}`}, which could carry the token to anybody`,
    hint: () => "If you trust the other address, give that one",
  }),
  tooSlow: descriptor<{ url: string; why: string; uploaded: boolean }>({
    code: "WK723",
    exit: ExitCode.usage,
    title: "Server timeout",
    message: ({ url, why }) => `${url} is too slow: ${why}`,
    hint: ({ uploaded }) =>
      `${uploaded ? "The package was uploaded, but it is not known to be installed" : "The package may have arrived"}: publish again, which does no harm`,
  }),
  unreachable: descriptor<{ url: string; why: string; uploaded: boolean }>({
    code: "WK713",
    exit: ExitCode.usage,
    title: "Unreachable server",
    message: ({ url, why }) => `Cannot reach ${url}: ${why}`,
    hint: ({ uploaded }) =>
      uploaded
        ? "The package was uploaded, but no node was asked to install it; check the address of --head and publish again"
        : "Check the address and your connection. If the connection broke while sending, the package may have arrived: publishing it again does no harm",
  }),
  badToken: descriptor<{ why: string }>({
    code: "WK715",
    exit: ExitCode.usage,
    title: "Invalid token",
    message: ({ why }) => `WEIGHTKIT_TOKEN cannot be sent as a bearer token: it ${why}`,
    hint: () => "Set it to the token alone, without quotes, line breaks or the word Bearer",
  }),
  cannotServe: descriptor<{ url: string; why: string }>({
    code: "WK717",
    exit: ExitCode.usage,
    title: "Package that cannot be served",
    message: ({ url, why }) => `The package cannot be served at ${url}: ${why}`,
    hint: () =>
      "Give an address of this machine that workers reach, with a free port: --serve http://192.168.1.5:8080",
  }),
  roundDiffers: descriptor<{ what: string; values: readonly [string, string] }>({
    code: "WK718",
    exit: ExitCode.differs,
    title: "Round that differs on the network",
    message: ({ what, values: [there, here] }) =>
      `A round on the network differs from the same round here: ${what} is ${there} there and ${here} here`,
    hint: () =>
      "The function is installed, but logic that depends on clock, randomness or the network gives other weights there; `weightkit check` finds such logic",
  }),
  notChecked: descriptor<{ what: string }>({
    code: "WK719",
    exit: ExitCode.usage,
    title: "Logic that has not passed weightkit check",
    message: ({ what }) => `${what} has not passed \`weightkit check\` as it is now`,
    hint: () => "Run `weightkit check`, or publish it anyway with --force",
  }),
  notInstalled: descriptor<{ url: string; code: string; message: string; uploaded: boolean }>({
    code: "WK716",
    exit: ExitCode.usage,
    title: "Failed installation",
    message: ({ url, code, message }) =>
      `${url} did not install the function: code ${code}${message === "" ? "" : ` (${message})`}`,
    hint: ({ code, uploaded }) =>
      `${uploaded ? "The package was uploaded, but it is not installed" : "Nothing was published"}: ${
        code === "408"
          ? "no worker answered in time. Check --subgroup and that workers are connected, then publish again"
          : "check the head node's log, then publish again"
      }`,
  }),
  badAnswer: descriptor<{ url: string; why: string }>({
    code: "WK714",
    exit: ExitCode.usage,
    title: "Unexpected response",
    message: ({ url, why }) => `${url} gave an answer that ${why}`,
    hint: () => "Check that this is the address of a Blockless gateway, repository or head node",
  }),
} as const;
