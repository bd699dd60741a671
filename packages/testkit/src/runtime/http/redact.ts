/** What stands in a recording for a secret. */
export const REDACTED = "REDACTED";

const SECRET_NAME =
  /auth|cookie|token|secret|password|passwd|session|signature|credential|(^|[-_])(api[-_]?)?key$|apikey/i;

/** Headers with the values of those that carry secrets replaced. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_NAME.test(name) ? REDACTED : value,
    ]),
  );
}

/** A URL with passwords and the values of query parameters that carry secrets replaced; all else as it stands. */
export function redactUrl(url: string): string {
  const withoutPassword = url.replace(
    /^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*):[^/?#@]*@/i,
    `$1:${REDACTED}@`,
  );
  const at = withoutPassword.indexOf("?");
  if (at < 0) return withoutPassword;
  const [query = "", ...fragment] = withoutPassword.slice(at + 1).split("#");
  const redacted = query.split("&").map((pair) => {
    const [name = ""] = pair.split("=", 1);
    return pair.includes("=") && SECRET_NAME.test(name) ? `${name}=${REDACTED}` : pair;
  });
  return [`${withoutPassword.slice(0, at)}?${redacted.join("&")}`, ...fragment].join("#");
}
