// json-as with typed classes, numbers read with its and the compiler's means.
import { JSON } from "json-as";
import { print } from "./print";
import { read } from "./read";


@json
class Inference {
  worker: string = "";
  inference: string = "";
}


@json
class InferenceSet {
  timestamp: string = "";
  inferences: Inference[] = [];
}


@json
class Payload {
  inferences: InferenceSet[] = [];
  latest_weights: Map<string, string> = new Map();
}

const payload = JSON.parse<Payload>(String.UTF8.decode(read()));
let sum: f64 = 0;
for (let i = 0; i < payload.inferences.length; i++) {
  const items = payload.inferences[i].inferences;
  for (let k = 0; k < items.length; k++) sum += parseFloat(items[k].inference);
}
const weights = payload.latest_weights.values();
for (let i = 0; i < weights.length; i++) sum += parseFloat(weights[i]);
print(sum);
