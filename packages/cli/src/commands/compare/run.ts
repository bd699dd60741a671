import { resolve } from "node:path";
import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import {
  compareLogics,
  type Comparison,
  type Contender,
} from "@weightkit/testkit/internal/lab/compare/compare";
import {
  compareDocument,
  compareDocumentText,
} from "@weightkit/testkit/internal/lab/compare/compare-document";
import { comparePage } from "@weightkit/testkit/internal/lab/compare/compare-page";
import { compareText } from "@weightkit/testkit/internal/lab/compare/compare-text";
import type { Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { ansiStyle, plainStyle } from "@weightkit/testkit/internal/report/text/style";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { commandLine } from "../../core/shell-words.js";
import { writeFiles } from "../../files/write.js";
import { pageInputs } from "../../settings/page-inputs.js";
import { offlineReplay } from "../../settings/offline-replay.js";
import { replayPlan, readReplayHistory } from "../../settings/replay-plan.js";
import { replaySettings, type ReplaySettings } from "../../settings/replay-settings.js";
import type { Target } from "../../settings/target.js";
import { isBare, permissionsFor } from "../../settings/truth-route.js";
import { VERSION } from "../../version.js";
import { baselineNamed, loadContenders, type NamedTarget } from "./contenders.js";
import type { CompareValues } from "./options.js";

export async function runCompare(
  values: CompareValues,
  { ui, cwd, argv, sources }: Context,
): Promise<ExitCode> {
  const { path, debug, json, html, against, shifts } = values;
  const contenders = await loadContenders(path, { ui, cwd, debug });
  const baseline = baselineNamed(against, contenders);
  const home = contenders.find(({ target }) => target.project !== null)?.target ?? null;
  const replays = contenders.map((contender) => ({
    name: contender.name,
    ...inProject(contender, home, values, { sources, cwd }),
  }));
  const [first] = replays;
  if (first === undefined) return ExitCode.usage;
  const history = await readReplayHistory(first.settings, { ui, cwd });
  const plans = replays.map(({ name, target, settings }): Contender => ({
    name,
    plan: replayPlan(target, settings, history, { ui, cwd }),
  }));
  const rounds = new Map<string, number>();
  const pool = new WorkerPool();
  try {
    const { measures, seed } = first.settings;
    const comparison = await compareLogics(plans, {
      ...{ pool, measures, seed, shifts, baseline },
      onWarning: (sentence) => {
        ui.warn(sentence);
      },
      onFact: ({ name }, fact) => {
        if (fact.kind !== "round") return;
        rounds.set(name, (rounds.get(name) ?? 0) + 1);
        const done = [...rounds].map(([of, count]) => `${safeText(of)} round ${count}`);
        ui.progress.show(`replaying: ${done.join(", ")}`);
      },
    });
    for (const [i, evaluation] of comparison.evaluations.entries()) {
      const sentence = failures(plans[i]?.name ?? "", evaluation);
      if (sentence !== null) ui.warn(sentence);
    }
    if (html !== undefined) {
      const inputs = await pageInputs(first.settings, null, cwd);
      const origin = { madeBy: `weightkit ${VERSION}`, command: commandLine(argv), inputs };
      const page = comparePage(comparison, { ...origin, names: history.names });
      writeFiles(cwd, [{ name: resolve(cwd, html), bytes: Buffer.from(page) }]);
    }
    const style = ui.out.isColorSupported ? ansiStyle : plainStyle;
    const { tableWidth } = ui;
    const options = {
      ...{ width: ui.io.stdout.columns, tableWidth },
      ...{ style, names: history.names },
    };
    ui.result(
      json ? compareDocumentText(compareDocument(comparison)) : compareText(comparison, options),
    );
    if (html !== undefined) ui.note(`wrote ${html}`);
    return compareExit(comparison);
  } finally {
    await pool.close();
  }
}

/** A logic with the settings of the project whose history all are compared on; a logic's own permissions and limits stay. */
function inProject(
  { target }: NamedTarget,
  home: Target | null,
  values: CompareValues,
  { sources, cwd }: Pick<Context, "sources" | "cwd">,
): { readonly target: Target; readonly settings: ReplaySettings } {
  const at = {
    ...target,
    project: home?.project ?? null,
    truth: target.truth ?? home?.truth ?? null,
  };
  const settings = replaySettings(offlineReplay(values), sources, at, cwd);
  const permissions = permissionsFor(values, target, settings.route);
  const bare = isBare(target) && values.permissions !== "request";
  return { target: at, settings: { ...settings, permissions, bare } };
}

/** As `replay`: the code of the first failure. A comparison of nothing is a fault of the history or the options. */
function compareExit({ evaluations, topics }: Comparison): ExitCode {
  const first = evaluations.flatMap((one) => one.topics.flatMap(({ failures }) => failures))[0];
  if (first !== undefined) return exitCodeOf(first.first.failure?.exit ?? ExitCode.logic);
  return topics.every(({ race }) => race.sets === 0) ? ExitCode.usage : ExitCode.ok;
}

function failedRounds({ topics }: Evaluation): number {
  return topics.reduce((sum, { rounds }) => sum + rounds.failed, 0);
}

function failures(name: string, evaluation: Evaluation): string | null {
  const failed = failedRounds(evaluation);
  const first = evaluation.topics.flatMap((topic) => topic.failures)[0];
  if (failed === 0 || first === undefined) return null;
  const often = failed === 1 ? "1 round failed" : `${count(failed)} rounds failed`;
  return `${safeText(name)}: ${often}, first ${first.code} ${safeText(first.message)}; \`weightkit replay\` has the rest`;
}
