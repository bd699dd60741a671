import { createHash } from "node:crypto";
import { safeText } from "../text/untrusted.js";
import { escapeHtml } from "./escape.js";
import { PAGE_STYLE } from "./page-asset.js";

export interface HtmlPage {
  readonly title: string;
  /** One of the scripts of `page-asset.js`. */
  readonly script: string;
  /** Tool and version, e.g. `weightkit 0.1.0`. */
  readonly madeBy: string;
  /** What stands there without scripts. */
  readonly text: string;
  /** Elements that carry the data, made by `embed`. */
  readonly data: readonly string[];
}

/**
 * One self-contained page: no network, no second file. A content security policy allows exactly the page's own script and
 * style by hash; whatever came from files or from the guest is data, put in by the script as text.
 */
export function htmlPage({ title, script, madeBy, text, data }: HtmlPage): string {
  const policy = [
    "default-src 'none'",
    `script-src '${integrity(script)}'`,
    `style-src '${integrity(PAGE_STYLE)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escapeHtml(madeBy)}">
<title>${escapeHtml(safeText(title))}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<div id="page"></div>
<noscript><pre>${escapeHtml(text)}</pre></noscript>
${data.join("\n")}
<script>${script}</script>
</body>
</html>
`;
}

/** The source expression that allows an inline script or style by its content. */
function integrity(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
