// The JSON of @blockless/sdk alone: reads the payload and uses none of it.
import { parse } from "@blockless/sdk/assembly/json/JSON";
import { read } from "./read";

parse(Uint8Array.wrap(read()));
