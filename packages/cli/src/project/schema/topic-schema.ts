import * as v from "valibot";
import { CHAIN_PARAMS } from "@weightkit/testkit/internal/chain/params";
import { VALUE_KINDS } from "@weightkit/testkit/internal/kinds/value-model";
import { classNames, KINDS_WANTED, packingBase } from "../value-rules.js";
import { count, text } from "./field.js";

/** Defaults and minimums are the chain's (protocol: topics, cadences). */
export const topic = v.strictObject(
  {
    id: v.optional(
      v.pipe(
        text("the topic's id as a text of digits"),
        v.regex(/^\d{1,20}$/, "the topic's id as a text of digits"),
        v.description("Id of the topic on chain; the logic sees it as TOPIC_ID."),
      ),
      "1",
    ),
    metadata: v.optional(
      v.pipe(text(), v.description("What the topic is about, stored on chain.")),
      "",
    ),
    inferenceCadence: count(
      CHAIN_PARAMS.minRequestCadence,
      3600,
      "Seconds between two requests for inferences.",
    ),
    weightCadence: count(
      CHAIN_PARAMS.minWeightCadence,
      7200,
      "Seconds between two runs of the weight logic.",
    ),
    inferenceLogic: v.optional(
      v.pipe(text(), v.description("Function id of the inference logic.")),
      "bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm",
    ),
    inferenceMethod: v.optional(
      v.pipe(text(), v.description("File name of the inference logic's WASM.")),
      "allora-inference-function.wasm",
    ),
    defaultArg: v.optional(
      v.pipe(text(), v.description("Argument that workers get with each request.")),
      "",
    ),
    valueScale: count(
      1,
      1,
      "What workers multiply values by before answering, since the chain stores whole numbers only.",
    ),
    valueKind: v.optional(
      v.pipe(
        v.picklist(VALUE_KINDS, KINDS_WANTED),
        v.description(
          "What values are; a replay joins and judges them accordingly. A class is a class's number, a distribution a probability for each class.",
        ),
      ),
      "number",
    ),
    classes: v.optional(
      v.pipe(
        classNames,
        v.description(
          "Names of the classes in the order of their numbers, which count from 0; for classes and distributions.",
        ),
      ),
    ),
    packingBase: v.optional(
      v.pipe(
        packingBase,
        v.description(
          "For distributions: each class's part travels to the chain as a digit of this base, the first class's in the highest (the SDK's Packing).",
        ),
      ),
    ),
  },
  "an object",
);
