const fits = new WeakMap<Element, () => void>();

/** Lets an element fit its width: when that changes, and when {@link fitAll} asks for it. */
export function onWidth(element: Element, fit: () => void): void {
  fits.set(element, fit);
  new ResizeObserver(fit).observe(element);
}

/** Lets all elements below one fit their widths now, rather than at the end of the frame. */
export function fitAll(root: Element): void {
  for (const element of root.querySelectorAll("*")) fits.get(element)?.();
}
