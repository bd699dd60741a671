import { join, resolve } from "node:path";
import type { AttackResult } from "@weightkit/testkit/internal/lab/attack/attack-result";
import type { PageInput } from "@weightkit/testkit/internal/report/html/page-data";
import { shownPath } from "../../files/read.js";
import { PROJECT_FILE, type Project } from "../../project/project.js";
import { hashedFile } from "../../settings/page-inputs.js";

/** The files that attacks read, with their hashes, for their page. */
export async function attackInputs(
  results: readonly AttackResult[],
  {
    project,
    plan,
    cwd,
  }: {
    readonly project: Project | null;
    /** The plan's file, where one was given. */
    readonly plan: string | undefined;
    readonly cwd: string;
  },
): Promise<PageInput[]> {
  const home = project?.directory ?? cwd;
  const files = [
    ...(project === null ? [] : [["project", join(home, PROJECT_FILE)] as const]),
    ...(plan === undefined ? [] : [["plan", resolve(cwd, plan)] as const]),
    ...results.flatMap(({ adversary }) =>
      (adversary.files ?? []).map(({ path }) => ["adversary", resolve(home, path)] as const),
    ),
  ];
  return await Promise.all(
    files.map(async ([role, path]) => ({
      ...{ role, path: shownPath(path, cwd) },
      ...(await hashedFile(path)),
    })),
  );
}
