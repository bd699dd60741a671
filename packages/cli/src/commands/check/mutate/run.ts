import { join } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { labErrors } from "@weightkit/testkit/internal/errors/lab-errors";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { mutationDocument } from "@weightkit/testkit/internal/lab/mutate/mutation-document";
import { mutationText } from "@weightkit/testkit/internal/lab/mutate/mutation-text";
import {
  mutationScore,
  tryMutants,
  type MutationResult,
} from "@weightkit/testkit/internal/lab/mutate/try-mutants";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { ansiStyle, plainStyle } from "@weightkit/testkit/internal/report/text/style";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { compileOnce } from "../../../compiler/compiler.js";
import type { Context } from "../../../core/command.js";
import { build, buildDirectory } from "../../../package/build.js";
import { loadTarget, type Target } from "../../../settings/target.js";
import { projectErrors } from "../../../errors/project-errors.js";
import type { CheckValues } from "../options.js";
import { checkPlan } from "../settings.js";
import { ProjectTests } from "./project-tests.js";

/** Changes the compiled logic and looks for changes that neither a property nor a test notices. */
export async function runMutate(values: CheckValues, context: Context): Promise<ExitCode> {
  const { ui, cwd } = context;
  const target = await loadTarget(values.path, { ui, cwd });
  const { project } = target;
  if (project === null) throw fault(projectErrors.noProject, { directory: values.path ?? cwd });
  // Optimized code merges lines and operators: mutants are made of an unoptimized build next to the published one.
  await build(project, { debug: true, cwd, compile: compileOnce(ui.io) });
  const logic = loadLogic(join(buildDirectory(project, true), `${project.settings.name}.wasm`));
  const { subject, history, properties, seed } = await checkPlan(values, target, context);
  const { mutants, ownCode: ownOnly } = values;
  ui.progress.show("running the project's tests …");
  const tests = await ProjectTests.start(project.directory, {
    ...{ published: target.logic.sha256, unchanged: logic, env: ui.io.env },
  });
  const plan = {
    ...{ history, properties, mutants, ownOnly, seed, testRuns: tests.runs },
    subject: { ...subject, logic, limits: { ...subject.limits, ...unoptimizedLimits(target) } },
  };
  const pool = new WorkerPool();
  try {
    const { failingTest } = tests;
    const result = await tryMutants(plan, {
      pool,
      ...(failingTest === null ? {} : { failingTest }),
      onProgress: (done, all) => {
        ui.progress.show(`mutants: ${done} of ${all} …`);
      },
    });
    if (result.mutants.length === 0) throw fault(labErrors.noMutants, { name: logic.name });
    const style = ui.out.isColorSupported ? ansiStyle : plainStyle;
    if (values.json) ui.json(mutationDocument(result, plan, tests.leftOut));
    else ui.result(mutationText(result, style, tests.leftOut));
    return exitOf(result, values);
  } finally {
    await pool.close();
    tests.close();
  }
}

/** Unoptimized code uses more fuel and memory; what is published is held to the project's limits by the properties themselves. */
function unoptimizedLimits({ limits }: Target): Partial<Target["limits"]> {
  const { milliseconds, memoryPages } = limits;
  return {
    fuel: null,
    milliseconds: 10 * milliseconds,
    memoryPages: memoryPages === null ? null : 4 * memoryPages,
  };
}

/** @throws WeightkitError WK666 */
function exitOf({ mutants }: MutationResult, { minScore: least = 0 }: CheckValues): ExitCode {
  const { percent } = mutationScore(mutants);
  if (percent !== null && percent < least)
    throw fault(labErrors.lowMutationScore, { percent, least });
  return ExitCode.ok;
}
