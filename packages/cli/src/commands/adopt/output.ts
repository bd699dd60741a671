import { wrap } from "@weightkit/testkit/internal/report/text/wrap";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { Colors } from "../../ui/ui.js";
import type { Finding } from "./findings.js";

/** What was adopted, and what will break. */
export interface Adopted {
  readonly name: string;
  /** What weightkit compiles; null where the project's own WASM is packed. */
  readonly entry: string | null;
  readonly wasm: string | null;
  readonly command: string | null;
  /** Settings of asconfig.json that are not taken over. */
  readonly ignored: readonly string[];
  readonly files: readonly string[];
  readonly functionId: string;
  /** Whether the history that is replayed is a simulated one. */
  readonly simulated: boolean;
  readonly findings: readonly Finding[];
}

export function adoptedText(
  { name, entry, wasm, command, ignored, files, functionId, simulated, findings }: Adopted,
  directory: string,
  colors: Colors,
  columns: number,
): string {
  const own = command === null ? "" : `, instead of \`${command}\``;
  const source =
    entry === null
      ? `packs ${wasm ?? ""}; build that yourself after a change`
      : `compiles ${entry} itself${own}`;
  const settings =
    ignored.length === 0
      ? []
      : [
          `does not take over ${ignored.join(", ")} of asconfig.json; --as-built packs your own build`,
        ];
  const history = simulated
    ? "the history is simulated; replace it with your topic's, and set the cadences in weightkit.json"
    : "replays the history that is there; set the topic's cadences in weightkit.json";
  const notes = [source, ...settings, history].flatMap((one) => indented(safeText(one), columns));
  return [
    `${colors.green(name)} adopted: ${safeText(directory)}`,
    ...files.map((file) => `  wrote ${safeText(file)}`),
    `  function id ${functionId}`,
    ...notes,
    "",
    ...findingsText(findings, colors, columns),
    "",
  ].join("\n");
}

function findingsText(findings: readonly Finding[], colors: Colors, columns: number): string[] {
  if (findings.length === 0) return ["Nothing was found that will break."];
  return [
    colors.bold("What will break on the network"),
    ...findings.flatMap(({ about, place, message, advice }) => [
      `  ${colors.red(about)}${place === null ? "" : `  ${safeText(place)}`}`,
      ...indented(safeText(message), columns, 4),
      ...(advice === null
        ? []
        : indented(safeText(advice), columns, 4).map((line) => colors.cyan(line))),
    ]),
  ];
}

function indented(text: string, columns: number, by = 2): string[] {
  return wrap(text, columns - by).map((line) => `${" ".repeat(by)}${line}`);
}
