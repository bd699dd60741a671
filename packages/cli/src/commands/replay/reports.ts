import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join, resolve } from "node:path";
import { expandPaths } from "@weightkit/testkit/internal/history/expand-paths";
import type { JudgedFact } from "@weightkit/testkit/internal/metrics/judged-fact";
import { githubAnnotations } from "@weightkit/testkit/internal/report/ci/github";
import { junitXml } from "@weightkit/testkit/internal/report/ci/junit";
import { replayOutcomes } from "@weightkit/testkit/internal/report/ci/outcome";
import {
  CSV_FILES,
  CSV_HEADS,
  CsvSeries,
  type CsvFile,
} from "@weightkit/testkit/internal/report/csv/csv-series";
import { workerScoresCsv } from "@weightkit/testkit/internal/report/csv/worker-scores-csv";
import { htmlReport } from "@weightkit/testkit/internal/report/html/html-report";
import type { PageInput } from "@weightkit/testkit/internal/report/html/page-data";
import { SeriesAccumulator } from "@weightkit/testkit/internal/report/html/page-series";
import type { Input } from "../../core/input.js";
import { FileStream } from "../../files/stream.js";
import { writeFiles } from "../../files/write.js";
import { VERSION } from "../../version.js";
import type { ReplaySettings } from "../../settings/replay-settings.js";
import type { ReplayResults } from "./run.js";

/** The files that a replay leaves behind when asked: CSV, HTML, JUnit. */
export class ReplayReports {
  readonly #series: SeriesAccumulator[] = [];
  readonly #csv = new CsvSeries();
  readonly #streams = new Map<CsvFile, FileStream>();
  readonly #html: string | undefined;
  readonly #csvFolder: string | undefined;

  constructor(
    private readonly input: Input,
    private readonly cwd: string,
  ) {
    this.#html = input.text("html");
    this.#csvFolder = input.text("csv");
    if (this.#csvFolder === undefined) return;
    for (const name of CSV_FILES) {
      const stream = new FileStream(join(resolve(cwd, this.#csvFolder), name));
      this.#streams.set(name, stream);
      stream.append(CSV_HEADS[name]);
    }
  }

  add(fact: JudgedFact): void {
    if (this.#html !== undefined) {
      if (fact.kind === "started") this.#series.push(new SeriesAccumulator());
      this.#series[this.#series.length - 1]?.add(fact);
    }
    if (this.#csvFolder === undefined) return;
    for (const { file, text } of this.#csv.add(fact)) this.#streams.get(file)?.append(text);
  }

  /**
   * Writes what was asked for and returns the files' paths as given.
   * @throws WeightkitError WK112
   */
  async finish(
    results: ReplayResults,
    settings: ReplaySettings,
    told: { readonly command: string; readonly milliseconds: number },
  ): Promise<string[]> {
    const { evaluation, names } = results;
    const written: string[] = [];
    const write = (path: string, text: string): void => {
      writeFiles(this.cwd, [{ name: resolve(this.cwd, path), bytes: Buffer.from(text) }]);
      written.push(path);
    };
    if (this.#csvFolder !== undefined) {
      for (const [name, stream] of this.#streams) {
        stream.finish();
        written.push(join(this.#csvFolder, name));
      }
      write(join(this.#csvFolder, "workers.csv"), workerScoresCsv(evaluation.topics, names));
    }
    const junit = this.input.text("junit");
    if (junit !== undefined) write(junit, junitXml(evaluation.topics.flatMap(replayOutcomes)));
    if (this.#html !== undefined) {
      const topics = evaluation.topics.flatMap((summary, index) => {
        const series = this.#series[index];
        return series === undefined ? [] : [{ summary, series: series.result() }];
      });
      const inputs = await pageInputs(settings, this.input, this.cwd);
      const options = { madeBy: `weightkit ${VERSION}`, names, inputs, ...told };
      write(this.#html, htmlReport(topics, options));
    }
    return written;
  }

  /** Leaves no half-written file; does nothing after {@link finish}. */
  abandon(): void {
    for (const stream of this.#streams.values()) stream.abandon();
  }
}

/** Failures as GitHub Actions shows them beside the code. */
export function annotations({ evaluation }: ReplayResults): string {
  return githubAnnotations(evaluation.topics.flatMap(replayOutcomes));
}

/** The files that a replay read, with their hashes. */
async function pageInputs(
  settings: ReplaySettings,
  input: Input,
  cwd: string,
): Promise<PageInput[]> {
  const { project, inferences, truth, workers, topics } = settings;
  const recording = input.text("recording") ?? null;
  const inputs: PageInput[] = [];
  const files = { project, inferences, truth, workers, topics, recording };
  for (const [role, given] of Object.entries(files)) {
    for (const path of given === null ? [] : expandPaths(given)) {
      inputs.push({ role, path, ...(await hashed(resolve(cwd, path))) });
    }
  }
  return inputs;
}

async function hashed(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Uint8Array)) continue;
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}
