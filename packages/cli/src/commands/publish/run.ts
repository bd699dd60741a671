import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Context } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { plan, readPublished, send } from "../../publish/publish.js";
import { Token } from "../../publish/token.js";
import { activationCommands, pushTopicCommand } from "../../publish/push-topic.js";
import { loadTarget, type Target } from "../../settings/target.js";
import type { PublishValues } from "./options.js";
import { planText } from "./output.js";

export async function runPublish(values: PublishValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { path, dryRun, json } = values;
  if (values.gateway === undefined && values.repo === undefined) {
    const remedy = "Give --gateway URL or --repo URL";
    throw fault(usageErrors.missingOption, { what: "Where to publish", remedy });
  }
  const target = await loadTarget(path, { ui, cwd });
  const published = readPublished(manifestPath(target, path, cwd));
  const token = Token.from(ui.io.env["WEIGHTKIT_TOKEN"]);
  const planned = plan(published, values, token);
  ui.progress.show(`uploading to ${planned.upload} …`);
  if (!dryRun) await send(published, planned, token);
  const { project } = target;
  const transaction =
    project === null ? null : pushTopicCommand(project.settings, planned.functionId);
  const activation = project === null ? [] : activationCommands(project.settings);
  if (json) ui.json({ ok: true, sent: !dryRun, ...planned, transaction, activation });
  else {
    const transactions = { transaction, activation };
    ui.result(planText(published.name, planned, transactions, !dryRun, ui.out));
  }
  return ExitCode.ok;
}

function manifestPath({ project }: Target, path = ".", cwd: string): string {
  const given = project === null ? resolve(cwd, path) : join(project.directory, "build");
  return given.endsWith(".json") ? given : join(given, "manifest.json");
}
