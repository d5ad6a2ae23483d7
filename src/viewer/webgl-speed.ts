/** What draws: WebGL, or Cornerstone's own drawing on a canvas where WebGL is emulated by the processor. */
export type Drawing = 'webgl' | 'processor';

/** Drawings of a megapixel that are timed, and how long one takes at most where there is a graphics processor, ms. */
const TRIES = 3;
const QUICK_MS = 12;
const SIZE = 1024;

const VERTEX =
  '#version 300 es\nin vec2 at; out vec2 place; void main() { place = at; gl_Position = vec4(2.0 * at - 1.0, 0.0, 1.0); }';
const FRAGMENT =
  '#version 300 es\nprecision highp float; uniform sampler2D picture; in vec2 place; out vec4 colour; void main() { colour = texture(picture, place); }';

/** Names of what draws without a graphics processor: Chrome's, Mesa's, Windows'. */
const EMULATIONS = /swiftshader|llvmpipe|softpipe|basic render/i;

/** Whether what draws, as the browser names it, is a program on the processor. */
export const isEmulation = (renderer: string): boolean => EMULATIONS.test(renderer);

const rendererOf = (gl: WebGL2RenderingContext): string => {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : '';
};

/**
 * Whether WebGL is worth drawing stacks with. Browsers say so of their own emulation (`failIfMajorPerformanceCaveat`), or name it; where they hide the name,
 * a megapixel is drawn and read back.
 */
export const fastestDrawing = (): Drawing => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const gl = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true, antialias: false, depth: false });
  if (!gl) return 'processor';
  try {
    return isEmulation(rendererOf(gl)) || quickestOf(gl) > QUICK_MS ? 'processor' : 'webgl';
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
};

const quickestOf = (gl: WebGL2RenderingContext): number => {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) return Infinity;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'at');
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array([9, 9, 9, 255]));
  const pixel = new Uint8Array(4);
  let quickest = Infinity;
  for (let n = 0; n < TRIES; n += 1) {
    const start = performance.now();
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    // Waits until it is drawn.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
};
