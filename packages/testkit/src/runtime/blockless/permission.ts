/**
 * bls-runtime's rule as written: the lower-cased URL starts with a permission's text as it stands. So a permission with
 * a capital letter never matches.
 */
export function isAllowed(url: string, permissions: readonly string[]): boolean {
  const lower = url.toLowerCase();
  return permissions.some((permission) => lower.startsWith(permission));
}
