import { receive, send, unanswered } from "./host/http";
import { Text } from "./text/text";

/** Custom requests, through the Blockless node, which must be permitted to ask the URL. */
export namespace Http {
  /** Asks a URL and returns the body. Ends the run, naming the URL, when there is no answer or its status is not 200. */
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
