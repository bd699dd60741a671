// Code in a sentence: what is short stays on one line, since `--weight-cadence` broken after its first dash is hard to read.

/** Fits the narrowest phone, in a nested list too. */
const MAX_SHORT = 30;

/** @param {import("markdown-it").default} markdown */
export function shortCode(markdown) {
  const { code_inline: render } = markdown.renderer.rules;
  markdown.renderer.rules.code_inline = (tokens, index, ...rest) => {
    if (tokens[index].content.length <= MAX_SHORT) tokens[index].attrJoin("class", "short");
    return render(tokens, index, ...rest);
  };
}
