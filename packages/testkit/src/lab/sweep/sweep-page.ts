import { embed } from "../../report/html/embed.js";
import { htmlPage } from "../../report/html/html-page.js";
import { SWEEP_SCRIPT } from "../../report/html/page-asset.js";
import type { PageOrigin } from "../../report/html/page-data.js";
import { jsonText } from "../../errors/escaped-json.js";
import type { SweepResult } from "./sweep.js";
import { sweepDocument, type SweepDocument } from "./sweep-document.js";
import { sweepText } from "./sweep-text.js";

/** The data of a sweep's page: its JSON document. */
export interface SweepPageData extends PageOrigin {
  readonly document: SweepDocument;
}

/** A sweep as a page. Equal sweeps give equal bytes. Every number in it is in the JSON document. */
export function sweepPage(result: SweepResult, origin: PageOrigin): string {
  const data: SweepPageData = { ...origin, document: sweepDocument(result) };
  return htmlPage({
    title: `${result.plan.logic.name}: search of parameters`,
    ...{ madeBy: origin.madeBy, script: SWEEP_SCRIPT },
    text: sweepText(result),
    data: [embed("data", jsonText(data))],
  });
}
