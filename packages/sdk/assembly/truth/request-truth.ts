import { environmentVariable } from "../host/environment";
import { dismiss, receive, Response, send, status, unanswered } from "../host/http";
import { Text } from "../text/text";
import { mistake } from "../trap";
import { HttpTruth } from "./http-truth";

/** Ground truth over HTTP with headers and retries; see `Truth.request`. */
export class RequestTruth extends HttpTruth {
  /** The headers so far, as the inside of a JSON object. */
  private readonly headers: Text = new Text();
  private attempts: i32 = 1;
  private seconds: u64 = 10;

  /** Sends a header. */
  header(name: string, value: string): RequestTruth {
    return this.add(name, new Text().string(value));
  }

  /**
   * Sends a header whose value comes from the node's environment, so that no secret is part of the published function. The node's
   * `BLS_LIST_VARS` must name the variable, or the run ends. The runtime does not escape values: they end at the first quote.
   * @param prefix put before the value, e.g. `"Bearer "`
   */
  headerFromEnvironment(name: string, variable: string, prefix: string = ""): RequestTruth {
    return this.add(name, environmentVariable(variable, new Text().string(prefix)));
  }

  /** Retries, without a pause, when there is no answer or its status is 500 or above. @param count how often at most: 0 to 10; 0 by default */
  retries(count: i32): RequestTruth {
    if (count < 0 || count > 10) mistake("retries: 0 to 10");
    this.attempts = count + 1;
    return this;
  }

  /** How long to wait for the connection, and for each part of the answer. @param seconds 1 to 60; 10 by default */
  timeout(seconds: i32): RequestTruth {
    if (seconds < 1 || seconds > 60) mistake("timeout: 1 to 60 seconds");
    this.seconds = seconds;
    return this;
  }

  private add(name: string, value: Text): RequestTruth {
    if (this.headers.length) this.headers.byte(0x2c);
    const key = new Text().string(name);
    this.headers.quoted(key.start, key.length).byte(0x3a).quoted(value.start, value.length);
    return this;
  }

  /** @internal */
  protected ask(url: Text): Response {
    const headers = new Text().byte(0x7b).bytes(this.headers.start, this.headers.length).byte(0x7d);
    const options = new Text()
      .string('{"method":"get","headers":')
      .quoted(headers.start, headers.length);
    options.string(',"connectTimeout":').unsigned(this.seconds);
    options.string(',"readTimeout":').unsigned(this.seconds).byte(0x7d);
    for (let left = this.attempts - 1; ; left--) {
      const error = send(url, options);
      if (!error && (status() < 500 || !left)) break;
      if (!left) unanswered(url, error);
      if (!error) dismiss();
    }
    return receive(url);
  }
}
