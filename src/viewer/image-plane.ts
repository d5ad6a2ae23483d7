import { displayAspectOf } from '../image/display-aspect.ts';
import type { ImageSource } from '../session/space-of.ts';

/** An image's plane as Cornerstone asks for it: in the patient, mm; of images outside it, pixels with the shape that they are shown with. */
export const imagePlaneOf = ({ series, frame }: ImageSource) => {
  const { instance, plane } = frame;
  const inPatient = series.space === 'patient' && plane;
  const alongRow = inPatient ? [...plane.alongRow] : [1, 0, 0];
  const alongColumn = inPatient ? [...plane.alongColumn] : [0, 1, 0];
  const betweenRows = inPatient ? plane.betweenRows : displayAspectOf(frame);
  const betweenColumns = inPatient ? plane.betweenColumns : 1;
  return {
    rows: instance.rows,
    columns: instance.columns,
    imagePositionPatient: inPatient ? [...plane.origin] : [0, 0, 0],
    imageOrientationPatient: [...alongRow, ...alongColumn],
    rowCosines: alongRow,
    columnCosines: alongColumn,
    pixelSpacing: [betweenRows, betweenColumns],
    rowPixelSpacing: betweenRows,
    columnPixelSpacing: betweenColumns,
    sliceThickness: instance.frames[frame.frame - 1]?.sliceThickness ?? series.betweenSlices ?? undefined,
    frameOfReferenceUID: series.frameOfReferenceUID ?? series.key,
    usingDefaultValues: !inPatient,
  };
};
