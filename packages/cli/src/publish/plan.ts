import { createHash } from "node:crypto";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { packageErrors } from "../errors/package-errors.js";
import type { Token } from "./token.js";

/** What publishing would send, decided before anything is sent. */
export interface PublishPlan {
  /** Where the package is uploaded, or null when it is served from here. */
  readonly upload: string | null;
  /** Where the package is served from while it is installed, or null. */
  readonly serve: string | null;
  /** The head node, or null. */
  readonly head: string | null;
  /** Where a head node is asked to install it, or null. */
  readonly install: string | null;
  /** The network's subgroup that installs it, or null for all. */
  readonly subgroup: string | null;
  /** The manifest's address in the install request; null sends the `cid` alone. */
  readonly manifestUrl: string | null;
  readonly functionId: string;
  /** The id under which workers install it: the function id, or the SHA-256 of the manifest's address where one is sent. */
  readonly installedId: string;
  readonly files: readonly {
    readonly field: string;
    readonly name: string;
    readonly bytes: number;
  }[];
  /** Whether the upload carries a bearer token. */
  readonly token: boolean;
}

export interface Endpoints {
  readonly gateway?: string | undefined;
  readonly repo?: string | undefined;
  readonly head?: string | undefined;
  readonly serve?: string | undefined;
  readonly subgroup?: string | undefined;
  readonly manifestUrl?: string | undefined;
}

/** The id that a worker gives to a function that it installs from a manifest's address (protocol section 7). */
export function idFromUri(uri: string): string {
  return createHash("sha256").update(uri).digest("hex");
}

/**
 * Address to upload to (protocol section 7): a gateway's `/api/v1/registry` or a repository's `/api/submit`; null without either.
 * @throws WeightkitError WK710, WK711
 */
export function uploadUrl({ gateway, repo }: Endpoints, token: Token | null): string | null {
  if (gateway === undefined && repo === undefined) return null;
  const url =
    gateway === undefined ? below(repo ?? "", "api/submit") : below(gateway, "api/v1/registry");
  const { protocol, hostname, href } = new URL(url);
  const local = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  if (token !== null && protocol !== "https:" && !local) {
    throw fault(packageErrors.tokenInTheClear, { url: href });
  }
  return url;
}

/**
 * A path below a base address, whose own path is kept.
 * @throws WeightkitError WK710 when the base is not an http or https address, or contains a password
 */
export function below(base: string, path: string): string {
  let url: URL;
  try {
    url = new URL(base);
  } catch {
    throw fault(packageErrors.badEndpoint, { url: withoutPassword(base), why: "it is not a URL" });
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    const why = "it is neither http nor https";
    throw fault(packageErrors.badEndpoint, { url: withoutPassword(base), why });
  }
  if (url.username !== "" || url.password !== "") {
    const why = "it contains a password; use WEIGHTKIT_TOKEN";
    throw fault(packageErrors.badEndpoint, { url: url.host, why });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}/${path}`;
}

/** An address as it may be shown: without what stands before an @, whatever the rest looks like. */
function withoutPassword(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:)?(\/\/)?[^/?#]*@/i, "$1$2…@");
}
