import { deflateRawSync } from "node:zlib";

/**
 * Data as an element that a page can carry: deflated, in base64. No text in it can end the element or become markup.
 * `page/embedded.ts` reads it.
 */
export function embed(id: string, data: Uint8Array | string): string {
  const text = deflateRawSync(data, { level: 9 }).toString("base64");
  return `<script type="application/octet-stream" id="${id}">${text}</script>`;
}
