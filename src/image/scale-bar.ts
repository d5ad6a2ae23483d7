/** A scale bar of a round length that takes up about a quarter of the view: 1, 2 or 5 times a power of ten, in mm. */
export const scaleBarLength = (
  canvasPerMm: number,
  canvasHeight: number,
): { readonly mm: number; readonly canvas: number } | null => {
  const wantedMm = canvasHeight / 4 / canvasPerMm;
  if (!Number.isFinite(wantedMm) || wantedMm <= 0) return null;
  const power = 10 ** Math.floor(Math.log10(wantedMm));
  const step = [5, 2, 1].find((factor) => factor * power <= wantedMm) ?? 1;
  const mm = step * power;
  return { mm, canvas: mm * canvasPerMm };
};

export const scaleBarLabel = (mm: number): string => (mm >= 10 ? `${String(mm / 10)} cm` : `${String(mm)} mm`);
