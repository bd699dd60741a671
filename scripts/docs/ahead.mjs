// A clock that is ahead, for `node --import`: what was made with it and differs has a time in it.
const DAYS = 400;
const AHEAD = (DAYS * 24 + 7) * 3_600_000;
const now = Date.now;

globalThis.Date = new Proxy(Date, {
  construct: (target, values, made) =>
    Reflect.construct(target, values.length === 0 ? [now() + AHEAD] : values, made),
  apply: () => new Date().toString(),
});
Date.now = () => now() + AHEAD;
