// The measured rates in docs/explanation/how-sure.md: tables between `<!-- GROUP -->` and `<!-- /GROUP -->`, and single rates in
// the text between `<!-- GROUP, ROW, SETS -->` and `<!-- / -->`.

const percent = (share) => (100 * share).toFixed(1);

/** The page with what stands between its markers replaced by measured rates. */
export function withTables(page, { cells }) {
  const withRates = page.replace(RATE, (_, group, row, n) => {
    const cell = cells.find((one) => one.group === group && one.row === row && one.n === Number(n));
    if (cell === undefined) throw new Error(`nothing was measured for ${group}, ${row}, ${n}`);
    return `<!-- ${group}, ${row}, ${n} -->${plain(cell)}<!-- / -->`;
  });
  return Object.entries(TABLES).reduce((text, [name, make]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`the page has no place for ${name}`);
    const table = make(cells.filter(({ group }) => group === name));
    return `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
  }, withRates);
}

const RATE = /<!-- (\w+), ([^,]+), (\d+) -->[^<]*<!-- \/ -->/g;

const TABLES = {
  size: (cells) => grid("neither is better", cells, beforeAfterGated),
  few: (cells) => grid("neither is better", cells, beforeAfterGated),
  wasm: (cells) => grid("template, history", cells, plain),
  topics: (cells) =>
    grid("none is better", cells, ({ rates: { verdicts, anyAfterHolm, topicsFlagged } }) =>
      [verdicts, anyAfterHolm, topicsFlagged].map(({ share }) => percent(share)).join(" / "),
    ),
  coverage: (cells) => grid("errors", cells, ({ rates: { covered } }) => percent(covered.share)),
  power: (cells) => grid("the worse error is larger by", cells, plain),
};

const beforeAfterGated = ({ rates: { verdicts, verdictsGated, gated } }) =>
  [verdicts, verdictsGated, gated].map(({ share }) => percent(share)).join(" / ");

const plain = ({ rates: { verdicts } }) => percent(verdicts.share);

function grid(title, cells, cellText) {
  const sizes = [...new Set(cells.map(({ n }) => n))].sort((a, b) => a - b);
  const rows = [...new Set(cells.map(({ row }) => row))].map((row) => [
    row,
    ...sizes.map((n) => {
      const cell = cells.find((one) => one.row === row && one.n === n);
      return cell === undefined ? "" : cellText(cell);
    }),
  ]);
  const head = [title, ...sizes.map((n) => `${n} sets`)];
  const widths = head.map((text, i) => Math.max(text.length, ...rows.map((row) => row[i].length)));
  const line = (texts) =>
    `| ${texts.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
