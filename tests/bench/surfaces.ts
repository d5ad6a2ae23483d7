import { spawnSync } from 'node:child_process';
import { assess, isRefused, parseRecord } from '../../src/index.ts';
import { distanceField } from '../../src/space/distance-field.ts';
import { labelmapIndex, labelmapSurface } from '../../src/space/labelmap.ts';
import { meshIndex, meshSurface } from '../../src/space/mesh.ts';
import { squareToTriangle } from '../../src/space/triangle.ts';
import { ballMesh } from '../support/ball-mesh.ts';
import { generator } from '../support/random.ts';
import { benchWholeVolume } from './tips/whole-volume.ts';
import { inTurns, report } from './timing.ts';

interface Options {
  readonly quick: boolean;
  /** Files of three and three-mesh-bvh, where they have been fetched. */
  readonly peers: { readonly three: string; readonly bvh: string } | null;
}

type Point = readonly [number, number, number];

const inSeconds = (seconds: number): string => `${seconds.toFixed(2)} s`;
const aSecond = (count: number) => (seconds: number) => `${Math.round(count / seconds).toLocaleString('en')}/s`;

const dented = (polar: number, turn: number): number => 20 * (1 + 0.1 * Math.sin(5 * polar) * Math.sin(7 * turn));

/** Where queries are made: around the whole target, near its surface, and in its middle, where all of it is about equally near. */
const pointSets = (count: number): Readonly<Record<string, readonly Point[]>> => {
  const random = generator(20261125);
  const made = (of: (u: number, v: number, w: number) => Point): readonly Point[] =>
    Array.from({ length: count }, () => of(2 * random() - 1, 2 * random() - 1, 2 * random() - 1));
  return {
    around: made((u, v, w) => [30 * u, 30 * v, 30 * w]),
    'at the surface': made((u, v, w) => {
      const [polar, turn] = [Math.acos(u), Math.PI * v];
      const radius = dented(polar, turn) + 2 * w;
      return [radius * Math.sin(polar) * Math.cos(turn), radius * Math.sin(polar) * Math.sin(turn), radius * u];
    }),
    'in the middle': made((u, v, w) => [5 * u, 5 * v, 5 * w]),
  };
};

interface Nearest {
  readonly build: () => unknown;
  readonly distance: (point: Point) => number;
  /** The same with the side that the point is on: by which side of the first triangle a ray from it comes on. */
  readonly signedDistance: (point: Point) => number;
}

/** What is used of three and three-mesh-bvh. */
interface Three {
  readonly Vector3: new (
    x?: number,
    y?: number,
    z?: number,
  ) => {
    set(x: number, y: number, z: number): object;
    dot(other: object): number;
  };
  readonly Ray: new () => { readonly direction: object; set(origin: object, direction: object): object };
  readonly DoubleSide: number;
  readonly BufferAttribute: new (values: Float32Array, size: number) => object;
  readonly BufferGeometry: new () => {
    setAttribute(name: string, values: object): void;
    setIndex(index: number[]): void;
  };
}
interface ThreeMeshBvh {
  readonly MeshBVH: new (geometry: object) => {
    closestPointToPoint(at: object, into: object): { distance: number };
    raycastFirst(ray: object, side: number): { readonly face: { readonly normal: object } } | null;
  };
}

const threeMeshBvh = async (
  { three, bvh }: NonNullable<Options['peers']>,
  { vertices, triangles }: { vertices: number[]; triangles: number[] },
): Promise<Nearest> => {
  const { BufferAttribute, BufferGeometry, DoubleSide, Ray, Vector3 } = (await import(
    /* @vite-ignore */ three
  )) as Three;
  const { MeshBVH } = (await import(/* @vite-ignore */ bvh)) as ThreeMeshBvh;
  const build = (): InstanceType<ThreeMeshBvh['MeshBVH']> => {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(vertices), 3));
    geometry.setIndex([...triangles]);
    return new MeshBVH(geometry);
  };
  const built = build();
  const [at, into, up, ray] = [new Vector3(), {}, new Vector3(0.0123, 0.0321, 1), new Ray()];
  const distance = ([x, y, z]: Point): number => built.closestPointToPoint(at.set(x, y, z), into).distance;
  return {
    build,
    distance,
    signedDistance: (point) => {
      const away = distance(point);
      ray.set(at, up);
      const hit = built.raycastFirst(ray, DoubleSide);
      return hit && up.dot(hit.face.normal) > 0 ? -away : away;
    },
  };
};

const benchMesh = async ({ quick, peers }: Options): Promise<void> => {
  const [rings, around] = quick ? [225, 224] : [708, 708];
  const mesh = ballMesh([0, 0, 0], dented, rings, around);
  const vertices = Float64Array.from(mesh.vertices);
  const corners = Uint32Array.from(mesh.triangles);
  const build = (): NonNullable<ReturnType<typeof meshIndex>> => {
    const index = meshIndex(vertices, corners);
    if (!index) throw new Error('the mesh is open');
    return index;
  };
  const index = build();
  const surface = meshSurface(index);
  const peer = peers && (await threeMeshBvh(peers, mesh));
  const named = `mesh of ${(mesh.triangles.length / 3).toLocaleString('en')} triangles`;
  report(`${named}: build`, inTurns({ TipCheck: build, ...(peer && { 'three-mesh-bvh': peer.build }) }, 3), inSeconds);

  const count = quick ? 5_000 : 3_000;
  const few = quick ? 50 : 10;
  const tried = ([x, y, z]: Point): number => {
    let least = Infinity;
    for (let triangle = 0; triangle < index.triangles.length / 9; triangle += 1)
      least = Math.min(least, squareToTriangle(index.triangles, triangle, x, y, z));
    return Math.sqrt(least);
  };
  for (const [where, points] of Object.entries(pointSets(count))) {
    for (const point of points.slice(0, few)) {
      const off = Math.abs(Math.abs(surface.signedDistance(point)) - tried(point));
      if (!(off < 1e-6)) throw new Error(`off by ${String(off)} mm`);
      // Its corners are 32-bit numbers.
      if (peer && !(Math.abs(surface.signedDistance(point) - peer.signedDistance(point)) < 1e-4))
        throw new Error('three-mesh-bvh is asked wrongly');
    }
    const all = (distance: (point: Point) => number) => () => points.reduce((sum, point) => sum + distance(point), 0);
    const seconds = inTurns(
      {
        TipCheck: all((point) => surface.signedDistance(point)),
        ...(peer && {
          'three-mesh-bvh': all(peer.signedDistance),
          'the same without a side': all(peer.distance),
        }),
      },
      3,
    );
    const start = process.cpuUsage().user;
    for (const point of points.slice(0, few)) tried(point);
    seconds['every triangle'] = (((process.cpuUsage().user - start) / 1e6) * count) / few;
    report(`${named}: signed distance ${where}`, seconds, aSecond(count));
    report(
      `${named}: inside or not ${where}`,
      inTurns({ TipCheck: () => points.filter((point) => surface.contains(point)).length }, 3),
      aSecond(count),
    );
  }
};

/** A lobed organ. */
const voxels = (size: Point, spacing: Point): Uint8Array => {
  const set = new Uint8Array(size[0] * size[1] * size[2]);
  let voxel = 0;
  for (let slice = 0; slice < size[2]; slice += 1)
    for (let row = 0; row < size[1]; row += 1)
      for (let column = 0; column < size[0]; column += 1) {
        const [x, y, z] = [column, row, slice].map(
          (index, axis) => ((index - (size[axis] ?? 0) / 2) * (spacing[axis] ?? 0)) / ([110, 90, 100][axis] ?? 1),
        ) as [number, number, number];
        set[voxel] = Number(x * x + y * y + z * z < 1 + 0.2 * Math.sin(9 * x) * Math.sin(8 * y + 7 * z));
        voxel += 1;
      }
  return set;
};

/** Processor seconds of scipy's exact transform of the same voxels, both ways, by its own clock; null where it isn't installed. */
const scipySeconds = ([columns, rows, slices]: Point, spacing: Point): number | null => {
  const script = `
import time, numpy as np
from scipy.ndimage import distance_transform_edt as edt
k, r, c = np.meshgrid(np.arange(${slices}), np.arange(${rows}), np.arange(${columns}), indexing='ij')
x = (c - ${columns} / 2) * ${spacing[0]} / 110; y = (r - ${rows} / 2) * ${spacing[1]} / 90; z = (k - ${slices} / 2) * ${spacing[2]} / 100
s = x * x + y * y + z * z < 1 + 0.2 * np.sin(9 * x) * np.sin(8 * y + 7 * z)
d = [${spacing[2]}, ${spacing[1]}, ${spacing[0]}]
t = time.process_time(); edt(s, sampling=d); edt(~s, sampling=d); print(time.process_time() - t)`;
  const { status, stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
};

const benchLabelmap = ({ quick }: Options): void => {
  const size: Point = quick ? [256, 256, 60] : [512, 512, 120];
  const spacing: Point = quick ? [1.4, 1.4, 4] : [0.7, 0.7, 2];
  const set = voxels(size, spacing);
  const bits = new Uint8Array(Math.ceil(set.length / 8));
  set.forEach((value, voxel) => {
    bits[voxel >> 3] = (bits[voxel >> 3] ?? 0) | (value << (voxel & 7));
  });
  const geometry = {
    size,
    origin: [0, 0, 0],
    orientation: [1, 0, 0, 0, 1, 0],
    betweenColumns: spacing[0],
    betweenRows: spacing[1],
    betweenSlices: spacing[2],
  } as const;
  const named = `labelmap ${size.join('×')}`;
  const field = inTurns({ TipCheck: () => distanceField({ size, spacing, set }) }, quick ? 3 : 2);
  const scipy = scipySeconds(size, spacing);
  const beside = scipy !== null && { scipy };
  report(`${named}: distance field of all of it`, { ...field, ...beside }, inSeconds);
  const built = inTurns(
    {
      with: () => labelmapIndex(geometry, bits, { withField: true }),
      without: () => labelmapIndex(geometry, bits, { withField: false }),
    },
    quick ? 3 : 2,
  );
  const { with: both = NaN, without: tree = NaN } = built;
  report(`${named}: distance field, where the target is`, { TipCheck: both - tree, ...beside }, inSeconds);
  report(`${named}: build without a field`, { TipCheck: tree }, inSeconds);
  const surface = labelmapSurface(labelmapIndex(geometry, bits, { withField: true }));
  const plain = labelmapSurface(labelmapIndex(geometry, bits, { withField: false }));
  const random = generator(7);
  const count = 5_000;
  const points = Array.from({ length: count }, () =>
    size.map((steps, axis) => random() * steps * (spacing[axis] ?? 0)),
  );
  for (const point of points)
    if (surface.signedDistance(point) !== plain.signedDistance(point)) throw new Error('the field changes an answer');
  const all = (of: typeof surface) => () => points.reduce((sum, point) => sum + of.signedDistance(point), 0);
  report(
    `${named}: signed distance`,
    inTurns({ TipCheck: all(surface), 'without the field': all(plain) }, 3),
    aSecond(count),
  );
};

/** How often a whole assessment with sigma, interval and P(inside) of every metric can be made while a tip is dragged; a screen wants 60 a second. */
const benchAssess = (): void => {
  const targets = {
    'dented ball of 100,352 triangles': { shape: 'mesh', ...ballMesh([0, 0, 0], dented, 225, 224) },
    'ball of 100,352 triangles': { shape: 'mesh', ...ballMesh([0, 0, 0], () => 20, 225, 224) },
    '40 contours of 150 points': {
      shape: 'contours',
      planes: Array.from({ length: 40 }, (_, level) => {
        const height = level - 19.5;
        return Array.from({ length: 150 }, (__, step) => {
          const turn = (2 * Math.PI * step) / 150;
          const radius = Math.sqrt(20.5 ** 2 - height ** 2) * (1 + 0.1 * Math.sin(5 * turn) * Math.sin(height / 4));
          return [radius * Math.cos(turn), radius * Math.sin(turn), height];
        });
      }),
    },
  };
  const places: Readonly<Record<string, Point>> = {
    'near the surface': [18, 2, 3],
    'half-way in': [10, 3, 2],
    'at the centre': [0.1, 0, 0.2],
    outside: [28, 1, 1],
  };
  for (const [name, target] of Object.entries(targets)) {
    const record = parseRecord({
      tipcheck: 1,
      id: 'bench',
      space: {
        kind: 'patient',
        frameOfReferenceUID: '1.2.3',
        voxel: { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: 3, sliceThickness: 3 },
      },
      target,
      tip: { position: [18, 2, 3], evidence: 'person', sigma: 1 },
      shaft: [[60, 5, 5]],
    });
    if (isRefused(record)) throw new Error(record.message);
    for (const [where, place] of Object.entries(places)) {
      const many = 10;
      const drag = (): void => {
        for (let step = 0; step < many; step += 1) {
          const position = place.map((value) => value + 0.01 * step) as unknown as NonNullable<
            NonNullable<typeof record.tip>['position']
          >;
          assess({ ...record, tip: { ...record.tip, position } });
        }
      };
      report(`assess(): ${name}, ${where}`, inTurns({ TipCheck: drag }, 5), aSecond(many));
    }
  }
};

export const benchSurfaces = async (options: Options): Promise<void> => {
  if (!options.peers) console.log('three-mesh-bvh is left out');
  await benchMesh(options);
  benchLabelmap(options);
  benchAssess();
  benchWholeVolume(options.quick);
};
