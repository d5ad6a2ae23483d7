import { paintSvg } from './paint-svg.ts';

/** A PNG with its size in the page's pixels. */
export interface ViewPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The viewports as they stand side by side, each with its marks, ruler and letters, on one canvas as fine as the screen. Null where none is
 * shown.
 */
export const viewPicture = async (host: HTMLElement, elements: readonly HTMLElement[]): Promise<ViewPicture | null> => {
  const whole = host.getBoundingClientRect();
  const context = elements.length === 0 || whole.width === 0 ? null : document.createElement('canvas').getContext('2d');
  if (!context) return null;
  const density = devicePixelRatio;
  const { canvas } = context;
  canvas.width = Math.round(whole.width * density);
  canvas.height = Math.round(whole.height * density);
  context.scale(density, density);
  context.fillStyle = '#000';
  context.fillRect(0, 0, whole.width, whole.height);
  for (const element of elements) {
    const { left, top, width, height } = element.getBoundingClientRect();
    context.save();
    context.translate(left - whole.left, top - whole.top);
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
    for (const layer of element.querySelectorAll('canvas'))
      if (layer.width > 0) context.drawImage(layer, 0, 0, width, height);
    for (const layer of element.querySelectorAll<SVGSVGElement>('svg.svg-layer')) paintSvg(context, layer);
    for (const text of element.querySelectorAll<HTMLElement>('.overlay span')) paintLabel(context, text, { left, top });
    context.restore();
  }
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  return blob && { png: new Uint8Array(await blob.arrayBuffer()), width: whole.width, height: whole.height };
};

/** A text over a viewport, or its ruler. */
const paintLabel = (
  context: CanvasRenderingContext2D,
  node: HTMLElement,
  origin: { readonly left: number; readonly top: number },
): void => {
  const box = node.getBoundingClientRect();
  const [x, y] = [box.left - origin.left, box.top - origin.top];
  const style = getComputedStyle(node);
  if (box.width === 0 || style.visibility === 'hidden') return;
  if (node.classList.contains('bar')) {
    context.strokeStyle = style.borderLeftColor;
    context.lineWidth = 1.5;
    context.stroke(new Path2D(`M${x + box.width} ${y}H${x}V${y + box.height}H${x + box.width}`));
    return;
  }
  const text = node.textContent;
  if (text === '' || node.childElementCount > 0) return;
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = 'rgba(0,0,0,0.75)';
  context.strokeText(text, x, y + box.height / 2);
  context.fillStyle = style.color;
  context.fillText(text, x, y + box.height / 2);
};
