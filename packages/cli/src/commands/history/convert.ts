import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../../errors/usage-errors.js";
import { jsonOption, type Command } from "../../core/command.js";
import {
  duplicateOption,
  forceOption,
  historyOptions,
  topicOption,
} from "../../settings/history-options.js";

export const historyConvert: Command = {
  name: "history convert",
  group: "Data",
  summary: "write a history in another format: CSV, JSON Lines or Parquet",
  description:
    "Reads a history in any format, checks it, and writes inferences and truth in another one. What is read back is the same history; the same history gives the same bytes.",
  args: [],
  options: [
    ...historyOptions,
    duplicateOption,
    topicOption,
    {
      name: "to",
      kind: "choice",
      value: "FORMAT",
      choices: ["csv", "jsonl", "parquet"],
      summary: "format to write (default: csv)",
      example: "--to parquet",
    },
    { name: "gzip", kind: "flag", summary: "compress CSV and JSON Lines", example: "--gzip" },
    {
      name: "texts",
      kind: "flag",
      summary: "take values as texts (labels, probabilities), not as numbers",
      example: "--texts",
    },
    {
      name: "out",
      short: "o",
      kind: "text",
      value: "DIR",
      summary: "folder to write to (default: history)",
      example: "--out history",
    },
    forceOption,
    jsonOption,
  ],
  examples: [
    {
      command: "weightkit history convert -i data.jsonl.gz -t truth.jsonl --to csv",
      explains: "write history/inferences.csv and history/truth.csv",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { historyFiles } =
      await import("@weightkit/testkit/internal/history/write/write-history");
    const { readGivenHistory } = await import("../../settings/history-source.js");
    const { refuseOwnInput } = await import("../../settings/own-input.js");
    const { writeStreams } = await import("../../files/stream.js");
    if (input.flag("gzip") && input.text("to") === "parquet") {
      const why = "A Parquet file is compressed inside: leave --gzip out";
      const args = { one: "--gzip", other: "--to parquet", why };
      throw fault(usageErrors.conflictingOptions, args);
    }
    const history = await readGivenHistory(input, { ui, cwd });
    const given = input.text("to");
    const format = given === "jsonl" || given === "parquet" ? given : "csv";
    const files = await historyFiles(history.topics, { format, gzip: input.flag("gzip") });
    const out = input.text("out") ?? "history";
    const outputs = files.map(({ name, pieces }) => ({
      path: join(resolve(cwd, out), name),
      shown: join(out, name),
      pieces,
    }));
    refuseOwnInput(outputs, history, cwd);
    await writeStreams(outputs, { force: input.flag("force") });
    const written = outputs.map(({ shown }) => shown);
    if (input.flag("json")) ui.json({ ok: true, files: written });
    else ui.result(written.map((file) => `wrote ${file}`).join("\n"));
    return ExitCode.ok;
  },
};
