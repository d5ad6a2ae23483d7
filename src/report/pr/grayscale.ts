import type { FrameAttributes } from '../../image/frame-attributes.ts';
import type { LookupTable } from '../../image/lookup-table.ts';
import type { ImageFrame } from '../../image/stacks.ts';
import type { DataSet } from '../dicom/data-set.ts';

const attributesOf = (on: ImageFrame): FrameAttributes | undefined => on.instance.frames[on.frame - 1];

/** From stored values to those that are meant (C.11.1), and which end of them is dark (C.11.6): said once for all images of a state. */
export const valuesOf = (on: ImageFrame): DataSet => {
  const { rescaleSlope, rescaleIntercept, rescaleType, modalityLut } = attributesOf(on) ?? {};
  const isRescaled = rescaleSlope !== undefined && rescaleIntercept !== undefined;
  return {
    ...(isRescaled && {
      RescaleIntercept: rescaleIntercept,
      RescaleSlope: rescaleSlope,
      RescaleType: rescaleType ?? 'US',
    }),
    ModalityLUTSequence:
      !isRescaled && modalityLut
        ? [{ ...tableItem(modalityLut), ModalityLUTType: modalityLut.type ?? 'US' }]
        : undefined,
    PresentationLUTShape: on.instance.pixels.photometricInterpretation === 'MONOCHROME1' ? 'INVERSE' : 'IDENTITY',
  };
};

/** What of those values is seen (C.11.8): of each image for itself. */
export const seenOf = (
  on: ImageFrame,
  window: { readonly center: number; readonly width: number } | undefined,
): DataSet | null => {
  const attributes = attributesOf(on);
  if (!window && attributes?.voiLut) return { VOILUTSequence: [tableItem(attributes.voiLut)] };
  const one = window ?? attributes?.windows[0];
  return one
    ? {
        WindowCenter: one.center,
        WindowWidth: one.width,
        VOILUTFunction: window ? undefined : attributes?.voiLutFunction,
      }
    : null;
};

const tableItem = ({ descriptor, words, explanation }: LookupTable): DataSet => ({
  LUTDescriptor: descriptor,
  LUTExplanation: explanation,
  LUTData: [...words],
});
