// Markdown as prose and fenced code blocks, so that blocks can be executed and written back.

/**
 * @typedef {object} Fence
 * @property {"fence"} kind
 * @property {string} language first word after the backticks
 * @property {string} info what follows the language
 * @property {string} body lines between the fences, each with its line break
 * @property {string} open the opening line
 * @property {string} close the closing line
 *
 * @typedef {object} Prose
 * @property {"prose"} kind
 * @property {string} body
 */

/**
 * Splits a document; joining the parts again gives the same text.
 * @param {string} markdown
 * @returns {(Fence | Prose)[]}
 */
export function split(markdown) {
  /** @type {(Fence | Prose)[]} */
  const parts = [];
  /** @type {string[]} */
  let lines = [];
  /** @type {string | null} */
  let open = null;
  const prose = () => {
    if (lines.length > 0) parts.push({ kind: "prose", body: lines.join("") });
    lines = [];
  };
  for (const line of markdown.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    if (open === null && /^```\S/.test(line)) {
      prose();
      open = line;
    } else if (open !== null && line.trimEnd() === "```") {
      const [, language = "", info = ""] = /^```(\S+)[ \t]*(.*)/.exec(open) ?? [];
      parts.push({ kind: "fence", language, info, body: lines.join(""), open, close: line });
      [open, lines] = [null, []];
    } else lines.push(line);
  }
  if (open !== null) throw new Error(`a code block is never closed: ${open.trim()}`);
  prose();
  return parts;
}

/** @param {(Fence | Prose)[]} parts */
export function join(parts) {
  return parts
    .map((part) => (part.kind === "prose" ? part.body : part.open + part.body + part.close))
    .join("");
}
