import type { LabelmapGeometry, LabelmapIndex } from '../space/labelmap.ts';
import type { MeshIndex } from '../space/mesh.ts';

/** A large target as it is handed to the worker. */
export interface SurfaceRequests {
  readonly mesh: { readonly shape: 'mesh'; readonly vertices: Float64Array; readonly triangles: Uint32Array };
  readonly labelmap: { readonly shape: 'labelmap'; readonly geometry: LabelmapGeometry; readonly bits: string };
}

/** What comes back; null for a mesh that isn't closed. */
export interface SurfaceAnswers {
  readonly mesh: MeshIndex | null;
  readonly labelmap: LabelmapIndex;
}

export type SurfaceRequest = SurfaceRequests[keyof SurfaceRequests];
export type SurfaceAnswer = SurfaceAnswers[keyof SurfaceAnswers];

/** Every buffer within plain objects and lists, once: what is handed over instead of copied. */
export const buffersOf = (value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] => {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) buffersOf(member, found);
  }
  return [...found];
};
