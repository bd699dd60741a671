import { receive, send, unanswered } from "./host/http";
import { Text } from "./text/text";

/** Custom HTTP requests, made by the Blockless node, which must permit the URL. */
export namespace Http {
  /**
   * Sends a GET request and returns the body, below 4 MiB, as text. Waits up to 10 s for the connection, and as long for each part of the
   * answer. Without an answer, or with a status other than 200, the run ends with exit code 69 and the URL on stderr.
   */
  export function get(url: string): string {
    const address = new Text().string(url);
    const options = '{"method":"get","headers":"{}","connectTimeout":10,"readTimeout":10}';
    const error = send(address, new Text().string(options));
    if (error) unanswered(address, error);
    const response = receive(address);
    if (response.status != 200) response.fail();
    return String.UTF8.decodeUnsafe(response.body, response.length);
  }
}
