import { join, resolve } from "node:path";
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
import type { HtmlOptions } from "@weightkit/testkit/internal/report/html/html-report";
import { FileStream } from "../../files/stream.js";
import { writeFiles } from "../../files/write.js";
import { pageInputs } from "../../settings/page-inputs.js";
import type { ReplaySettings } from "../../settings/replay-settings.js";
import type { ReplayResults } from "./history.js";
import { ReplayPage } from "./page.js";

/** Which files a replay writes: paths as given, undefined for those that were not requested. */
export interface ReportFiles {
  readonly html: string | undefined;
  /** A folder. */
  readonly csv: string | undefined;
  readonly junit: string | undefined;
  /** Read, not written: the page lists it among the inputs. */
  readonly recording: string | undefined;
}

/** The files that a replay writes on request: CSV, HTML, JUnit. */
export class ReplayReports {
  readonly #page = new ReplayPage();
  readonly #csv = new CsvSeries();
  readonly #streams = new Map<CsvFile, FileStream>();
  readonly #files: ReportFiles;
  readonly #cwd: string;

  constructor(files: ReportFiles, cwd: string) {
    this.#files = files;
    this.#cwd = cwd;
    if (files.csv === undefined) return;
    for (const name of CSV_FILES) {
      const stream = new FileStream(join(resolve(cwd, files.csv), name));
      this.#streams.set(name, stream);
      stream.append(CSV_HEADS[name]);
    }
  }

  add(fact: JudgedFact): void {
    if (this.#files.html !== undefined) this.#page.add(fact);
    if (this.#files.csv === undefined) return;
    for (const { file, text } of this.#csv.add(fact)) this.#streams.get(file)?.append(text);
  }

  /**
   * Writes what was requested and returns the files' paths as given.
   * @throws WeightkitError WK112
   */
  async finish(
    results: ReplayResults,
    settings: ReplaySettings,
    run: Pick<HtmlOptions, "command" | "milliseconds">,
  ): Promise<string[]> {
    const { evaluation, names } = results;
    const { html, csv, junit } = this.#files;
    const written: string[] = [];
    const write = (path: string, text: string): void => {
      writeFiles(this.#cwd, [{ name: resolve(this.#cwd, path), bytes: Buffer.from(text) }]);
      written.push(path);
    };
    if (csv !== undefined) {
      for (const [name, stream] of this.#streams) {
        stream.finish();
        written.push(join(csv, name));
      }
      write(join(csv, "workers.csv"), workerScoresCsv(evaluation.topics, names));
    }
    if (junit !== undefined) write(junit, junitXml(evaluation.topics.flatMap(replayOutcomes)));
    if (html !== undefined) {
      const inputs = await pageInputs(settings, this.#files.recording ?? null, this.#cwd);
      write(html, this.#page.html(evaluation, { names, inputs, ...run }));
    }
    return written;
  }

  /** Leaves no half-written file; does nothing after {@link finish}. */
  abandon(): void {
    for (const stream of this.#streams.values()) stream.abandon();
  }
}

/** Failures as GitHub Actions shows them next to the code. */
export function annotations({ evaluation }: ReplayResults): string {
  return githubAnnotations(evaluation.topics.flatMap(replayOutcomes));
}
