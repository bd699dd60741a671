import { shellWord } from "../core/shell-words.js";
import type { ProjectSettings } from "../project/schema.js";

/** The transaction that creates the project's topic with this function as its weight logic (protocol section 1). */
export function pushTopicCommand(settings: ProjectSettings, functionId: string): string {
  const { topic, name } = settings;
  const args = [
    topic.metadata,
    functionId,
    `${name}.wasm`,
    String(topic.weightCadence),
    topic.inferenceLogic,
    topic.inferenceMethod,
    String(topic.inferenceCadence),
    topic.defaultArg,
  ];
  return `allorad tx emissions push-topic CREATOR ${args.map(shellWord).join(" ")}`;
}
