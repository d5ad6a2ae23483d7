import { isRefusal } from '../image/refusal.ts';
import { joined, layoutOf, type FileLayout, type ImageFile } from './dicom-file.ts';
import type { LoadInput } from './load-input.ts';
import { openPart10 } from './part10.ts';
import { isZip } from './zip-entries.ts';

/** Something that can be read piece by piece, at any time later. */
export type PiecewiseInput = LoadInput & Required<Pick<LoadInput, 'slice'>>;

/** Data sets without their pixels are smaller, but for those of some multi-frame images. */
const HEAD_BYTES = 64 * 1024;
const LARGE_HEAD_BYTES = 2 * 1024 * 1024;

/**
 * Opens an image file without keeping it: its data set stays in memory, a frame is read when it is shown. Of uncompressed images only the first
 * bytes are read, of compressed ones all, once, to know where their frames lie. What isn't an image on its own (an archive, junk, a deflated
 * data set) comes back as its bytes.
 */
export const openOnDemand = async (input: PiecewiseInput): Promise<ImageFile | Uint8Array> => {
  for (const size of [HEAD_BYTES, LARGE_HEAD_BYTES]) {
    if (input.size <= size) break;
    const head = await input.slice(0, size);
    if (isZip(head)) break;
    const layout = layoutOf(head, input.size);
    if (!isRefusal(layout) && !layout.isInflated) return onDemand(input, layout);
    if (isRefusal(layout) && layout.code !== 'truncated') break;
  }
  const bytes = await input.read();
  if (isZip(bytes)) return bytes;
  const layout = layoutOf(bytes);
  return isRefusal(layout) || layout.isInflated ? bytes : onDemand(input, layout);
};

const onDemand = (input: PiecewiseInput, layout: FileLayout): ImageFile => {
  const { attributes, frameTransferSyntaxUID } = layout;
  // A copy, so that the rest of what was read can go.
  const dataSet = openPart10(layout.bytes.slice(0, layout.pixelsAt));
  return {
    kind: 'dicom-file',
    name: input.name,
    attributes,
    source: 'kind' in dataSet ? layout.source : dataSet.source,
    frameTransferSyntaxUID,
    encodedFrame: async (frame) => {
      const pieces = await Promise.all(layout.placesOf(frame).map(({ start, end }) => input.slice(start, end)));
      return layout.frameFrom(joined(pieces), frame);
    },
    fileBytes: () => input.read(),
  };
};
