import { chainErrors } from "../../errors/chain-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import {
  FUNCTIONS,
  NAMES,
  type Expression,
  type FunctionName,
  type Name,
  type Operator,
} from "./expression.js";

/** Longest expression, in UTF-16 units, and deepest nesting: both far above what anybody writes. */
const MAX_LENGTH = 1000;
const MAX_DEPTH = 50;

/** Operators by how tightly they bind, loosest first; those of one level go from left to right. */
const LEVELS: readonly (readonly Operator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
];

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\|\||&&|==|!=|<=|>=|[-+*/^<>!?:(),]))/y;

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  /** Where it begins, from 0. */
  readonly at: number;
}

/**
 * Parses an expression. Grammar, loosest first: `a ? b : c`; `||`; `&&`; `==` `!=`; `<` `<=` `>` `>=`; `+` `-`; `*` `/`; `-a` `!a`; `a ^ b`
 * (from right to left); numbers, names, `f(a, b)` and `(a)`.
 * @throws WeightkitError WK536 with the position of what cannot stand there, counted from 1 in UTF-16 units
 */
export function parseExpression(text: string): Expression {
  if (text.length > MAX_LENGTH) {
    throw fault(chainErrors.badExpression, {
      text,
      problem: `is longer than ${MAX_LENGTH} characters`,
    });
  }
  return new Parser(text).whole();
}

class Parser {
  #next: Token;
  #depth = 0;
  #end = 0;

  constructor(readonly text: string) {
    this.#next = this.#token();
  }

  whole(): Expression {
    const found = this.#choice();
    if (this.#next.kind !== "end") this.#fail("an operator or the end");
    return found;
  }

  #choice(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      const problem = `is nested more than ${MAX_DEPTH} levels deep at character ${this.#next.at + 1}`;
      throw fault(chainErrors.badExpression, { text: this.text, problem });
    }
    const condition = this.#binary(0);
    let found = condition;
    if (this.#takes("?")) {
      const yes = this.#choice();
      this.#expect(":");
      found = { kind: "choice", condition, yes, no: this.#choice() };
    }
    this.#depth -= 1;
    return found;
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find((one) => this.#takes(one));
      if (operator === undefined) return left;
      left = { kind: "operation", operator, left, right: this.#binary(level + 1) };
    }
  }

  /** A sign binds less tightly than a power: -2 ^ 2 is -4. */
  #unary(): Expression {
    const kind = this.#takes("-") ? "negation" : this.#takes("!") ? "not" : null;
    if (kind === null) return this.#power();
    return { kind, of: this.#unary() };
  }

  #power(): Expression {
    const left = this.#atom();
    if (!this.#takes("^")) return left;
    return { kind: "operation", operator: "^", left, right: this.#unary() };
  }

  #atom(): Expression {
    const { kind, text, at } = this.#next;
    if (kind === "number") {
      this.#advance();
      return { kind, value: Number(text) };
    }
    if (kind === "name") {
      this.#advance();
      return this.#takes("(") ? this.#call(text, at) : this.#name(text, at);
    }
    if (!this.#takes("(")) this.#fail("a number, a name or an opening parenthesis");
    const inner = this.#choice();
    this.#expect(")");
    return inner;
  }

  #name(text: string, at: number): Expression {
    const name = NAMES.find((one): one is Name => one === text);
    if (name !== undefined) return { kind: "name", name };
    if (isFunction(text)) return this.#refuse(text, at, "is a function and needs parentheses");
    return this.#refuse(text, at, "is not a name that an expression knows");
  }

  #call(text: string, at: number): Expression {
    if (!isFunction(text)) return this.#refuse(text, at, "is not a function");
    const args = [this.#choice()];
    while (this.#takes(",")) args.push(this.#choice());
    this.#expect(")");
    const { arity } = FUNCTIONS[text];
    if (args.length === arity) return { kind: "call", name: text, args };
    return this.#refuse(text, at, `takes ${arity === 1 ? "1 argument" : "2 arguments"}`);
  }

  #takes(sign: string): boolean {
    if (this.#next.text !== sign) return false;
    this.#advance();
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) this.#fail(`"${sign}"`);
  }

  #advance(): void {
    this.#next = this.#token();
  }

  #token(): Token {
    TOKEN.lastIndex = this.#end;
    const [all, number, name, sign] = TOKEN.exec(this.text) ?? [];
    if (all === undefined) {
      const rest = this.text.slice(this.#end);
      const at = this.#end + rest.length - rest.trimStart().length;
      if (at < this.text.length) {
        this.#refuse(characterAt(this.text, at), at, "has no meaning");
      }
      return { kind: "end", text: "", at };
    }
    this.#end += all.length;
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "sign";
    const text = number ?? name ?? sign ?? "";
    return { kind, text, at: this.#end - text.length };
  }

  #fail(wanted: string): never {
    const { kind, at, text } = this.#next;
    const found = kind === "end" ? "ends" : `has ${JSON.stringify(text)}`;
    const problem = `${found} at character ${at + 1}, where ${wanted} is expected`;
    throw fault(chainErrors.badExpression, { text: this.text, problem });
  }

  #refuse(part: string, at: number, why: string): never {
    const problem = `has ${JSON.stringify(part)} at character ${at + 1}, which ${why}`;
    throw fault(chainErrors.badExpression, { text: this.text, problem });
  }
}

function isFunction(text: string): text is FunctionName {
  return Object.hasOwn(FUNCTIONS, text);
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}
