import { EMPTY_STDIN } from "@weightkit/testkit/internal/logic/import-lint";
import { isAllowed } from "@weightkit/testkit/internal/runtime/blockless/permission";
import { lintPermissions } from "@weightkit/testkit/internal/runtime/blockless/permission-lint";
import type { ProjectSettings } from "./schema/project-schema.js";

/** What will likely not work as meant, one sentence each; none of it stops a build. */
export function lintProject(settings: ProjectSettings): string[] {
  const { permissions, truth, topic, target } = settings;
  const found = lintPermissions(permissions).map(({ message }) => message);
  if (truth !== undefined && !isAllowed(truth.url, permissions)) {
    found.push(
      `No permission allows the truth's URL ${truth.url}: add ${JSON.stringify(prefixFor(truth.url))} to "permissions"`,
    );
  }
  if (topic.weightCadence < topic.inferenceCadence) {
    found.push(
      `topic.weightCadence (${topic.weightCadence} s) is shorter than topic.inferenceCadence (${topic.inferenceCadence} s): some rounds will see no inferences`,
    );
  }
  if (topic.valueKind === "probability" && topic.valueScale === 1) {
    found.push(
      'topic.valueKind is "probability" but topic.valueScale is 1: the chain would round every probability to 0 or 1; let workers answer in millionths and set topic.valueScale to 1000000',
    );
  }
  if (target === "wasi") {
    found.push(
      `"target" is "wasi": the logic takes its payload from WASI stdin. ${EMPTY_STDIN}; leave "target" out`,
    );
  }
  return found;
}

/** Scheme and host of a URL, lower case, with a slash. */
export function prefixFor(url: string): string {
  return `${/^https?:\/\/[^/]*/i.exec(url)?.[0].toLowerCase() ?? "https://"}/`;
}
