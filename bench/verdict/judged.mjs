// Rates from counts, with their standard errors, against their bars.

/**
 * A cell with its rates.
 * @param withBars Whether there are enough histories to hold it to its bars.
 * @returns `missed`: the bars that are missed by more than two standard errors
 */
export function judged(cell, counts, withBars) {
  const { group, row, n } = cell;
  const histories = counts.histories ?? 0;
  const rate = (count) => {
    const share = (counts[count] ?? 0) / histories;
    return { share, error: Math.sqrt((share * (1 - share)) / histories) };
  };
  const rates =
    group === "coverage"
      ? { covered: rate("covered") }
      : {
          verdicts: rate(group === "power" ? "better" : "verdicts"),
          verdictsGated: rate(group === "power" ? "betterGated" : "verdictsGated"),
          gated: rate("gated"),
          borderline: rate("borderline"),
        };
  if (group === "topics") {
    rates.anyAfterHolm = rate("anyAfterHolm");
    rates.moreThanUsual = rate("moreThanUsual");
    rates.topicsFlagged = { share: (counts.topicsFlagged ?? 0) / histories / 53, error: null };
  }
  const main = rates.covered ?? rates.verdicts;
  const missed = [];
  const above = ({ share, error }, most, what) => {
    if (most !== undefined && share > most + 2 * error) missed.push(`${what} above ${most}`);
  };
  above(main, cell.most, "rate");
  above(rates.verdictsGated ?? main, cell.mostGated, "rate after the gate");
  above(rates.gated ?? main, cell.mostShareGated, "share gated");
  if (cell.least !== undefined && main.share < cell.least - 2 * main.error) {
    missed.push(`rate below ${cell.least}`);
  }
  const bars = Object.fromEntries(
    ["least", "most", "mostGated", "mostShareGated"].flatMap((name) =>
      cell[name] === undefined ? [] : [[name, cell[name]]],
    ),
  );
  return { group, row, n, histories, bars, rates, missed: withBars ? missed : [] };
}
