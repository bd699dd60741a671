/**
 * Source text with the contents of quoted texts and comments as blanks: same length, same lines, so that offsets hold.
 * Templates stay, because they hold code.
 */
export function blanked(text: string): string {
  return text.replaceAll(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g,
    (found) => {
      if (found.startsWith("/")) return blanks(found);
      return `${found.charAt(0)}${blanks(found.slice(1, -1))}${found.charAt(0)}`;
    },
  );
}

function blanks(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}
