/** What replaces a secret in a recording. */
export const REDACTED = "REDACTED";

/** Parts of names that secrets have, wherever they stand in the name. */
const SECRET_PART =
  /auth|cookie|token|secret|passw|session|signature|credential|bearer|jwt|hmac|app[-_.]?id|api[-_.]?key|x-access/i;
/** A name that ends with one of these is a secret. */
const SECRET_END = /(^|[-_.])(key|pwd|otp)$/i;
const SECRET_END_CAMEL = /[a-z](Key|Pwd|Sig)$/;
/** Names that are secrets as they stand; as parts of others, e.g. of `country_code`, they are not. */
const SECRET_NAME = /^(x[-_.])?(sig|code|pass|pin|sas|access)$/i;

function isSecret(name: string): boolean {
  const plain = decoded(name).trim();
  return (
    SECRET_PART.test(plain) ||
    SECRET_END.test(plain) ||
    SECRET_END_CAMEL.test(plain) ||
    SECRET_NAME.test(plain)
  );
}

/** The name as a server reads it, for `%74oken` is one as well. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

/** Headers with the values of those that carry secrets replaced, and the secrets in URLs in the others. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecret(name)
        ? REDACTED
        : value.replaceAll(/[a-z][a-z0-9+.-]*:\/\/[^\s"'<>,]+/gi, redactUrl),
    ]),
  );
}

/**
 * A URL with its user's password (or its user, when alone: often a token), and the values of parameters that carry secrets,
 * replaced in query and fragment; all else as it stands.
 */
export function redactUrl(url: string): string {
  const withoutPassword = url.replace(
    /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#@:]*):[^/?#@]*|[^/?#@]*)@/i,
    (_match, scheme: string, user?: string) =>
      user === undefined ? `${scheme}${REDACTED}@` : `${scheme}${user}:${REDACTED}@`,
  );
  const hash = withoutPassword.indexOf("#");
  const before = hash < 0 ? withoutPassword : withoutPassword.slice(0, hash);
  const fragment = hash < 0 ? "" : `#${redactPairs(withoutPassword.slice(hash + 1))}`;
  const at = before.indexOf("?");
  if (at < 0) return before + fragment;
  return `${before.slice(0, at)}?${redactPairs(before.slice(at + 1))}${fragment}`;
}

/** `name=value` pairs, between `&` or `;`. */
function redactPairs(text: string): string {
  return text.replaceAll(/([^&;=?]*)=([^&;]*)/g, (pair, name: string) =>
    isSecret(name) ? `${name}=${REDACTED}` : pair,
  );
}
