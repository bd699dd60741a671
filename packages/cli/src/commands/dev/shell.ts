import { createHash } from "node:crypto";

/**
 * Shows the report in a frame. Of a newer report only the data go into the page that is there, which then shows them in place
 * (`testkit/page/live.ts`); it is loaded again only where it cannot: before the first result, or after an update of weightkit.
 * Why a save gave no report is shown over its lower edge, where it moves nothing.
 */
const SCRIPT = `
const TYPE = "application/octet-stream";
const frame = document.getElementById("report");
const note = document.getElementById("note");
const events = new EventSource("/events");
let last = Promise.resolve();
let lost = false;
async function show() {
  const text = await (await fetch("/report")).text();
  const page = frame.contentDocument;
  const policy = page?.querySelector("meta[http-equiv]")?.content;
  if (page?.documentElement.dataset.ready === undefined || !text.includes('content="' + policy + '"')) {
    frame.contentWindow.location.reload();
    return;
  }
  for (const old of page.querySelectorAll("script[type='" + TYPE + "']")) old.remove();
  for (const [, id, data] of text.matchAll(new RegExp('<script type="' + TYPE + '" id="([^"]*)">([^<]*)<', "g"))) {
    page.body.append(Object.assign(page.createElement("script"), { type: TYPE, id, textContent: data }));
  }
  frame.contentWindow.dispatchEvent(new Event("weightkit-newer"));
}
function next() {
  last = last.then(show).catch(() => undefined);
}
events.addEventListener("report", () => { note.hidden = true; next(); });
events.addEventListener("fault", (event) => { note.textContent = JSON.parse(event.data); note.hidden = false; });
events.onerror = () => { lost = true; note.textContent = "weightkit dev has ended"; note.hidden = false; };
events.onopen = () => { note.hidden = true; if (lost) next(); lost = false; };
`;
const STYLE = `
html, body { margin: 0; height: 100%; }
#note {
  position: fixed; inset: auto 0 0; max-height: 45%; overflow: auto; box-sizing: border-box; margin: 0; padding: 10px 20px;
  white-space: pre-wrap; font: 13px/1.5 ui-monospace, monospace; background: #fdecea; color: #611a15; border-top: 2px solid #b3261e;
}
#note[hidden] { display: none; }
#report { display: block; border: 0; width: 100%; height: 100%; }
@media (prefers-color-scheme: dark) { #note { background: #3b1512; color: #f9dedc; border-color: #f2b8b5; } }
`;

export const SHELL_POLICY = [
  "default-src 'none'",
  `script-src '${integrity(SCRIPT)}'`,
  `style-src '${integrity(STYLE)}'`,
  "frame-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export const SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>weightkit dev</title>
<style>${STYLE}</style>
</head>
<body>
<iframe id="report" src="/report" title="Replay report"></iframe>
<p id="note" role="status" tabindex="0" hidden></p>
<script>${SCRIPT}</script>
</body>
</html>
`;

/** The source expression that allows an inline script or style by its content. */
function integrity(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
