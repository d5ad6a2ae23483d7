/** Draws what stands in a viewport's SVG layer onto a canvas: the forms that marks and tools are made of, as the page styles them. */
export const paintSvg = (context: CanvasRenderingContext2D, layer: SVGSVGElement): void => {
  for (const node of layer.querySelectorAll<SVGGraphicsElement>('path,circle,rect,line,polyline,polygon,text')) {
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.visibility === 'hidden') continue;
    const matrix = node.getCTM();
    context.save();
    if (matrix) context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    context.lineWidth = parseFloat(style.strokeWidth);
    context.lineJoin = 'round';
    context.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[\s,]+/).map(parseFloat));
    if (node instanceof SVGTextElement) paintText(context, node, style);
    else paintForm(context, node, style);
    context.restore();
  }
};

const alphaOf = (...shares: readonly string[]): number => shares.reduce((all, one) => all * parseFloat(one), 1);

const paintForm = (context: CanvasRenderingContext2D, node: SVGGraphicsElement, style: CSSStyleDeclaration): void => {
  const form = formOf(node);
  if (!form) return;
  if (style.fill !== 'none') {
    context.globalAlpha = alphaOf(style.opacity, style.fillOpacity);
    context.fillStyle = style.fill;
    context.fill(form);
  }
  if (style.stroke !== 'none') {
    context.globalAlpha = alphaOf(style.opacity, style.strokeOpacity);
    context.strokeStyle = style.stroke;
    context.stroke(form);
  }
};

const formOf = (node: SVGGraphicsElement): Path2D | null => {
  const form = new Path2D();
  if (node instanceof SVGPathElement) return new Path2D(node.getAttribute('d') ?? '');
  if (node instanceof SVGCircleElement)
    form.arc(node.cx.baseVal.value, node.cy.baseVal.value, node.r.baseVal.value, 0, 2 * Math.PI);
  else if (node instanceof SVGRectElement)
    form.rect(node.x.baseVal.value, node.y.baseVal.value, node.width.baseVal.value, node.height.baseVal.value);
  else if (node instanceof SVGLineElement) {
    form.moveTo(node.x1.baseVal.value, node.y1.baseVal.value);
    form.lineTo(node.x2.baseVal.value, node.y2.baseVal.value);
  } else if (node instanceof SVGPolylineElement || node instanceof SVGPolygonElement) {
    for (const { x, y } of node.points) form.lineTo(x, y);
    if (node instanceof SVGPolygonElement) form.closePath();
  } else return null;
  return form;
};

const paintText = (context: CanvasRenderingContext2D, node: SVGTextElement, style: CSSStyleDeclaration): void => {
  const [x, y] = [node.x.baseVal, node.y.baseVal].map((list) => (list.numberOfItems > 0 ? list.getItem(0).value : 0));
  const text = node.textContent;
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textBaseline = style.dominantBaseline === 'middle' ? 'middle' : 'alphabetic';
  context.textAlign = style.textAnchor === 'middle' ? 'center' : style.textAnchor === 'end' ? 'end' : 'start';
  if (style.stroke !== 'none') {
    context.strokeStyle = style.stroke;
    context.strokeText(text, x ?? 0, y ?? 0);
  }
  context.fillStyle = style.fill;
  context.fillText(text, x ?? 0, y ?? 0);
};
