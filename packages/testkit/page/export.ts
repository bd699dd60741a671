import { h } from "./dom.js";
import { colour, inLight } from "./theme.js";

/** A figure as files. */
export interface FigureSource {
  /** Drawn for white paper, with every style in it. */
  readonly svg: () => SVGElement;
  readonly csv: () => string;
}

const TYPES = { svg: "image/svg+xml", png: "image/png", csv: "text/csv" } as const;
/** Pixels of a PNG to one of the picture. */
const SHARPNESS = 2;

/** Buttons that save a figure as SVG, PNG or CSV under a name without its ending. */
export function exportButtons(figure: string, name: string, source: FigureSource): HTMLElement[] {
  const button = (kind: keyof typeof TYPES, make: () => Promise<Blob> | Blob): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "link",
        "aria-label": `Save ${figure} as ${kind.toUpperCase()}`,
        onclick: () => {
          void Promise.resolve(make()).then((blob) => {
            save(blob, `${name}.${kind}`);
          });
        },
      },
      kind.toUpperCase(),
    );
  return [
    button("svg", () => new Blob([svgText(source.svg())], { type: TYPES.svg })),
    button("png", () => png(source.svg())),
    button("csv", () => new Blob([source.csv()], { type: TYPES.csv })),
  ];
}

function save(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(href);
  }, 10_000);
}

function svgText(picture: SVGElement): string {
  picture.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

async function png(picture: SVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:${TYPES.svg};charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("no PNG"));
      else resolve(blob);
    }, TYPES.png);
  });
}

const STYLES = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity"],
  ...["paint-order", "stroke-linejoin"],
  ...["font-size", "font-weight", "font-family", "text-anchor"],
];

/** A picture of the page that stands alone: in light colours, with its styles as attributes, without links. */
export function standalone(picture: SVGElement): SVGElement {
  return inLight(() => {
    const copy = picture.cloneNode(true);
    if (!(copy instanceof SVGElement)) return picture;
    const [from, to] = [picture.querySelectorAll("*"), copy.querySelectorAll("*")];
    for (const [i, element] of from.entries()) {
      const target = to[i];
      if (target === undefined) continue;
      const style = getComputedStyle(element);
      for (const name of STYLES) target.setAttribute(name, style.getPropertyValue(name));
      target.removeAttribute("class");
    }
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    copy.setAttribute("font-family", "system-ui, sans-serif");
    copy.removeAttribute("class");
    return copy;
  });
}

/** The colours of the style sheet on white paper. */
export function paperColours(names: readonly string[]): ReadonlyMap<string, string> {
  return inLight(() => new Map(names.map((name) => [name, colour(name)])));
}
