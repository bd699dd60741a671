// Typed JSON, as "@weightkit/sdk/json": apart from the rest, since it links json-as, which costs some 30 KB.
export { parseJson } from "./assembly/json/typed";
