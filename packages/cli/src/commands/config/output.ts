import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { table } from "@weightkit/testkit/internal/report/text/table";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { Colors } from "../../ui/ui.js";
import type { KnownSetting } from "./known-settings.js";

/** Two tables: the options, and the project file's settings. */
export function configText(
  { options, project }: Readonly<Record<"options" | "project", readonly KnownSetting[]>>,
  colors: Colors,
  width: number,
): string {
  const rows = (heading: string, settings: readonly KnownSetting[]): string[] => {
    const cells = settings.map((one) => [one.name, valueText(one.value), sourceText(one)]);
    const columns = [{ head: "setting" }, { head: "value" }, { head: "from" }];
    const dressHead = (text: string): string => colors.dim(text);
    return [colors.bold(heading), ...table(columns, cells, { width, indent: 2, dressHead })];
  };
  const none = ["", "There is no project here: no weightkit.json in this folder or above."];
  return [
    ...rows("Options", options),
    ...(project.length === 0 ? none : ["", ...rows("Project", project)]),
  ].join("\n");
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value) && value.length === 0) return "–";
  if (typeof value === "number" && Number.isInteger(value)) return count(value);
  return safeText(typeof value === "string" ? value : JSON.stringify(value));
}

function sourceText({ source, place }: KnownSetting): string {
  if (source.kind === "environment") return source.variable;
  return safeText(place ?? source.kind);
}
