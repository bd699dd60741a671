import type { ChartView } from "./chart.js";

/** Draws charts when they come near the screen, or all of them for paper; returns what ends that. */
export function drawInSight(charts: readonly ChartView[]): () => void {
  const waiting = new Map<Element, ChartView>(charts.map((chart) => [chart.element, chart]));
  const draw = (element: Element): void => {
    waiting.get(element)?.mount();
    waiting.delete(element);
    sight.unobserve(element);
  };
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) draw(target);
    },
    { rootMargin: "300px" },
  );
  for (const { element } of charts) sight.observe(element);
  const drawAll = (): void => {
    for (const element of [...waiting.keys()]) draw(element);
  };
  addEventListener("beforeprint", drawAll);
  return () => {
    sight.disconnect();
    removeEventListener("beforeprint", drawAll);
  };
}
