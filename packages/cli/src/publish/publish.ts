import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { directoryCid, type CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import { packageErrors } from "../errors/package-errors.js";
import type { NamedFile } from "../files/named-file.js";
import { below, idFromUri, uploadUrl, type Endpoints, type PublishPlan } from "./plan.js";
import { install, upload, type InstallRequest } from "./send.js";
import { servedManifest } from "./serve-package.js";
import type { Token } from "./token.js";

/** The two files that are published, as read from a verified package. */
export interface Published {
  readonly manifest: NamedFile;
  readonly archive: NamedFile;
}

/** A package's files by their roles; the manifest's name is what nodes ask for. @throws WeightkitError WK704 */
export function publishedFiles(files: readonly NamedFile[] | null, path: string): Published {
  const [manifest, archive] = files ?? [];
  if (manifest === undefined || archive === undefined)
    throw fault(packageErrors.notAPackage, { path });
  return { manifest: { ...manifest, name: "manifest.json" }, archive };
}

/**
 * Decides what to send where.
 * @throws WeightkitError WK710, WK711
 */
export function plan(
  { manifest, archive }: Published,
  endpoints: Endpoints,
  token: Token | null,
  cidProfile: CidProfile,
): PublishPlan {
  const { head, subgroup, serve } = endpoints;
  const functionId = directoryCid([manifest, archive], cidProfile);
  const uri =
    serve === undefined
      ? endpoints.manifestUrl?.replaceAll("{cid}", functionId)
      : servedManifest(serve);
  return {
    upload: uploadUrl(endpoints, token),
    serve: serve ?? null,
    head: head === undefined ? null : below(head, "").replace(/\/$/, ""),
    install: head === undefined ? null : below(head, "api/v1/functions/install"),
    subgroup: subgroup ?? null,
    manifestUrl: uri ?? null,
    functionId,
    installedId: uri === undefined ? functionId : idFromUri(uri),
    files: [
      { field: "manifest", name: manifest.name, bytes: manifest.bytes.length },
      { field: "wasi_archive", name: archive.name, bytes: archive.bytes.length },
    ],
    token: token !== null,
  };
}

/**
 * Uploads the package. Content-addressed, so that sending it again does no harm.
 * @throws WeightkitError WK703 when the network computed another id, WK712 to WK714, WK723 to WK726
 */
export async function sendPackage(
  published: Published,
  url: string,
  functionId: string,
  token: Token | null,
): Promise<void> {
  const cid = await upload(url, published.manifest, published.archive, token);
  if (cid === functionId) return;
  const what = "The function id that the other side computed";
  throw fault(packageErrors.mismatch, { what, expected: functionId, found: cid });
}

/** Asks the head node of the plan to have the function installed. @throws WeightkitError WK712 to WK714, WK716, WK723 to WK726 */
export async function sendInstallation(url: string, planned: PublishPlan): Promise<void> {
  const request: InstallRequest = {
    cid: planned.functionId,
    ...(planned.manifestUrl === null ? {} : { uri: planned.manifestUrl }),
    ...(planned.subgroup === null ? {} : { subgroup: planned.subgroup }),
  };
  await install(url, request, planned.upload !== null);
}
