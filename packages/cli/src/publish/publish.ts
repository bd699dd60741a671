import { dirname, join } from "node:path";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { packageErrors } from "../errors/package-errors.js";
import type { NamedFile } from "../files/named-file.js";
import { directoryCid } from "../package/unixfs.js";
import { readBytes } from "../files/read.js";
import { below, uploadUrl, type Endpoints, type PublishPlan } from "./plan.js";
import { install, upload } from "./send.js";
import type { Token } from "./token.js";

/** The two files that are published, as read from a verified package. */
export interface Published {
  readonly name: string;
  readonly manifest: NamedFile;
  readonly archive: NamedFile;
}

/**
 * Reads a package, checking it as a node would.
 * @param manifestPath absolute
 * @throws WeightkitError WK40x
 */
export function readPublished(manifestPath: string): Published {
  const { name, manifest } = loadLogic(manifestPath);
  const archive = manifest?.runtime.url ?? "";
  const bytes = (path: string): Uint8Array => readBytes(path, "the package's file");
  return {
    name,
    manifest: { name: "manifest.json", bytes: bytes(manifestPath) },
    archive: { name: archive, bytes: bytes(join(dirname(manifestPath), archive)) },
  };
}

/**
 * Decides what to send where.
 * @throws WeightkitError WK710, WK711
 */
export function plan(
  { manifest, archive }: Published,
  endpoints: Endpoints,
  token: Token | null,
): PublishPlan {
  const { head, subgroup, manifestUrl } = endpoints;
  return {
    upload: uploadUrl(endpoints, token),
    install: head === undefined ? null : below(head, "api/v1/functions/install"),
    subgroup: subgroup ?? null,
    manifestUrl: manifestUrl ?? null,
    functionId: directoryCid([manifest, archive]),
    files: [
      { field: "manifest", name: manifest.name, bytes: manifest.bytes.length },
      { field: "wasi_archive", name: archive.name, bytes: archive.bytes.length },
    ],
    token: token !== null,
  };
}

/**
 * Sends what is in the plan; returns the function id on the network.
 * @throws WeightkitError WK703 when the network computed another id, WK712 to WK716
 */
export async function send(
  published: Published,
  planned: PublishPlan,
  token: Token | null,
): Promise<string> {
  const cid = await upload(planned.upload, published.manifest, published.archive, token);
  if (cid !== planned.functionId) {
    const what = "The function id that the other side computed";
    throw fault(packageErrors.mismatch, { what, expected: planned.functionId, found: cid });
  }
  if (planned.install !== null) {
    await install(planned.install, {
      cid,
      ...(planned.manifestUrl === null
        ? {}
        : { uri: planned.manifestUrl.replaceAll("{cid}", cid) }),
      ...(planned.subgroup === null ? {} : { subgroup: planned.subgroup }),
    });
  }
  return cid;
}
