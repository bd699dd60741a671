import { textWidth } from "@weightkit/testkit/internal/report/text/width";

/** Breaks at blanks so that no line is wider than `width` columns, as far as words allow: a word is never cut. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of text.split("\n")) {
    const lead = /^ */.exec(part)?.[0] ?? "";
    let line = "";
    // Counted along, since to measure a line anew for each of its words takes the square of the time.
    let taken = 0;
    for (const [index, token] of part.slice(lead.length).split(" ").entries()) {
      const word = index === 0 ? lead + token : token;
      const wide = textWidth(word);
      if (line !== "" && taken + 1 + wide > width) {
        lines.push(line);
        line = word;
        taken = wide;
      } else {
        taken += line === "" ? wide : 1 + wide;
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** As {@link wrapWords}, with all lines but the first indented. */
export function hanging(text: string, width: number, indent: string): string[] {
  const [first = "", ...rest] = wrapWords(text, width - indent.length);
  return [first, ...rest.map((line) => indent + line)];
}
