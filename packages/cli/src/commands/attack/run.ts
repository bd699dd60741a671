import { resolve } from "node:path";
import { jsonText } from "@weightkit/testkit/internal/errors/escaped-json";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { labErrors } from "@weightkit/testkit/internal/errors/lab-errors";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { AdversaryFacts } from "@weightkit/testkit/internal/lab/attack/adversary";
import {
  attackDocument,
  attackDocumentText,
} from "@weightkit/testkit/internal/lab/attack/attack-document";
import { attackLogic } from "@weightkit/testkit/internal/lab/attack/attack-logic";
import { attackPage } from "@weightkit/testkit/internal/lab/attack/attack-page";
import { attackText } from "@weightkit/testkit/internal/lab/attack/attack-text";
import { planAdversary } from "@weightkit/testkit/internal/lab/attack/search/plan-adversary";
import {
  planFileText,
  type PlanFixture,
  readPlanFile,
} from "@weightkit/testkit/internal/lab/attack/search/plan-file";
import { searchPlan } from "@weightkit/testkit/internal/lab/attack/search/search-plan";
import { LADDER } from "@weightkit/testkit/internal/lab/attack/world";
import type { WorldPlan } from "@weightkit/testkit/internal/lab/attack/world-job";
import { ansiStyle, plainStyle } from "@weightkit/testkit/internal/report/text/style";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { commandLine } from "../../core/shell-words.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { atCwd, MAX_INPUT, readText } from "../../files/read.js";
import { writeFiles } from "../../files/write.js";
import { limitsOf } from "../../settings/engine.js";
import { loadTarget, projectAt } from "../../settings/target.js";
import { permissionsFor, truthRoute } from "../../settings/truth-route.js";
import { VERSION } from "../../version.js";
import type { Ui } from "../../ui/ui.js";
import { attackInputs } from "./inputs.js";
import { chosenAdversaries } from "./adversaries.js";
import type { AttackValues } from "./options.js";

export async function runAttack(values: AttackValues, context: Context): Promise<ExitCode> {
  const pool = new WorkerPool();
  try {
    return await attacked(values, context, pool);
  } finally {
    await pool.close();
  }
}

async function attacked(
  values: AttackValues,
  { ui, cwd, argv }: Context,
  pool: WorkerPool,
): Promise<ExitCode> {
  const project = projectAt(values.path, cwd);
  const wantsList = values.adversary.includes("list");
  const given = values.plan === undefined ? null : readPlan(values.plan, cwd);
  const adversaries =
    values.adaptive || given !== null
      ? []
      : await chosenAdversaries(wantsList ? [] : values.adversary, { project, cwd, pool });
  if (wantsList) {
    ui.result(listed(adversaries, values.json));
    return ExitCode.ok;
  }
  const victim = victimOf(values, given?.worker ?? values.worker - 1);
  const target = await loadTarget(values.path, { ui, cwd, debug: values.debug });
  const kind = target.project?.settings.topic.valueKind ?? "number";
  if (kind !== "number") throw fault(labErrors.kindNotAttacked, { kind });
  const route = truthRoute(values, target);
  const { logic } = target;
  const plan: WorldPlan = {
    ...{ logic, route, env: target.env, stdinMode: target.stdinMode, seed: 1 },
    limits: limitsOf(values, target),
    runtime: values.runtime,
    permissions: permissionsFor(values, target, route),
    singleRuns: values.singleRuns,
  };
  const worker = given?.worker ?? values.worker - 1;
  const found = values.adaptive ? await searched(plan, worker, values, { ui, pool }) : null;
  const fixture = given ?? found;
  if (found !== null) {
    const bytes = new TextEncoder().encode(planFileText(found));
    writeFiles(cwd, [{ name: values.savePlan, bytes }]);
  }
  const { seed, worlds } = values;
  const results = await attackLogic(plan, {
    ...{ pool, design: LADDER, worker, ...victim },
    adversaries: fixture === null ? adversaries : [planAdversary(fixture.plan, fixture.powers)],
    seeds: Array.from({ length: worlds }, (_, i) => seed + i),
    onReplay: (done, of) => {
      ui.progress.show(`attacking: replay ${done} of ${of}`);
    },
  });
  const search = found === null ? {} : { evaluations: found.evaluations, saved: values.savePlan };
  const head = {
    ...{ logic: logic.name, design: LADDER, worlds, worker, ...victim, ...search },
    ...(fixture === null ? {} : { plan: fixture.plan }),
  };
  const document = attackDocument({ ...head, seed }, results);
  if (values.html !== undefined) {
    const page = attackPage(document, {
      ...{ madeBy: `weightkit ${VERSION}`, command: commandLine(argv), sha256: logic.sha256 },
      inputs: await attackInputs(results, { project: target.project, plan: values.plan, cwd }),
    });
    writeFiles(cwd, [{ name: resolve(cwd, values.html), bytes: Buffer.from(page) }]);
  }
  const style = ui.out.isColorSupported ? ansiStyle : plainStyle;
  ui.result(
    values.json
      ? attackDocumentText(document)
      : attackText(head, results, {
          ...{ width: ui.io.stdout.columns, tableWidth: ui.tableWidth },
          style,
        }),
  );
  if (values.html !== undefined) ui.note(`wrote ${values.html}`);
  return ExitCode.ok;
}

/** @throws WeightkitError WK105 */
function victimOf({ victim }: AttackValues, worker: number): { readonly victim?: number } {
  if (victim === undefined) return {};
  if (victim - 1 !== worker) return { victim: victim - 1 };
  const wanted = `another worker than the adversary, which is ${worker + 1}`;
  throw fault(usageErrors.badOptionValue, {
    ...{ option: "--victim", value: String(victim), wanted, suggestion: null },
  });
}

/** Part of the time that is kept for making the best plan simpler. */
const FOR_SHRINKING = 0.15;
/** A search looks at other worlds than those that its plan is then tried in. */
const SEARCH_SEEDS = 4_100_000_000;

async function searched(
  plan: WorldPlan,
  worker: number,
  values: AttackValues,
  { ui, pool }: { readonly ui: Ui; readonly pool: WorkerPool },
): Promise<Omit<PlanFixture, "format" | "version"> & { readonly evaluations: number }> {
  const { knows, names, evaluations, time } = values;
  const powers = { knows, names };
  const begun = ui.io.now();
  const milliseconds = time === undefined ? Infinity : time * 1000;
  const found = await searchPlan(plan, {
    ...{ pool, design: LADDER, worker, powers, evaluations },
    seed: SEARCH_SEEDS + (values.seed % 1_000_000),
    isOver: (spent) =>
      ui.io.now() - begun > milliseconds * (spent === "all" ? 1 : 1 - FOR_SHRINKING),
    onProgress: (progress) => {
      ui.progress.show(
        `searching: ${progress.evaluations} of ${evaluations} replays, best gain ${(progress.gain * 100).toFixed(1)} points`,
      );
    },
  });
  return {
    ...{ logic: plan.logic.name, worker, powers, plan: found.plan },
    evaluations: found.evaluations,
  };
}

/** @throws WeightkitError WK110, WK669 */
function readPlan(path: string, cwd: string): PlanFixture {
  return readPlanFile(
    readText(atCwd(path, cwd), "the attack plan", path, MAX_INPUT.projectFile),
    path,
  );
}

function listed(adversaries: readonly AdversaryFacts[], json: boolean): string {
  const rows = adversaries.map(({ name, does, formula, knows }) => ({
    name,
    does,
    formula,
    knows,
  }));
  if (json) return `${jsonText(rows, 2)}\n`;
  return rows
    .map((row) => `${row.name}\n  ${safeText(row.does)}\n  ${safeText(row.formula)}\n`)
    .join("");
}
