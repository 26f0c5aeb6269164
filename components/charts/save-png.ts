/** What stands above and below a saved chart. */
export interface PictureText {
  readonly title: string;
  /** Filter, range, bucket width: a line each. */
  readonly lines: readonly string[];
  readonly legend: readonly {
    readonly label: string;
    readonly color: string;
    readonly hatched: boolean;
    readonly figure: string;
  }[];
}

const SCALE = 2;
const PAD = 24;
const PAINT = [
  "fill",
  "stroke",
  "opacity",
  "fill-opacity",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
] as const;

/** A copy of a drawing that stands alone: styles in place of variables, and no text, which is painted with the page's fonts. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = svg.querySelectorAll<SVGElement>("*");
  const to = copy.querySelectorAll<SVGElement>("*");
  for (const [index, element] of from.entries()) {
    const style = getComputedStyle(element);
    const target = to[index];
    for (const name of PAINT) {
      const value = style.getPropertyValue(name);
      // A reference to a pattern is kept as it was written; computed, it names this page's address.
      if (target && value && !value.includes("url(")) target.setAttribute(name, value);
    }
  }
  for (const text of copy.querySelectorAll("text")) text.remove();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

async function loaded(source: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}

/** The value of a colour token, or of `var(--token)`, in use now. */
function colorOf(value: string): string {
  const probe = document.createElement("span");
  probe.style.color = value;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

/** The diagonals of what was rejected, over a square. */
function hatch(paint: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  paint.save();
  paint.beginPath();
  paint.rect(x, y, size, size);
  paint.clip();
  paint.beginPath();
  for (let offset = 0; offset <= 2 * size; offset += 5) {
    paint.moveTo(x + offset, y);
    paint.lineTo(x + offset - size, y + size);
  }
  paint.strokeStyle = colorOf("var(--hatch)");
  paint.lineWidth = 1.5;
  paint.stroke();
  paint.restore();
}

/** What lies over the bars of buckets that are not whole, as on the page. @returns how many there are. */
function veils(paint: CanvasRenderingContext2D, svg: SVGSVGElement, left: number, top: number): number {
  const box = svg.getBoundingClientRect();
  const found = svg.closest("figure")?.querySelectorAll<HTMLElement>("[data-veil]") ?? [];
  for (const veil of found) {
    const place = veil.getBoundingClientRect();
    const [x, y] = [left + place.left - box.left, top + place.top - box.top];
    paint.fillStyle = getComputedStyle(veil).backgroundColor;
    paint.fillRect(x, y, place.width, place.height);
    const edge = veil.dataset.veil === "first" ? x + place.width : x;
    paint.save();
    paint.beginPath();
    paint.setLineDash([3, 3]);
    paint.moveTo(edge, y);
    paint.lineTo(edge, y + place.height);
    paint.strokeStyle = colorOf("var(--line-strong)");
    paint.stroke();
    paint.restore();
  }
  return found.length;
}

/**
 * Paints a chart with its title, filter, range and legend.
 * @returns a PNG at twice the size on the page. @throws Error when the browser cannot draw it.
 */
export async function chartPicture(svg: SVGSVGElement, text: PictureText): Promise<Blob> {
  const box = svg.getBoundingClientRect();
  const style = getComputedStyle(document.body);
  const head = PAD + 24 + text.lines.length * 18 + 12;
  const canvas = document.createElement("canvas");
  canvas.width = (box.width + 2 * PAD) * SCALE;
  canvas.height = (head + box.height + 40 + PAD) * SCALE;
  const paint = canvas.getContext("2d");
  if (!paint) throw new Error("This browser cannot draw pictures.");
  paint.scale(SCALE, SCALE);
  paint.fillStyle = colorOf("var(--surface)");
  paint.fillRect(0, 0, canvas.width, canvas.height);

  paint.fillStyle = colorOf("var(--text)");
  paint.font = `600 16px ${style.fontFamily}`;
  paint.fillText(text.title, PAD, PAD + 14);
  paint.fillStyle = colorOf("var(--text-muted)");
  paint.font = `13px ${style.fontFamily}`;
  for (const [index, line] of text.lines.entries()) paint.fillText(line, PAD, PAD + 38 + index * 18, box.width);

  paint.drawImage(await loaded(standalone(svg)), PAD, head, box.width, box.height);
  const cut = veils(paint, svg, PAD, head);
  for (const label of svg.querySelectorAll("text")) {
    const place = label.getBoundingClientRect();
    const look = getComputedStyle(label);
    paint.fillStyle = look.fill;
    paint.font = `${look.fontSize} ${look.fontFamily}`;
    paint.textBaseline = "middle";
    paint.fillText(label.textContent, PAD + place.left - box.left, head + place.top - box.top + place.height / 2);
  }

  paint.font = `12px ${style.fontFamily}`;
  let x = PAD;
  const y = head + box.height + 20;
  for (const { label, color, hatched, figure } of text.legend) {
    const words = `${label}  ${figure}`;
    paint.fillStyle = colorOf(color);
    paint.fillRect(x, y - 5, 10, 10);
    if (hatched) hatch(paint, x, y - 5, 10);
    paint.fillStyle = colorOf("var(--text-muted)");
    paint.fillText(words, x + 16, y);
    x += 16 + paint.measureText(words).width + 20;
  }
  if (cut > 0) {
    paint.fillStyle = colorOf("var(--text-faint)");
    paint.textAlign = "right";
    const words = cut === 1 ? "pale: a bucket that is not whole" : "pale: buckets that are not whole";
    paint.fillText(words, PAD + box.width, y);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))), "image/png");
  });
}

/** Hands a file to the browser to save. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
