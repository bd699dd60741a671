import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { simulateStream, TRAFFIC } from "@weightkit/testkit/internal/history/simulate/simulate";
import { simulatedFiles } from "@weightkit/testkit/internal/history/write/simulated-files";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import type { Context } from "../../../core/command.js";
import { writeStreams } from "../../../files/stream.js";
import type { SimulateValues } from "./options.js";
import { kindNote, simulatedText, turnNote } from "./output.js";
import { hasOtherTurns, turnOf } from "./turns.js";

export async function runSimulate(values: SimulateValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { out, force, json, valueKind: kind, classCount: classes, ...amounts } = values;
  const options = { ...TRAFFIC, ...amounts, kind, classes };
  const stream = simulateStream(options);
  const { workers } = stream;
  const counts = { inferences: 0, sets: options.sets, workers: workers.length };
  const simulated = simulatedFiles(stream, ({ set, inferences }) => {
    ui.progress.show(`simulating: set ${count(set)} of ${count(options.sets)}`);
    counts.inferences = inferences;
  });
  const outputs = simulated.map(({ name, pieces }) => ({
    path: join(resolve(cwd, out), name),
    shown: join(out, name),
    pieces,
  }));
  await writeStreams(outputs, { force });
  const files = outputs.map(({ shown }) => shown);
  const turned = workers.flatMap((worker) => turnOf(worker, options));
  if (json) ui.json({ ok: true, files, ...counts, turned });
  else {
    ui.result(simulatedText(counts, files));
    if (options.kind !== "number") ui.note(kindNote(options));
    if (turned.length > 0) ui.note(turnNote(turned));
  }
  if (hasOtherTurns(turned, resolve(cwd, out, "inferences.csv"), cwd)) {
    ui.warn("history.turned in weightkit.json belongs to another history: replace or remove it");
  }
  return ExitCode.ok;
}
