import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { Limits } from "../limits.js";
import type { RunRequest } from "../engine.js";
import { isAllowed } from "../blockless/permission.js";
import type { HttpExchange, HttpRequest, HttpResponse } from "../http/http-exchange.js";

/** Answers the HTTP requests of a runtime in another process from what this process knows. */
export interface LoopbackProxy {
  /** Variables that make an HTTP client ask this proxy. */
  readonly env: Readonly<Record<string, string>>;
  readonly exchanges: readonly HttpExchange[];
  /** Hosts that were asked over TLS, which only they themselves can answer. */
  readonly tunnels: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Headers between a client and its proxy, and those that HTTP clients add unasked. */
const NOT_ASKED = new Set([
  ...["host", "connection", "proxy-connection", "content-length", "transfer-encoding"],
  ...["accept", "accept-encoding", "user-agent"],
]);

/**
 * A proxy on the loopback interface for one run. It reaches no network: what the run's answerer does not answer is cut off, as a host
 * that cannot be reached.
 */
export async function openProxy(
  asking: Pick<RunRequest, "http" | "blockTime" | "permissions">,
  limits: Pick<Limits, "httpBodyBytes">,
): Promise<LoopbackProxy> {
  const exchanges: HttpExchange[] = [];
  const tunnels = new Set<string>();
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => {
      outgoing.destroy();
    });
  });
  server.on("connect", ({ url = "" }: IncomingMessage, socket) => {
    tunnels.add(url.replace(/:443$/, ""));
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, limits.httpBodyBytes);
    if (request === null || !isAllowed(request.url, asking.permissions)) {
      outgoing.destroy();
      return;
    }
    const found: { why?: string } = {};
    const failed = (why: string): void => {
      found.why = why;
    };
    const { permissions } = asking;
    const response = asking.http(request, asking.blockTime, { permissions, failed });
    exchanges.push({ request, response, refused: false, ...found });
    if (response === null) outgoing.destroy();
    else send(outgoing, response);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return {
    env: { http_proxy: url, HTTP_PROXY: url, https_proxy: url, HTTPS_PROXY: url, ALL_PROXY: url },
    exchanges,
    tunnels,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => {
        server.close(() => {
          done();
        });
      });
    },
  };
}

/** The request as the guest made it, or null when it is not one that it can make. */
async function readRequest(
  incoming: IncomingMessage,
  mostBytes: number,
): Promise<HttpRequest | null> {
  const { method, url = "" } = incoming;
  if ((method !== "GET" && method !== "POST") || !/^http:\/\//i.test(url)) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (NOT_ASKED.has(name) || value === undefined) continue;
    headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  const body = size === 0 ? null : Buffer.concat(chunks).toString("utf8");
  return { method, url, headers, body };
}

function send(outgoing: ServerResponse, { status, headers, body }: HttpResponse): void {
  const kept = Object.entries(headers).filter(([name]) => !NOT_ASKED.has(name.toLowerCase()));
  outgoing.sendDate = false;
  outgoing.writeHead(status, { ...Object.fromEntries(kept), "content-length": body.length });
  outgoing.end(body);
}
