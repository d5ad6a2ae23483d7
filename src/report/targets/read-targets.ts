import { textOf, type ElementSource } from '../../image/element-source.ts';
import { refusal, type Refusal } from '../../image/refusal.ts';
import { SOFTWARE_NAME } from '../dicom/equipment.ts';
import type { ReadTarget } from './found.ts';
import { measurementReportTargets } from './measurement-report.ts';
import { segmentationTargets } from './segmentation.ts';
import { structureSetTargets } from './structure-set.ts';

/** An object of another system that may hold targets. */
export interface TargetObject {
  readonly sopClassUID: string;
  readonly source: ElementSource;
  /** Uncompressed pixel data; null where there are none. */
  pixelBytes(): Uint8Array | null;
}

const STORAGE = '1.2.840.10008.5.1.4.1.1';
const SEGMENTATION = `${STORAGE}.66.4`;
const STRUCTURE_SET = `${STORAGE}.481.3`;
/** Enhanced, Comprehensive, Comprehensive 3D and Extensible SR: those that TID 1500 is written in. */
const REPORTS = new Set(['22', '33', '34', '35'].map((tail) => `${STORAGE}.88.${tail}`));

/** Whether objects of this kind may hold targets. */
export const mayHoldTargets = (sopClassUID: string): boolean =>
  sopClassUID === SEGMENTATION || sopClassUID === STRUCTURE_SET || REPORTS.has(sopClassUID);

/** Whether a report is one of this product's own: it is read as that, also where its private elements were taken away. */
export const isOwnReport = ({ sopClassUID, source }: Pick<TargetObject, 'sopClassUID' | 'source'>): boolean =>
  REPORTS.has(sopClassUID) &&
  (source.strings('TipCheckPrivateCreator')?.[0] === 'TIPCHECK' || textOf(source, 'Manufacturer') === SOFTWARE_NAME);

/**
 * Every target that another system's object holds, and everything in it that can't be used as one, with its reason. Refused: an object that
 * holds none of either.
 */
export const readTargets = (object: TargetObject): readonly ReadTarget[] | Refusal => {
  const { sopClassUID, source } = object;
  const targets =
    sopClassUID === SEGMENTATION
      ? segmentationTargets(source, object.pixelBytes())
      : sopClassUID === STRUCTURE_SET
        ? structureSetTargets(source)
        : REPORTS.has(sopClassUID)
          ? measurementReportTargets(source)
          : null;
  if (targets === null) return refusal('not-a-target', 'objects of its kind hold no targets');
  return targets.length === 0
    ? refusal('no-targets', 'it holds no segment, region or measurement that could be a target')
    : targets;
};
