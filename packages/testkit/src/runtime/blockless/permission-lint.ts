/** What is wrong with a permission. */
export interface PermissionNote {
  readonly permission: string;
  readonly kind: "never-matches" | "matches-too-much" | "refused";
  /** One sentence. */
  readonly message: string;
}

/**
 * Permissions that do not do what their author expects, by bls-runtime's rule: the lower-cased URL must start with the
 * permission as written (protocol section 6).
 */
export function lintPermissions(permissions: readonly string[]): readonly PermissionNote[] {
  return permissions.flatMap((permission) => lint(permission) ?? []);
}

function lint(permission: string): PermissionNote | null {
  const note = (kind: PermissionNote["kind"], what: string): PermissionNote => ({
    ...{ permission, kind, message: `The permission ${JSON.stringify(permission)} ${what}` },
  });
  if (permission === "") return note("matches-too-much", "is empty and allows every URL");
  if (permission !== permission.toLowerCase())
    return note(
      "never-matches",
      `never matches, since URLs are lower-cased before they are compared: write ${JSON.stringify(permission.toLowerCase())}`,
    );
  if (/[\s*]/.test(permission))
    return note(
      "never-matches",
      "never matches: it is a plain prefix, without wildcards or spaces",
    );
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/.exec(permission) ?? [];
  if (scheme === undefined || rest === undefined)
    return note(
      "refused",
      "is not a URL, and bls-runtime refuses to start with it: begin it with https://",
    );
  if (scheme !== "http" && scheme !== "https")
    return note("never-matches", `can never match an HTTP request, as it begins with ${scheme}://`);
  if (rest === "" || rest.startsWith("/"))
    return note("matches-too-much", "allows every host: name the host, e.g. https://api.example/");
  if (!rest.includes("/"))
    return note(
      "matches-too-much",
      `also allows hosts such as ${rest}.evil.example: end it with a slash`,
    );
  return null;
}
