import { sameBytes } from "../bytes";
import { receive, Response, send, unanswered } from "../host/http";
import { InferenceSet } from "../inference-set";
import { JsonPointer } from "../json/pointer";
import { Text } from "../text/text";
import { Truth } from "./truth";

/** See `Truth.http`. */
export class HttpTruth extends Truth {
  constructor(
    /** Address, `{timestamp}` in it standing for the set's UNIX seconds. */
    private readonly url: string,
    /** JSON pointer to the number. */
    private readonly pointer: string,
  ) {
    super();
  }

  protected find(set: InferenceSet): f64 {
    const response = this.ask(fill(this.url, set.timestamp));
    if (response.status == 404) return NaN;
    if (response.status != 200) response.fail();
    return new JsonPointer(response, this.pointer).number();
  }

  /** Asks for the URL once. */
  protected ask(url: Text): Response {
    const options = '{"method":"get","headers":"{}","connectTimeout":10,"readTimeout":10}';
    const error = send(url, new Text().string(options));
    if (error) unanswered(url, error);
    return receive(url);
  }
}

/** The URL with every `{timestamp}` replaced. */
function fill(template: string, timestamp: u64): Text {
  const name = new Text().string("{timestamp}");
  const from = new Text().string(template);
  const url = new Text();
  const end = from.start + from.length;
  for (let at = from.start; at < end;) {
    if (end - at >= name.length && sameBytes(at, name.start, name.length)) {
      url.unsigned(timestamp);
      at += name.length;
    } else {
      url.byte(load<u8>(at++));
    }
  }
  return url;
}
