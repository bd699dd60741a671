import type { ProjectSettings } from "./schema.js";

/** What will likely not work as meant, one sentence each; none of it stops a build. */
export function lintProject(settings: ProjectSettings): string[] {
  const { permissions, truth, topic } = settings;
  const found = permissions.flatMap(lintPermission);
  if (truth !== undefined && !permissions.some((permission) => allows(permission, truth.url))) {
    found.push(
      `no permission allows the truth's URL ${truth.url}: add ${JSON.stringify(prefixFor(truth.url))} to "permissions"`,
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
  return found;
}

/** Nodes allow a URL when its lower-cased text starts with the permission's text as written. */
function allows(permission: string, url: string): boolean {
  return url.toLowerCase().startsWith(permission);
}

function lintPermission(permission: string): string[] {
  const name = `the permission ${JSON.stringify(permission)}`;
  if (permission === "") return ['the permission "" allows every URL'];
  if (permission !== permission.toLowerCase()) {
    const lower = JSON.stringify(permission.toLowerCase());
    return [
      `${name} can never match, since nodes compare with the URL in lower case: write ${lower}`,
    ];
  }
  const match = /^https?:\/\/([^/]*)(\/?)/.exec(permission);
  if (match === null) return [`${name} can never match: it must start with http:// or https://`];
  const [, host = "", slash = ""] = match;
  if (host === "") return [`${name} allows every host: name the host, e.g. https://api.example/`];
  if (slash === "") {
    return [`${name} also allows ${permission}.evil.example: end it with a slash`];
  }
  return [];
}

/** Scheme and host of a URL, lower case, with a slash. */
export function prefixFor(url: string): string {
  return `${/^https?:\/\/[^/]*/i.exec(url)?.[0].toLowerCase() ?? "https://"}/`;
}
