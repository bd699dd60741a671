import { counted } from "@weightkit/testkit/internal/report/text/numbers";
import { basename, join, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { RoundSelection } from "@weightkit/testkit/internal/replay/round-selection";
import { formatRoundFixture } from "@weightkit/testkit/internal/round/fixture/fixture-file";
import type {
  RoundFixture,
  RoundOrigin,
} from "@weightkit/testkit/internal/round/fixture/round-fixture";
import { calledBy, type Sources } from "../../core/source.js";
import { usageErrors } from "../../errors/usage-errors.js";
import type { NamedFile } from "../../files/named-file.js";
import { writeFiles } from "../../files/write.js";

/** Most failed rounds that are saved: the first ones. */
const MAX_FAILED = 100;
const WANTED =
  "a round, counted from 0, a list of rounds, or `failed`, and a folder: --save-round failed rounds";

/** Rounds of a replay that are written to a folder as fixtures, all or none. */
export class SavedRounds {
  readonly #rounds: RoundFixture[] = [];
  #failed = 0;

  private constructor(
    readonly selection: RoundSelection,
    readonly folder: string,
  ) {}

  /**
   * What `--save-round` asks for; null when it is not given.
   * @throws WeightkitError WK105
   */
  static of(value: string | undefined, sources: Sources): SavedRounds | null {
    if (value === undefined) return null;
    const [, list = "", folder = ""] = /^(\S+) (.+)$/.exec(value) ?? [];
    const parts = list.split(",");
    if (!parts.every((part) => /^(\d{1,7}|failed)$/.test(part))) {
      const option = calledBy("save-round", sources);
      throw fault(usageErrors.badOptionValue, { option, value, wanted: WANTED });
    }
    const rounds = parts.filter((part) => part !== "failed").map(Number);
    return new SavedRounds({ rounds, failed: parts.includes("failed") }, folder);
  }

  add(round: RoundFixture): void {
    if (!this.selection.rounds.includes(round.origin.round)) {
      this.#failed += 1;
      if (this.#failed > MAX_FAILED) return;
    }
    this.#rounds.push(round);
  }

  /**
   * Writes the fixtures and returns what to report, a line each.
   * @throws WeightkitError WK112; WK143 when a round that was asked for did not run
   */
  write(cwd: string): string[] {
    const topics = new Set(this.#rounds.map(({ origin }) => origin.topic)).size;
    const { rounds, failed } = this.selection;
    const ran = new Set(this.#rounds.map(({ origin }) => origin.round));
    const missing = rounds.find((round) => !ran.has(round));
    if (missing !== undefined) throw fault(usageErrors.roundNotRun, { round: missing });
    const files = this.#rounds.map((round): NamedFile => {
      const name = join(resolve(cwd, this.folder), fixtureName(round.origin, topics > 1));
      return { name, bytes: Buffer.from(formatRoundFixture(round)) };
    });
    writeFiles(cwd, files);
    const lines: string[] = [];
    if (failed && this.#failed === 0) lines.push("no round failed, so none was saved as failed");
    const [first] = files;
    if (first !== undefined) {
      const file = join(this.folder, basename(first.name));
      const count = counted(files.length, "round");
      lines.push(`wrote ${count} to ${this.folder}; see one with weightkit run ${file} --trace`);
    }
    if (this.#failed > MAX_FAILED)
      lines.push(`the first ${MAX_FAILED} of ${this.#failed} failed rounds were saved`);
    return lines;
  }
}

/** `round-12.json`, with the topic, the second run and the reputer where there are several. */
function fixtureName({ topic, round, second, reputer }: RoundOrigin, manyTopics: boolean): string {
  const named = reputer === "reputer" ? [] : [reputer];
  const parts = [
    ...(manyTopics ? ["topic", topic] : []),
    ...["round", String(round)],
    ...(second ? ["second"] : []),
    ...named,
  ];
  return `${parts.join("-").replaceAll(/[^A-Za-z0-9_.-]/g, "_")}.json`;
}
