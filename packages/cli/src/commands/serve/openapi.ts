import { VERSION } from "../../version.js";

const decimal = { type: "string", description: "A decimal number.", examples: ["2544.5"] };
const options = {
  type: ["object", "null"],
  description:
    "loss_method names the loss, which must be one that this server calculates. Every other option is a value of one of the loss's parameters.",
  additionalProperties: { type: "string" },
  examples: [{ loss_method: "huber", delta: "30" }],
};
const error = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: { code: { type: "string" }, message: { type: "string" } },
    },
  },
};

function json(schema: object): object {
  return { content: { "application/json": { schema } } };
}

function answers(schema: object): object {
  const refused = (description: string): object => ({ description, ...json(error) });
  return {
    "200": { description: "The answer.", ...json(schema) },
    "400": refused("The request is malformed, or asks for another loss."),
    "408": { description: "The request took too long to arrive." },
    "413": refused("The body is too large."),
    "422": refused("The loss of these values is not a finite number, or its calculation failed."),
    "500": refused("The loss is negative although it claims never to be."),
    "503": refused("Too many requests are in progress."),
  };
}

function post(summary: string, properties: object, required: string[], answer: object): object {
  const requestBody = { required: true, ...json({ type: "object", required, properties }) };
  return { post: { summary, requestBody, responses: answers(answer) } };
}

function get(summary: string, content: object): object {
  return { get: { summary, responses: { "200": { description: summary, content } } } };
}

const object = { "application/json": { schema: { type: "object" } } };

/** The service's description, which the server gives at /openapi.json. */
export const OPENAPI = {
  openapi: "3.1.0",
  info: {
    title: "weightkit loss service",
    version: VERSION,
    description: "A loss as reputers on the Allora network ask for it (allora-offchain-node).",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  paths: {
    "/calculate": post(
      "The loss of an inference",
      { y_true: decimal, y_pred: decimal, options },
      ["y_true", "y_pred"],
      { type: "object", required: ["loss"], properties: { loss: decimal } },
    ),
    "/is_never_negative": post("Whether the loss is never below 0", { options }, [], {
      type: "object",
      required: ["is_never_negative"],
      properties: { is_never_negative: { type: "boolean" } },
    }),
    "/health": get("The server is ready", object),
    "/metrics": get("Counters in Prometheus's text format", {
      "text/plain": { schema: { type: "string" } },
    }),
    "/openapi.json": get("This document", object),
  },
};
