// Sessions: commands stand out, and what they print has the colour of text. The grammar for them colours all output as strings.

/** A transformer of Shiki for `console` blocks. */
export const consoleOutput = {
  name: "console-output",
  line(node) {
    if (this.options.lang !== "console") return;
    const text = node.children.map((token) => token.children?.[0]?.value ?? "").join("");
    if (/^[$>] /.test(text)) this.addClassToHast(node, "command");
    else for (const token of node.children) delete token.properties?.style;
  },
};
