import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { expandPaths } from "@weightkit/testkit/internal/history/expand-paths";
import type { PageInput } from "@weightkit/testkit/internal/report/html/page-data";
import type { ReplaySettings } from "./replay-settings.js";

/** The files that a replay read, with their hashes, for its page. @param recording Of requests, or null. */
export async function pageInputs(
  settings: Pick<ReplaySettings, "project" | "inferences" | "truth" | "workers" | "topics">,
  recording: string | null,
  cwd: string,
): Promise<PageInput[]> {
  const { project, inferences, truth, workers, topics } = settings;
  const inputs: PageInput[] = [];
  const files = { project, inferences, truth, workers, topics, recording };
  for (const [role, given] of Object.entries(files)) {
    for (const path of given === null ? [] : expandPaths(given)) {
      inputs.push({ role, path, ...(await hashedFile(resolve(cwd, path))) });
    }
  }
  return inputs;
}

/** A file's size and SHA-256. */
export async function hashedFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Uint8Array)) continue;
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}
