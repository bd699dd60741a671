import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Context } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { packageErrors } from "../../errors/package-errors.js";
import { MAX_INPUT, readBytes } from "../../files/read.js";
import { hasPassed } from "../../package/check-record.js";
import type { PublishPlan } from "../../publish/plan.js";
import {
  plan,
  publishedFiles,
  sendInstallation,
  sendPackage,
  type Published,
} from "../../publish/publish.js";
import { servePackage } from "../../publish/serve-package.js";
import { Token } from "../../publish/token.js";
import { TRIAL_PAYLOAD, trialRound, type Trial } from "../../publish/trial-round.js";
import { topicCommands } from "../../publish/topic-commands.js";
import { loadTarget, type Target } from "../../settings/target.js";
import type { Ui } from "../../ui/ui.js";
import type { PublishValues } from "./options.js";
import { planText } from "./output.js";

export async function runPublish(values: PublishValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { path, dryRun, json } = values;
  checkPlaces(values);
  const target = await loadTarget(path, { ui, cwd });
  const published = publishedFiles(target.packageFiles(), path ?? ".");
  const token = Token.from(ui.io.env["WEIGHTKIT_TOKEN"]);
  const planned = plan(published, values, token, values.cidProfile);
  checkPassed(target, values, cwd, ui);
  const round = dryRun ? null : await send(published, planned, token, { values, target, ui, cwd });
  const { project } = target;
  const commands =
    project === null ? null : topicCommands(project.settings, planned.functionId).map(asCommand);
  if (json) ui.json({ ok: true, sent: !dryRun, ...planned, round, commands });
  else ui.result(planText(target.logic.name, planned, { round, commands, sent: !dryRun }, ui.out));
  return ExitCode.ok;
}

function asCommand({ command }: { readonly command: string }): string {
  return command;
}

/** @throws WeightkitError WK109 when there is nowhere to publish to */
function checkPlaces({ gateway, repo, serve }: PublishValues): void {
  if (gateway !== undefined || repo !== undefined || serve !== undefined) return;
  const remedy =
    "Give --gateway URL or --repo URL; or --serve URL with --head URL, to install straight from here";
  throw fault(usageErrors.missingOption, { what: "Where to publish", remedy });
}

/** @throws WeightkitError WK719 */
function checkPassed(
  { project, logic }: Target,
  { force, dryRun }: PublishValues,
  cwd: string,
  ui: Ui,
): void {
  if (force || hasPassed(project?.directory ?? cwd, logic.sha256)) return;
  const refusal = fault(packageErrors.notChecked, { what: logic.name });
  if (!dryRun) throw refusal;
  ui.warn(`${refusal.message}: without --force it would not be published`);
}

interface Surroundings {
  readonly values: PublishValues;
  readonly target: Target;
  readonly ui: Ui;
  readonly cwd: string;
}

/** Uploads or serves, installs, runs one round there. Only when all of it has succeeded is the function published. */
async function send(
  published: Published,
  planned: PublishPlan,
  token: Token | null,
  { values, target, ui, cwd }: Surroundings,
): Promise<Trial | null> {
  const { upload, serve, install, head, functionId } = planned;
  if (upload !== null) {
    ui.progress.show(`uploading to ${upload} …`);
    await sendPackage(published, upload, functionId, token);
  }
  if (install === null || head === null) return null;
  const files = [published.manifest, published.archive];
  const served = serve === null ? null : await servePackage(serve, files);
  try {
    ui.progress.show(`installing through ${head} …`);
    await sendInstallation(install, planned);
    if (values.skipRound) return null;
    ui.progress.show(`running one round on ${head} …`);
    const { payload } = values;
    return await trialRound({
      ...{ head, functionId: planned.installedId, subgroup: planned.subgroup },
      ...{ logic: target.logic, limits: target.limits },
      topic: target.project?.settings.topic.id ?? "1",
      payload:
        payload === undefined
          ? Buffer.from(TRIAL_PAYLOAD)
          : readBytes(resolve(cwd, payload), "the payload", payload, MAX_INPUT.payload),
    });
  } finally {
    await served?.close();
  }
}
