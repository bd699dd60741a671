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
import { LADDER } from "@weightkit/testkit/internal/lab/attack/world";
import { ansiStyle, plainStyle } from "@weightkit/testkit/internal/report/text/style";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { nearest } from "../../core/nearest.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { limitsOf } from "../../settings/engine.js";
import { loadTarget } from "../../settings/target.js";
import { permissionsFor, truthRoute } from "../../settings/truth-route.js";
import type { AttackValues } from "./options.js";

export async function runAttack(values: AttackValues, { ui, cwd }: Context): Promise<ExitCode> {
  if (values.adversary.includes("list")) {
    ui.result(listed(values.json));
    return ExitCode.ok;
  }
  const adversaries = chosen(values.adversary);
  const target = await loadTarget(values.path, { ui, cwd, debug: values.debug });
  const route = truthRoute(values, target);
  const { seed, worlds } = values;
  const worker = values.worker - 1;
  const pool = new WorkerPool();
  try {
    const results = await attackLogic(
      {
        logic: target.logic,
        limits: limitsOf(values, target),
        runtime: values.runtime,
        route,
        permissions: permissionsFor(values, target, route),
        env: target.env,
        stdinMode: target.stdinMode,
        seed: 1,
        singleRuns: values.singleRuns,
      },
      {
        ...{ pool, design: LADDER, adversaries, worker },
        seeds: Array.from({ length: worlds }, (_, i) => seed + i),
        onReplay: (done, of) => {
          ui.progress.show(`attacking: replay ${done} of ${of}`);
        },
      },
    );
    const head = { logic: target.logic.name, design: LADDER, worlds, worker };
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
