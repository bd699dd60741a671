import { jsonText } from "@weightkit/testkit/internal/errors/escaped-json";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { ADVERSARIES } from "@weightkit/testkit/internal/lab/attack/adversaries";
import type { Adversary } from "@weightkit/testkit/internal/lab/attack/adversary";
import {
  attackDocument,
  attackDocumentText,
} from "@weightkit/testkit/internal/lab/attack/attack-document";
import { attackLogic } from "@weightkit/testkit/internal/lab/attack/attack-logic";
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
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { nearest } from "../../core/nearest.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { atCwd, MAX_INPUT, readText } from "../../files/read.js";
import { writeFiles } from "../../files/write.js";
import { limitsOf } from "../../settings/engine.js";
import { loadTarget } from "../../settings/target.js";
import { permissionsFor, truthRoute } from "../../settings/truth-route.js";
import type { Ui } from "../../ui/ui.js";
import type { AttackValues } from "./options.js";

export async function runAttack(values: AttackValues, { ui, cwd }: Context): Promise<ExitCode> {
  if (values.adversary.includes("list")) {
    ui.result(listed(values.json));
    return ExitCode.ok;
  }
  const given = values.plan === undefined ? null : readPlan(values.plan, cwd);
  const adversaries = chosen(values.adversary);
  const victim = victimOf(values, given?.worker ?? values.worker - 1);
  const target = await loadTarget(values.path, { ui, cwd, debug: values.debug });
  const route = truthRoute(values, target);
  const { logic } = target;
  const plan: WorldPlan = {
    ...{ logic, route, env: target.env, stdinMode: target.stdinMode, seed: 1 },
    limits: limitsOf(values, target),
    runtime: values.runtime,
    permissions: permissionsFor(values, target, route),
    singleRuns: values.singleRuns,
  };
  const pool = new WorkerPool();
  try {
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
    const style = ui.out.isColorSupported ? ansiStyle : plainStyle;
    ui.result(
      values.json
        ? attackDocumentText(attackDocument({ ...head, seed }, results))
        : attackText(head, results, {
            ...{ width: ui.io.stdout.columns, tableWidth: ui.tableWidth },
            style,
          }),
    );
    return ExitCode.ok;
  } finally {
    await pool.close();
  }
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

/** @throws WeightkitError WK105 */
function chosen(names: readonly string[]): readonly Adversary[] {
  if (names.length === 0) return ADVERSARIES;
  const known = ADVERSARIES.map(({ name }) => name);
  return names.map((value) => {
    const adversary = ADVERSARIES.find(({ name }) => name === value);
    if (adversary !== undefined) return adversary;
    const suggestion = nearest(value, known);
    const wanted = `one of ${known.join(", ")}`;
    throw fault(usageErrors.badOptionValue, { option: "--adversary", value, wanted, suggestion });
  });
}

function listed(json: boolean): string {
  const rows = ADVERSARIES.map(({ name, does, formula, knows }) => ({
    name,
    does,
    formula,
    knows,
  }));
  if (json) return `${jsonText(rows, 2)}\n`;
  return rows.map(({ name, does, formula }) => `${name}\n  ${does}\n  ${formula}\n`).join("");
}
