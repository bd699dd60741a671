/** Where the documentation is published. */
export const DOCS = "https://weightkit.github.io/weightkit";

/** The address of a code's page. */
export function errorPage(code: string): string {
  return `${DOCS}/reference/errors/${code}`;
}
