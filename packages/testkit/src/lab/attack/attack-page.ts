import { embed } from "../../report/html/embed.js";
import { htmlPage } from "../../report/html/html-page.js";
import { ATTACK_SCRIPT } from "../../report/html/page-asset.js";
import type { PageOrigin } from "../../report/html/page-data.js";
import { jsonText } from "../../errors/escaped-json.js";
import type { AttackDocument } from "./attack-document.js";
import { attackText } from "./attack-text.js";

/** The data of the page of attacks: their JSON document, and the logic's hash. */
export interface AttackPageData extends PageOrigin {
  readonly document: AttackDocument;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Attacks as a page. Equal attacks give equal bytes. Every number in it is in the JSON document. */
export function attackPage(
  document: AttackDocument,
  { sha256, ...origin }: PageOrigin & Pick<AttackPageData, "sha256">,
): string {
  const data: AttackPageData = { ...origin, document, sha256 };
  return htmlPage({
    title: `${document.logic}: attacks`,
    ...{ madeBy: origin.madeBy, script: ATTACK_SCRIPT },
    text: attackText(document, document.results),
    data: [embed("data", jsonText(data))],
  });
}
