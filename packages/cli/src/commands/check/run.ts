import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { checkJob } from "@weightkit/testkit/internal/lab/check/check-job";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { loadTarget } from "../../settings/target.js";
import { saveFailures, savedFailures } from "./failures.js";
import { recordPass } from "../../package/check-record.js";
import { writeInside } from "../../files/write.js";
import { regressionTest } from "./regression-test.js";
import type { CheckValues } from "./options.js";
import { checkDocument, checkText } from "./output.js";
import { checkPlan } from "./settings.js";

export async function runCheck(values: CheckValues, context: Context): Promise<ExitCode> {
  if (values.mutate) return (await import("./mutate/run.js")).runMutate(values, context);
  const { ui, cwd } = context;
  const target = await loadTarget(values.path, { ui, cwd });
  const { project } = target;
  const saved =
    project === null
      ? []
      : savedFailures(project.directory, (sentence) => {
          ui.warn(sentence);
        });
  const plan = { ...(await checkPlan(values, target, context)), saved };
  const pool = new WorkerPool(1);
  try {
    // Each run has the engine's own timer, so the watchdog has nothing to look for.
    const results = await pool.run(checkJob, plan, {
      runMilliseconds: Infinity,
      onMessage: (name) => {
        ui.progress.show(`checking ${name} …`);
      },
    });
    const files = project === null ? [] : saveFailures(project.directory, results);
    if (values.writeTest) {
      const tests = results.flatMap((result) => regressionTest(result, plan));
      const directory = project?.directory ?? cwd;
      writeInside(directory, directory, tests);
      files.push(...tests.map(({ name }) => name));
    }
    if (values.json) ui.json(checkDocument(results, plan));
    else ui.result(checkText(results, plan, ui.out));
    for (const file of files) ui.note(`wrote ${file}`);
    const failed = results.some(({ status }) => status === "fails");
    if (!failed && values.property.length === 0) {
      const { runs, seed } = values;
      const pass = { wasmSha256: target.logic.sha256, runs, seed };
      if (project !== null) recordPass(project.directory, pass);
    }
    return failed ? ExitCode.property : ExitCode.ok;
  } finally {
    await pool.close();
  }
}
