/**
 * Coordinate frames as types. A point carries its frame, so a pixel can't be used as a millimetre by mistake.
 * The constructors below only label numbers that are already known to lie in that frame (parsed input, a
 * transform's output); a change of frame goes through a transform named after both its ends.
 */
declare const frame: unique symbol;

/** DICOM patient frame: LPS (+x patient left, +y posterior, +z head), millimetres. Named by a FrameOfReferenceUID kept beside it. PS3.3 C.7.6.2.1.1. */
export type PatientPoint = readonly [x: number, y: number, z: number] & { readonly [frame]: 'patient' };

/** (column, row) in pixels, DICOM SCOORD convention: (0, 0) is the top-left corner of the first pixel, its centre is (0.5, 0.5). PS3.3 C.18.6.1.1. */
export type ImagePoint = readonly [column: number, row: number] & { readonly [frame]: 'image' };

/** (column, row) index whose centre lies at the integer: the first pixel's centre is (0, 0). ImagePoint minus one half. */
export type PixelIndex = readonly [column: number, row: number] & { readonly [frame]: 'pixel-index' };

/** CSS pixels from the top-left corner of a viewport's canvas. */
export type CanvasPoint = readonly [x: number, y: number] & { readonly [frame]: 'canvas' };

/** A direction or displacement in the patient frame, millimetres where it is a displacement. */
export type PatientVector = readonly [x: number, y: number, z: number];

export const patientPoint = (x: number, y: number, z: number): PatientPoint => [x, y, z] as unknown as PatientPoint;
export const imagePoint = (column: number, row: number): ImagePoint => [column, row] as unknown as ImagePoint;
export const pixelIndex = (column: number, row: number): PixelIndex => [column, row] as unknown as PixelIndex;
export const canvasPoint = (x: number, y: number): CanvasPoint => [x, y] as unknown as CanvasPoint;

/** The half pixel between the two image conventions. */
export const imagePointFromPixelIndex = ([column, row]: PixelIndex): ImagePoint => imagePoint(column + 0.5, row + 0.5);
export const pixelIndexFromImagePoint = ([column, row]: ImagePoint): PixelIndex => pixelIndex(column - 0.5, row - 0.5);
