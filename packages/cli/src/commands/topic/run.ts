import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { directoryCid } from "@weightkit/testkit/internal/logic/unixfs";
import type { Context } from "../../core/command.js";
import { packageErrors } from "../../errors/package-errors.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { projectErrors } from "../../errors/project-errors.js";
import { MAX_INPUT, readText } from "../../files/read.js";
import type { ProjectSettings } from "../../project/schema/project-schema.js";
import { publishedFiles } from "../../publish/publish.js";
import { createTopicMessage, otherCommands, topicCommands } from "../../publish/topic-commands.js";
import { readTopic, topicDifferences, topicFindings } from "../../publish/topic-rules.js";
import type { TopicFields } from "../../publish/topic-rules.js";
import { loadTarget } from "../../settings/target.js";
import type { TopicValues } from "./options.js";
import { commandsText, differencesText } from "./output.js";

export async function runTopic(values: TopicValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { action, file, creator, cidProfile, json } = values;
  if (action === "diff" && file === undefined) {
    const remedy =
      "weightkit topic diff FILE, with what `allorad query emissions topic ID` printed";
    throw fault(usageErrors.missingOption, { what: "The chain's topic", remedy });
  }
  const { settings, functionId } = await projectTopic(values, cwd, ui, cidProfile);
  const message = createTopicMessage(settings, functionId, creator);
  if (action === "diff" && file !== undefined) {
    const differences = topicDifferences(message, chainTopic(file, cwd));
    if (json) ui.json({ ok: differences.length === 0, functionId, differences });
    else ui.result(differencesText(settings.name, differences, ui.out));
    return differences.length === 0 ? ExitCode.ok : ExitCode.differs;
  }
  const findings = topicFindings(message);
  throwFaults(
    findings
      .filter(({ refused }) => refused)
      .map(({ field, problem }) => fault(packageErrors.refusedTopic, { field, problem })),
  );
  for (const { field, problem } of findings) ui.warn(`${field}: ${problem}`);
  const topicId = values.topicId === undefined ? undefined : String(values.topicId);
  const accounts = {
    ...(creator === undefined ? {} : { creator }),
    ...(topicId === undefined ? {} : { topicId }),
  };
  const commands = topicCommands(settings, functionId, accounts);
  const others = otherCommands(topicId);
  if (json) ui.json({ ok: true, functionId, message, commands, others, findings });
  else ui.result(commandsText(settings.name, functionId, { commands, others }, ui.out));
  return ExitCode.ok;
}

async function projectTopic(
  { project: folder }: TopicValues,
  cwd: string,
  ui: Context["ui"],
  cidProfile: TopicValues["cidProfile"],
): Promise<{ readonly settings: ProjectSettings; readonly functionId: string }> {
  const at = folder === undefined ? cwd : resolve(cwd, folder);
  const { project, packageFiles } = await loadTarget(undefined, { ui, cwd: at });
  if (project === null) throw fault(projectErrors.noProject, { directory: at });
  const { manifest, archive } = publishedFiles(packageFiles(), at);
  return { settings: project.settings, functionId: directoryCid([manifest, archive], cidProfile) };
}

/** @throws WeightkitError WK111, WK706 */
function chainTopic(file: string, cwd: string): TopicFields {
  const text = readText(resolve(cwd, file), "the chain's topic", file, MAX_INPUT.other);
  const found = readTopic(text);
  if (found === null) throw fault(packageErrors.badTopicFile, { what: file }, { place: { file } });
  return found;
}
