/** What the report put into the element with this id (`embed` in `src/report/html`). */
export async function embedded(id: string): Promise<Uint8Array> {
  const text = atob(document.getElementById(id)?.textContent ?? "");
  const deflated = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) deflated[i] = text.charCodeAt(i);
  const inflated = new Blob([deflated])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}
