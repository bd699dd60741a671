// The rates as text: one table a group, rows down, numbers of sets across.

const TITLES = {
  size: "Neither is better: % called better or worse (before the gate | after it | gated)",
  few: "The gate with few sets (before | after | gated)",
  wasm: "The same through real WASM",
  topics: "53 topics, none better: % of overall verdicts that are wrong (before | after | gated)",
  coverage: "% of 95 % intervals that hold the true skill",
  power: "The other error is larger by so much: % called better (before | after | gated)",
};

export function tables(cells) {
  return Object.keys(TITLES)
    .map((group) => [group, cells.filter((cell) => cell.group === group)])
    .filter(([, some]) => some.length > 0)
    .map(([group, some]) => table(group, some))
    .join("\n\n");
}

function table(group, cells) {
  const sizes = [...new Set(cells.map(({ n }) => n))].sort((a, b) => a - b);
  const rows = [...new Set(cells.map(({ row }) => row))];
  const width = Math.max(...rows.map((row) => row.length)) + 2;
  const lines = rows.map((row) => {
    const columns = sizes.map((n) => shown(cells.find((cell) => cell.row === row && cell.n === n)));
    return row.padEnd(width) + columns.map((text) => text.padEnd(38)).join("");
  });
  const head = "".padEnd(width) + sizes.map((n) => `n = ${n}`.padEnd(38)).join("");
  return [TITLES[group], head, ...lines].map((line) => line.trimEnd()).join("\n");
}

function shown(cell) {
  if (cell === undefined) return "";
  const { rates, missed, bars } = cell;
  const percent = (share) => (100 * share).toFixed(1);
  const main = rates.covered ?? rates.verdicts;
  const parts = [`${percent(main.share)} ±${percent(main.error)}`];
  if (rates.verdictsGated !== undefined) {
    parts.push(percent(rates.verdictsGated.share), percent(rates.gated.share));
  }
  const limits = [
    bars.least === undefined ? "" : `≥${percent(bars.least)}`,
    bars.most === undefined ? "" : `≤${percent(bars.most)}`,
    bars.mostGated === undefined ? "" : `gated ≤${percent(bars.mostGated)}`,
  ].filter((text) => text !== "");
  const bar = limits.length === 0 ? "" : ` (${limits.join(", ")})`;
  return parts.join(" | ") + bar + (missed.length > 0 ? " MISSED" : "");
}
