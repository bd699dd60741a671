import { createServer } from "node:http";
import { once } from "node:events";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { packageErrors } from "../errors/package-errors.js";
import type { NamedFile } from "../files/named-file.js";

/** A package that workers can fetch from here. */
export interface ServedPackage {
  /** Where the manifest is: the archive is at the root of the same host, where workers look for it. */
  readonly manifestUrl: string;
  close(): Promise<void>;
}

/** The address of the manifest when `base` serves it. @throws WeightkitError WK710 when that is not an http address without a path */
export function servedManifest(base: string): string {
  let url: URL;
  try {
    url = new URL(base);
  } catch {
    throw fault(packageErrors.badEndpoint, { url: base, why: "it is not a URL" });
  }
  if (
    url.protocol !== "http:" ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.username !== ""
  ) {
    const why = "a package is served at the root of an http address, e.g. http://192.168.1.5:8080";
    throw fault(packageErrors.badEndpoint, { url: url.host, why });
  }
  return `${url.origin}/manifest.json`;
}

/**
 * Serves a package's two files, and nothing else, at the host and port of `base` until it is closed.
 * @throws WeightkitError WK710, WK717 when the port cannot be had
 */
export async function servePackage(
  base: string,
  files: readonly NamedFile[],
): Promise<ServedPackage> {
  const manifestUrl = servedManifest(base);
  const { hostname, port } = new URL(manifestUrl);
  const byPath = new Map(files.map(({ name, bytes }) => [`/${encodeURIComponent(name)}`, bytes]));
  const server = createServer(({ method, url = "" }, response) => {
    const bytes = byPath.get(url);
    const readable = method === "GET" || method === "HEAD";
    if (bytes === undefined || !readable) response.writeHead(readable ? 404 : 405).end();
    else {
      const type = url.endsWith(".json") ? "application/json" : "application/gzip";
      response.writeHead(200, { "content-type": type, "content-length": bytes.length });
      response.end(method === "HEAD" ? undefined : bytes);
    }
  });
  try {
    server.listen(Number(port || "80"), hostname.replace(/^\[|\]$/g, ""));
    await once(server, "listening");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw fault(packageErrors.cannotServe, { url: base, why }, { cause });
  }
  return {
    manifestUrl,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => {
        server.close(() => {
          done();
        });
      });
    },
  };
}
