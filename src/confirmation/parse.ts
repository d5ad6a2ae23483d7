import * as v from 'valibot';
import { artefactBandSchema } from './artefact-band-schema.ts';
import { finite, positive, SIZE_LIMIT, text, within } from './basic-schema.ts';
import { numberList, pointList, says } from './bulk-schema.ts';
import { deviceSchema } from './device-schema.ts';
import { instantOf } from './instant.ts';
import { checkGeometry } from './parse-geometry.ts';
import { isProcedureId, PROCEDURE_ID_RULE } from './procedure.ts';
import {
  CALIBRATION_METHODS,
  GEOMETRY_MEMBERS,
  isRefused,
  refused,
  type Confirmation,
  type Refused,
} from './record.ts';

/** Largest record that is read, in bytes of UTF-8. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

const MM_LIMIT = 10_000;
const PX_LIMIT = 100_000;

const mm = within(MM_LIMIT, 'mm');
const px = within(PX_LIMIT, 'px');
const variance = within(SIZE_LIMIT ** 2, 'square units');
const count = v.pipe(
  finite,
  v.check(
    (value) => Number.isInteger(value) && value >= 1,
    says('not-a-count', 'must be a whole number of at least 1'),
  ),
);
const isBetween = (low: number, value: number, high: number): boolean => low <= value && value <= high;

/** PS3.5 9.1: at most 64 characters, numeric components without leading zeros, joined by dots. */
export const isUid = (value: string): boolean => value.length <= 64 && /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/.test(value);
const uid = v.pipe(text, v.check(isUid, says('invalid-uid', 'is not a UID that DICOM allows')));

const time = v.pipe(
  text,
  v.check(
    (value) => instantOf(value) !== null,
    says('invalid-time', 'must be an ISO 8601 time with a zone, such as 2026-11-22T10:20:00Z'),
  ),
);

const tupleOf = (item: v.GenericSchema<number>, size: number, what: string) =>
  v.pipe(
    v.array(item, says('not-a-position', `must be ${what}`)),
    v.check((values) => values.length === size, says('not-a-position', `must be ${what}`)),
  );
const patient = tupleOf(mm, 3, 'three numbers [x, y, z]');
const image = tupleOf(px, 2, 'two numbers [column, row]');
const patientPoints = pointList(3, MM_LIMIT, 'mm');
const imagePoints = pointList(2, PX_LIMIT, 'px');
const orientation = tupleOf(finite, 6, 'six direction cosines');
/** The schema's own output type is not used: the record's types are written by hand in record.ts, which is what people read. */
type Schema = v.GenericSchema;
const membersOnly = v.strictObject;

const basis = v.picklist(
  [
    'pixel-spacing',
    'pixel-spacing-geometry',
    'pixel-spacing-fiducial',
    'us-region',
    'imager-magnification',
    'imager',
    'nominal-scanned',
    'user',
    'none',
  ],
  says('unknown-basis', 'is not a known basis of a scale'),
);
const scale = membersOnly({
  betweenColumns: positive,
  betweenRows: positive,
  unit: v.picklist(['mm', 'mm-at-detector', 'px'], says('unknown-unit', 'must be mm, mm-at-detector or px')),
  basis,
});
/** A scale known worse than this isn't one. */
const MOST_SCALE_SIGMA = 0.5;

const calibration = membersOnly({
  method: v.picklist(CALIBRATION_METHODS, says('unknown-method', `must be one of ${CALIBRATION_METHODS.join(', ')}`)),
  size: v.optional(positive),
  sizeSigma: v.optional(positive),
  designation: v.optional(text),
  points: v.optional(imagePoints),
  sopInstanceUID: v.optional(uid),
  frame: v.optional(count),
  atTargetDepth: v.optional(v.boolean()),
  observer: v.optional(text),
  at: v.optional(time),
});
const imageEntries = {
  sopInstanceUID: uid,
  frame: count,
  modality: text,
  scale,
  scaleSigma: v.optional(
    v.pipe(
      positive,
      v.check(
        (value) => value <= MOST_SCALE_SIGMA,
        says('out-of-range', `must be at most ${String(MOST_SCALE_SIGMA)}`),
      ),
    ),
  ),
  calibration: v.optional(calibration),
  columns: v.optional(count),
  rows: v.optional(count),
};
const voxel = membersOnly({
  betweenColumns: positive,
  betweenRows: positive,
  betweenSlices: positive,
  sliceThickness: positive,
  orientation: v.optional(orientation),
});
const view = membersOnly({
  sopInstanceUID: uid,
  frame: count,
  rows: count,
  columns: count,
  imagerSpacing: v.pipe(
    tupleOf(finite, 2, 'two spacings [between rows, between columns]'),
    v.check((values) => values.every((value) => value > 0), says('not-positive', 'must be greater than 0')),
  ),
  sid: positive,
  sod: positive,
  primaryAngle: within(360, 'degrees'),
  secondaryAngle: within(360, 'degrees'),
  isocenter: v.optional(image),
  entered: v.optional(
    v.array(
      v.picklist(GEOMETRY_MEMBERS, says('unknown-geometry', `must be one of ${GEOMETRY_MEMBERS.join(', ')}`)),
      says('not-a-list', 'must be a list'),
    ),
  ),
  tip: v.optional(image),
  shaft: v.optional(imagePoints),
  target: v.optional(membersOnly({ center: image, radius: positive, sigma: v.optional(positive) })),
});
const atMost = (limit: number, unit: string) =>
  v.pipe(
    positive,
    v.check((value) => value <= limit, says('out-of-range', `must be at most ${String(limit)}${unit}`)),
  );
/** Larger errors than these, and in checkDistanceSigma, bend what is measured so much that linear propagation doesn't hold. */
const geometrySigma = membersOnly({
  imagerSpacing: v.optional(atMost(0.1, ' of the spacing')),
  sid: v.optional(positive),
  sod: v.optional(positive),
  angle: v.optional(atMost(5, ' degrees')),
});
const space = v.variant(
  'kind',
  [
    membersOnly({
      kind: v.literal('patient'),
      frameOfReferenceUID: uid,
      voxel: v.optional(voxel),
      registrationSigma: v.optional(positive),
    }),
    membersOnly({ kind: v.literal('image'), ...imageEntries, beamWidth: v.optional(positive) }),
    membersOnly({ kind: v.literal('projection'), ...imageEntries }),
    membersOnly({
      kind: v.literal('biplane'),
      views: v.pipe(
        v.array(view, says('not-a-list', 'must be a list of two views')),
        v.check((views) => views.length === 2, says('not-two-views', 'must be exactly two views')),
      ),
      geometrySigma: v.optional(geometrySigma),
    }),
  ],
  says('unknown-space', 'must be patient, image, projection or biplane'),
);

const targetSigma = { sigma: v.optional(positive) };
const targetIn = (position: typeof patient, shapes: 'patient' | 'image'): Schema => {
  const point = membersOnly({ shape: v.literal('point'), center: position, tolerance: positive, ...targetSigma });
  const other = says(
    'shape-not-allowed',
    `is not a target shape of ${shapes === 'patient' ? 'patient space' : 'an image'}`,
  );
  if (shapes === 'image') {
    return v.variant(
      'shape',
      [
        point,
        membersOnly({ shape: v.literal('circle'), center: image, radius: positive, ...targetSigma }),
        membersOnly({
          shape: v.literal('contour'),
          points: imagePoints,
          ...targetSigma,
        }),
      ],
      other,
    );
  }
  return v.variant(
    'shape',
    [
      point,
      membersOnly({ shape: v.literal('sphere'), center: patient, radius: positive, ...targetSigma }),
      membersOnly({
        shape: v.literal('ellipsoid'),
        center: patient,
        axes: v.pipe(
          v.array(patient, says('not-a-list', 'must be three semi-axis vectors')),
          v.check((axes) => axes.length === 3, says('not-three-axes', 'must be three semi-axis vectors')),
        ),
        ...targetSigma,
      }),
      membersOnly({
        shape: v.literal('contours'),
        planes: v.array(patientPoints, says('not-a-list', 'must be a list of contours')),
        ...targetSigma,
      }),
      membersOnly({
        shape: v.literal('mesh'),
        vertices: numberList(MM_LIMIT, 'mm'),
        triangles: numberList(Number.MAX_SAFE_INTEGER, ''),
        ...targetSigma,
      }),
      membersOnly({
        shape: v.literal('labelmap'),
        size: tupleOf(finite, 3, 'three counts [columns, rows, slices]'),
        origin: patient,
        orientation,
        betweenColumns: positive,
        betweenRows: positive,
        betweenSlices: positive,
        bits: text,
        ...targetSigma,
      }),
    ],
    other,
  );
};

const tipIn = (position: typeof patient | null): Schema => {
  const place: v.ObjectEntries = position ? { position: v.optional(position) } : {};
  // Elsewhere there is no axis in mm that it could count along.
  const band: v.ObjectEntries = position === patient ? { artefactBand: v.optional(artefactBandSchema) } : {};
  return membersOnly({
    ...place,
    evidence: v.optional(
      v.picklist(['none', 'person', 'image'], says('unknown-evidence', 'must be none, person or image')),
    ),
    sigma: v.optional(positive),
    covariance: v.optional(v.array(variance, says('not-a-list', 'must be a list of numbers'))),
    ...band,
    image: v.optional(membersOnly({ sopInstanceUID: uid, frame: v.optional(count) })),
    method: v.optional(
      membersOnly({
        name: text,
        version: text,
        score: v.optional(finite),
        reasons: v.optional(v.array(text, says('not-a-list', 'must be a list of texts'))),
      }),
    ),
  });
};

const recordIn = (position: typeof patient, shapes: 'patient' | 'image', biplane: boolean): Schema => {
  const points = position === patient ? patientPoints : imagePoints;
  const target: v.ObjectEntries = biplane ? {} : { target: v.optional(targetIn(position, shapes)) };
  const shaft: v.ObjectEntries = biplane ? {} : { shaft: v.optional(points) };
  const marks: v.ObjectEntries = biplane
    ? {}
    : { ...shaft, entry: v.optional(position), shaftSigma: v.optional(positive), entrySigma: v.optional(positive) };
  const tip = { tip: v.optional(tipIn(biplane ? null : position)) };
  const ownVoxel: v.ObjectEntries = position === patient && !biplane ? { voxel: v.optional(voxel) } : {};
  return membersOnly({
    tipcheck: v.literal(1, says('unknown-version', 'must be 1: this program reads version 1 of the format')),
    id: v.pipe(
      text,
      v.check((value) => isBetween(1, Array.from(value).length, 64), says('invalid-id', 'must be 1 to 64 characters')),
    ),
    space,
    ...target,
    ...tip,
    ...marks,
    plan: v.optional(membersOnly({ entry: position, target: position, sigma: v.optional(positive) })),
    device: v.optional(deviceSchema),
    procedure: v.optional(v.pipe(text, v.check(isProcedureId, says('invalid-procedure', PROCEDURE_ID_RULE)))),
    at: v.optional(time),
    committedAt: v.optional(time),
    observer: v.optional(text),
    images: v.optional(
      v.array(
        membersOnly({ sopInstanceUID: uid, frame: v.optional(count), frameOfReferenceUID: v.optional(uid) }),
        says('not-a-list', 'must be a list'),
      ),
    ),
    looks: v.optional(
      v.array(
        membersOnly({
          at: v.optional(time),
          frameOfReferenceUID: v.optional(uid),
          ...ownVoxel,
          ...tip,
          ...shaft,
          ...target,
        }),
        says('not-a-list', 'must be a list'),
      ),
    ),
  });
};

const SCHEMAS = {
  patient: recordIn(patient, 'patient', false),
  image: recordIn(image, 'image', false),
  projection: recordIn(image, 'image', false),
  biplane: recordIn(patient, 'patient', true),
} as const;

type SpaceKind = keyof typeof SCHEMAS;
const isSpaceKind = (kind: unknown): kind is SpaceKind => typeof kind === 'string' && Object.hasOwn(SCHEMAS, kind);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads one confirmation record: JSON text, with or without a byte order mark, or an already parsed value.
 * Returns the record, or a refusal that names the member and the reason. Never throws on bad input.
 */
export const parseRecord = (json: unknown): Confirmation | Refused => {
  const read = typeof json === 'string' ? readJson(json) : { value: json };
  if (isRefused(read)) return read;
  const { value } = read;
  if (!isObject(value)) return refused('not-a-record', 'the record must be a JSON object');
  // The version decides what the rest means, so another version is refused before anything else is looked at.
  if (!Object.hasOwn(value, 'tipcheck')) return refused('missing-member', 'tipcheck: is required');
  if (value['tipcheck'] !== 1)
    return refused('unknown-version', 'tipcheck: must be 1, this program reads version 1 of the format');
  const spaceValue = value['space'];
  const kind = isObject(spaceValue) ? spaceValue['kind'] : undefined;
  if (!Object.hasOwn(value, 'space')) return refused('missing-member', 'space: is required');
  if (!isSpaceKind(kind)) return refused('unknown-space', 'space.kind: must be patient, image, projection or biplane');
  const result = v.safeParse(SCHEMAS[kind], value, { abortEarly: true });
  if (!result.success) return refusalOf(result.issues[0]);
  const record = result.output as Confirmation;
  return checkGeometry(record) ?? record;
};

export const readJson = (json: string, what = 'record'): { readonly value: unknown } | Refused => {
  // Characters bound the bytes from below: longer text is certainly over the limit.
  if (json.length > MAX_RECORD_BYTES) return refused('too-large', `the ${what} is larger than 64 MiB`);
  try {
    return { value: JSON.parse(json.startsWith('\uFEFF') ? json.slice(1) : json) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').slice(0, 120) : 'unknown reason';
    return refused('not-json', `the ${what} is not JSON: ${reason}`);
  }
};

const pathOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
    // A member's name is the sender's text: it must not break the one line that a message is.
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .slice(0, 120);

/** The first thing that a schema found wrong, in one line. */
export const refusalOf = (issue: v.BaseIssue<unknown>): Refused => {
  const where = pathOf(issue) || 'record';
  // The schema library's own messages quote what was sent, bars included: only ours begin with a code.
  const [, code, message] = /^([a-z][a-z0-9-]*)\|(.*)$/.exec(issue.message) ?? [];
  if (code !== undefined && message !== undefined) return refused(code, `${where}: ${message}`);
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never') return refused('unknown-member', `${where}: is not a member of the format`);
    if (issue.received === 'undefined') return refused('missing-member', `${where}: is required`);
  }
  return refused('wrong-type', `${where}: must be ${issue.expected === 'Object' ? 'an object' : 'of another type'}`);
};

/** A list of numbers over several lines; line breaks never stand inside a JSON text, so this can't be part of one. */
const NUMBERS_OVER_LINES = /\[\n\s*(-?[\d.eE+-]+(?:,\n\s*-?[\d.eE+-]+){0,8})\n\s*\]/g;

/** The record as JSON text that can be read and compared line by line, members in the order in which they were given. */
export const serializeRecord = (record: Confirmation): string => {
  const { target } = record;
  const bulky = target && ['contours', 'mesh', 'labelmap'].includes(target.shape);
  if (bulky) return `${JSON.stringify(record)}\n`;
  const text = JSON.stringify(record, null, 2);
  return `${text.replaceAll(NUMBERS_OVER_LINES, (_, numbers: string) => `[${numbers.replaceAll(/,\n\s*/g, ', ')}]`)}\n`;
};
