import { embed } from "../../report/html/embed.js";
import { htmlPage } from "../../report/html/html-page.js";
import { COMPARE_SCRIPT } from "../../report/html/page-asset.js";
import type { PageOrigin } from "../../report/html/page-data.js";
import { jsonText } from "../../errors/escaped-json.js";
import type { Comparison } from "./compare.js";
import { compareDocument, type CompareDocument } from "./compare-document.js";
import { compareText } from "./compare-text.js";

/** The data of a comparison's page: its JSON document, and whose names workers have. */
export interface ComparePageData extends PageOrigin {
  readonly document: CompareDocument;
  /** By address. */
  readonly names: Readonly<Record<string, string>>;
}

export interface ComparePageOptions extends PageOrigin {
  /** Names by worker address. */
  readonly names: ReadonlyMap<string, string>;
}

/** A comparison as a page. Equal comparisons give equal bytes. Every number in it is in the JSON document. */
export function comparePage(
  comparison: Comparison,
  { names, madeBy, command, inputs }: ComparePageOptions,
): string {
  const data: ComparePageData = {
    ...{ madeBy, command, inputs },
    document: compareDocument(comparison),
    names: Object.fromEntries(names),
  };
  return htmlPage({
    title: "Comparison of weight logics",
    ...{ madeBy, script: COMPARE_SCRIPT },
    text: compareText(comparison, { names }),
    data: [embed("data", jsonText(data))],
  });
}
