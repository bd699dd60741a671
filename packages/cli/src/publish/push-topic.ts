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
  return `allorad tx emissions push-topic CREATOR ${args.map(quoted).join(" ")}`;
}

/** An argument as a POSIX shell takes it. */
function quoted(argument: string): string {
  if (/^[A-Za-z0-9_./:@%+=-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", "'\\''")}'`;
}
