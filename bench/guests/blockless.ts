// The JSON of @blockless/sdk, used as its examples do.
import { Obj, Str, parse } from "@blockless/sdk/assembly/json/JSON";
import { print } from "./print";
import { read } from "./read";

const payload = <Obj>parse(Uint8Array.wrap(read()));
const sets = payload.getArr("inferences")!.valueOf();
let sum: f64 = 0;
for (let i = 0; i < sets.length; i++) {
  const items = (<Obj>sets[i]).getArr("inferences")!.valueOf();
  for (let k = 0; k < items.length; k++)
    sum += parseFloat((<Obj>items[k]).getString("inference")!.valueOf());
}
const weights = payload.getObj("latest_weights")!;
const workers = weights.keys;
for (let i = 0; i < workers.length; i++)
  sum += parseFloat((<Str>weights.get(workers[i])).valueOf());
print(sum);
