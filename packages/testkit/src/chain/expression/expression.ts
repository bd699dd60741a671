/** What an expression can name of a worker and its set; see {@link Names}. */
export const NAMES = ["weight", "share", "rank", "workers", "value", "mean", "median"] as const;

/** The values of an expression's names. */
export interface Names {
  /** The worker's weight, as the chain ranks it. */
  readonly weight: number;
  /** That weight over the sum of the set's weights, 0 to 1. */
  readonly share: number;
  /** 1 for the largest weight of the set, 2 for the next, … */
  readonly rank: number;
  /** Workers of the set that have a weight. */
  readonly workers: number;
  /** The worker's inference. */
  readonly value: number;
  /** The set's mean under the weights as they are. */
  readonly mean: number;
  /** The set's weighted median under them. */
  readonly median: number;
}

export type Name = keyof Names;

/** Functions by name, with how many arguments they take. */
export const FUNCTIONS = {
  abs: { arity: 1, apply: (x: number) => Math.abs(x) },
  exp: { arity: 1, apply: (x: number) => Math.exp(x) },
  log: { arity: 1, apply: (x: number) => Math.log(x) },
  sqrt: { arity: 1, apply: (x: number) => Math.sqrt(x) },
  floor: { arity: 1, apply: (x: number) => Math.floor(x) },
  min: { arity: 2, apply: (x: number, y: number) => Math.min(x, y) },
  max: { arity: 2, apply: (x: number, y: number) => Math.max(x, y) },
} as const satisfies Record<
  string,
  { readonly arity: number; readonly apply: (x: number, y: number) => number }
>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Operators of two operands. Comparisons and logic give 1 for true and 0 for false; whatever is not 0 or NaN is true. */
export const OPERATORS = {
  "+": (x: number, y: number) => x + y,
  "-": (x: number, y: number) => x - y,
  "*": (x: number, y: number) => x * y,
  "/": (x: number, y: number) => x / y,
  "^": (x: number, y: number) => x ** y,
  "<": (x: number, y: number) => Number(x < y),
  "<=": (x: number, y: number) => Number(x <= y),
  ">": (x: number, y: number) => Number(x > y),
  ">=": (x: number, y: number) => Number(x >= y),
  "==": (x: number, y: number) => Number(x === y),
  "!=": (x: number, y: number) => Number(x !== y),
  "&&": (x: number, y: number) => Number(truthy(x) && truthy(y)),
  "||": (x: number, y: number) => Number(truthy(x) || truthy(y)),
} as const;

export type Operator = keyof typeof OPERATORS;

/** A parsed expression: plain data. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: Name }
  | { readonly kind: "negation" | "not"; readonly of: Expression }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "choice";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: "call";
      readonly name: FunctionName;
      readonly args: readonly Expression[];
    };

/** An expression's value, in doubles; whatever it holds, it ends. */
export function evaluate(expression: Expression, names: Names): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      return names[expression.name];
    case "negation":
      return -evaluate(expression.of, names);
    case "not":
      return truthy(evaluate(expression.of, names)) ? 0 : 1;
    case "operation": {
      const left = evaluate(expression.left, names);
      return OPERATORS[expression.operator](left, evaluate(expression.right, names));
    }
    case "choice": {
      const { condition, yes, no } = expression;
      return evaluate(truthy(evaluate(condition, names)) ? yes : no, names);
    }
    case "call": {
      const [x = NaN, y = NaN] = expression.args.map((argument) => evaluate(argument, names));
      return FUNCTIONS[expression.name].apply(x, y);
    }
  }
}

function truthy(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}
