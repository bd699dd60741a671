import { get, Response } from "../host/http";
import { InferenceSet } from "../inference-set";
import { JsonPointer } from "../json/pointer";
import { Text } from "../text/text";
import { Truth } from "./truth";

/** See `Truth.http`. */
export class HttpTruth extends Truth {
  private readonly timestamps: u64[] = [];
  private readonly values: f64[] = [];

  constructor(
    private readonly url: string,
    private readonly pointer: string,
  ) {
    super();
  }

  protected find(set: InferenceSet): f64 {
    const known = this.timestamps.indexOf(set.timestamp);
    if (known >= 0) return unchecked(this.values[known]);
    const value = this.ask(set.timestamp);
    this.timestamps.push(set.timestamp);
    this.values.push(value);
    return value;
  }

  private ask(timestamp: u64): f64 {
    const url = fill(this.url, timestamp);
    const response = get(url);
    if (response.status == 404) return NaN;
    if (response.status != 200) response.fail();
    return new JsonPointer(response, this.pointer).number();
  }
}

/** The URL with every `{timestamp}` replaced. */
function fill(template: string, timestamp: u64): Text {
  const url = new Text();
  let from = 0;
  while (true) {
    const to = template.indexOf("{timestamp}", from);
    if (to < 0) return url.string(template.substring(from));
    url.string(template.substring(from, to)).unsigned(timestamp);
    from = to + 11;
  }
}
