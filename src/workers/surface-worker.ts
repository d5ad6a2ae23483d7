/** The worker that makes large targets ready for queries. One request at a time; what it made is handed over, not copied. */
import { labelmapIndex } from '../space/labelmap.ts';
import { bytesOfBase64 } from '../space/labelmap-bits.ts';
import { meshIndex } from '../space/mesh.ts';
import { buffersOf, type SurfaceAnswer, type SurfaceRequest } from './surface-request.ts';

const answer = (request: SurfaceRequest): SurfaceAnswer => {
  switch (request.shape) {
    case 'mesh':
      return meshIndex(request.vertices, request.triangles);
    case 'labelmap':
      return labelmapIndex(request.geometry, bytesOfBase64(request.bits), { withField: true });
  }
};

addEventListener('message', ({ data }: MessageEvent<SurfaceRequest>) => {
  const index = answer(data);
  postMessage(index, { transfer: buffersOf(index) });
});
