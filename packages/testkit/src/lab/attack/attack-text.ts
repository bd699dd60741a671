import { counted, fixed, percent, signedPercent } from "../../report/text/numbers.js";
import { type Cell, table } from "../../report/text/table.js";
import { DEFAULT_TEXT_OPTIONS, type TextOptions } from "../../report/text/text-options.js";
import { safeText } from "../../report/text/untrusted.js";
import { wrap } from "../../report/text/wrap.js";
import type { AttackResult } from "./attack-result.js";
import { attackWords, type AttackHead } from "./attack-words.js";

/**
 * What `weightkit attack` prints: the adversaries by their gain, largest first.
 * @returns Text that ends in a line break.
 */
export function attackText(
  head: AttackHead,
  results: readonly AttackResult[],
  given: Partial<TextOptions> = {},
): string {
  const { style, width, tableWidth = width } = { ...DEFAULT_TEXT_OPTIONS, ...given };
  const words = attackWords(results);
  const succeeds = ({ verdict }: AttackResult): boolean =>
    verdict === "gains" || verdict === "halts";
  const tone = results.some(succeeds) ? "bad" : "good";
  const { design, worlds, worker, victim } = head;
  const title = `${safeText(head.logic)} in ${counted(worlds, "made-up world")}: ${design.workers} workers, ${counted(design.sets, "set")}; worker ${worker + 1} turns adversary${victim === undefined ? "" : `, worker ${victim + 1} is the victim`}`;
  const rows = [...results]
    .sort((a, b) => b.gain.meanGain - a.gain.meanGain)
    .map((result): Cell[] => {
      const { adversary, honestShare, share, gain, verdict, damage, noticedAfter } = result;
      return [
        adversary.name,
        percent(honestShare),
        percent(share),
        points(gain.meanGain),
        ...(victim === undefined ? [] : [victimCell(result)]),
        gain.interval === null ? "" : `${points(gain.interval[0])} to ${points(gain.interval[1])}`,
        {
          text: verdict,
          dress: (text) => (succeeds(result) ? style(text, "bad") : text),
        },
        signedPercent(damage),
        noticedAfter === null ? "" : fixed(noticedAfter, 0),
      ];
    });
  return `${[
    ...wrap(title, width).map((line) => style(line, "strong")),
    ...wrap(words.headline, width).map((line) => style(line, tone)),
    ...[...words.sentences, ...searchWords(head)].flatMap((text) => wrap(text, width)),
    "",
    ...table(
      [
        { head: "adversary" },
        { head: "honest", align: "right", drop: 2 },
        { head: "share", align: "right", drop: 3 },
        { head: "gain", align: "right" },
        ...(victim === undefined ? [] : [{ head: "victim", align: "right" } as const]),
        { head: "95% interval", align: "right", drop: 1 },
        { head: "" },
        { head: "error", align: "right", drop: 4 },
        { head: "noticed", align: "right", drop: 5 },
      ],
      rows,
      { width: tableWidth, indent: 2, dressHead: (text) => style(text, "dim") },
    ),
    "",
    ...wrap(
      `Shares are of all weight, averaged over the second half. Gain is in percentage points, paired by world${victim === undefined ? "" : "; victim: what the worker that is to be harmed gains or loses"}. Error: how much larger the combination's mean loss becomes. Noticed: rounds until the adversary first has less than nine tenths of its honest share.`,
      width,
    ).map((line) => style(line, "dim")),
  ].join("\n")}\n`;
}

/** How a plan was found, and how to try it again. */
function searchWords({ evaluations, saved }: AttackHead): string[] {
  if (evaluations === undefined || saved === undefined) return [];
  return [
    `Found in ${counted(evaluations, "replay")} in other worlds. Try it again: weightkit attack --plan ${safeText(saved)}`,
  ];
}

function victimCell({ victimGain }: AttackResult): string {
  return victimGain === null ? "" : points(victimGain.meanGain);
}

/** A difference of shares in percentage points. */
function points(share: number): string {
  const text = fixed(share * 100, 1);
  return share > 0 ? `+${text}` : text;
}
