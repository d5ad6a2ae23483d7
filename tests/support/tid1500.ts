import type { DataSet } from '../../src/report/dicom/data-set.ts';

/**
 * What is wrong with a measurement report (PS3.16 TID 1500), by the rules of its templates: what must be there and how often, value sets, what
 * stands how to what. Written from the standard and apart from the writer; validators that know the object alone accept reports with nothing in them.
 */

const items = (dataSet: DataSet | undefined, name: keyof DataSet): readonly DataSet[] => {
  const value = dataSet?.[name];
  return Array.isArray(value) ? (value as readonly DataSet[]) : [];
};
/** A text of a data set; empty where it is none. */
const said = (value: unknown): string => (typeof value === 'string' ? value : '');
const code = (dataSet: DataSet | undefined): string =>
  `${said(dataSet?.CodingSchemeDesignator)}:${said(dataSet?.CodeValue ?? dataSet?.LongCodeValue)}`;
const nameOf = (item: DataSet): string => code(items(item, 'ConceptNameCodeSequence')[0]);
const valueOf = (item: DataSet): string => code(items(item, 'ConceptCodeSequence')[0]);
const templateOf = (item: DataSet): unknown => items(item, 'ContentTemplateSequence')[0]?.TemplateIdentifier;
const children = (item: DataSet): readonly DataSet[] => items(item, 'ContentSequence');
const named = (item: DataSet, name: string): readonly DataSet[] => children(item).filter((one) => nameOf(one) === name);
const listOf = (value: unknown): readonly number[] => (Array.isArray(value) ? (value as number[]) : []);

const REGION = 'DCM:111030';
const SURFACE = 'DCM:121231';
const SEGMENT = 'DCM:121191';
const SOURCE = 'DCM:121233';
const TIME_POINT = 'UMLS:C2348792';
/** CID 42, CID 225, CID 6147 has no bearing here. */
const QUALIFIERS = new Set(['DCM:114010', 'DCM:114011', 'DCM:114006']);
const UNCERTAINTIES = new Set(['SCT:371884006', 'SCT:371886008', 'SCT:371885007']);
const SCHEMES = new Set(['DCM', 'SCT', 'UCUM', 'UMLS', 'RFC5646', '99TIPCHK']);
/** Numbers of each kind of coordinates, by dimension; null: any number of whole points, at least two. */
const POINTS: Readonly<Record<string, number | null>> = {
  POINT: 1,
  CIRCLE: 2,
  ELLIPSE: 4,
  ELLIPSOID: 6,
  POLYLINE: null,
  POLYGON: null,
};
const IN_2D = new Set(['POINT', 'CIRCLE', 'POLYLINE', 'ELLIPSE']);
const IN_3D = new Set(['POINT', 'POLYLINE', 'POLYGON', 'ELLIPSE', 'ELLIPSOID']);
const RELATIONSHIPS: Readonly<Record<string, ReadonlySet<string>>> = {
  'HAS OBS CONTEXT': new Set(['TEXT', 'CODE', 'NUM', 'DATETIME', 'UIDREF', 'PNAME']),
  'HAS ACQ CONTEXT': new Set(['TEXT', 'CODE', 'NUM', 'DATETIME', 'UIDREF', 'PNAME', 'CONTAINER']),
  'HAS CONCEPT MOD': new Set(['TEXT', 'CODE']),
  'HAS PROPERTIES': new Set(['TEXT', 'CODE', 'NUM']),
  'INFERRED FROM': new Set(['SCOORD', 'SCOORD3D', 'IMAGE']),
  'SELECTED FROM': new Set(['IMAGE']),
  CONTAINS: new Set(['TEXT', 'CODE', 'NUM', 'DATETIME', 'UIDREF', 'SCOORD', 'SCOORD3D', 'IMAGE', 'CONTAINER']),
};

export const tid1500Problems = (report: DataSet): readonly string[] => {
  const problems: string[] = [];
  const say = (isWrong: boolean, what: string): void => {
    if (isWrong) problems.push(what);
  };
  const count = (item: DataSet, name: string, what: string, [least, most]: readonly [number, number]): void => {
    const found = named(item, name).length;
    say(found < least || found > most, `${what}: ${String(found)}`);
  };
  checkRoot(report, say, count);
  const evidence = new Set(
    items(report, 'CurrentRequestedProcedureEvidenceSequence')
      .flatMap((study) => items(study, 'ReferencedSeriesSequence'))
      .flatMap((series) => items(series, 'ReferencedSOPSequence'))
      .map((reference) => reference.ReferencedSOPInstanceUID),
  );
  say(evidence.size === 0, 'no evidence');
  const walk = (item: DataSet, depth: number): void => {
    checkItem(item, report, evidence, say);
    say(depth > 0 && item.RelationshipType === undefined, `${nameOf(item)} stands in no relationship`);
    const allowed = RELATIONSHIPS[said(item.RelationshipType)];
    say(
      depth > 0 && allowed?.has(said(item.ValueType)) !== true,
      `${nameOf(item)} can't be ${said(item.RelationshipType)}`,
    );
    for (const child of children(item)) walk(child, depth + 1);
  };
  walk(report, 0);
  const measurements = named(report, 'DCM:126010')[0];
  const groups = measurements ? children(measurements) : [];
  say(groups.length === 0, 'no measurement groups');
  for (const group of groups) checkGroup(group, say, count);
  const uids = groups.map((group) => named(group, 'DCM:112040')[0]?.UID);
  say(new Set(uids).size !== uids.length, 'tracking UIDs are not distinct');
  return problems;
};

type Say = (isWrong: boolean, what: string) => void;
type Count = (item: DataSet, name: string, what: string, range: readonly [number, number]) => void;

const checkRoot = (report: DataSet, say: Say, count: Count): void => {
  say(nameOf(report) !== 'DCM:126000' || report.ValueType !== 'CONTAINER', 'the title is none of CID 7021');
  say(templateOf(report) !== '1500', 'the root names no TID 1500');
  say(!['COMPLETE', 'PARTIAL'].includes(said(report.CompletionFlag)), 'no completion flag');
  say(report.VerificationFlag !== 'UNVERIFIED', 'it says that somebody verified it');
  const [language] = named(report, 'DCM:121049');
  count(report, 'DCM:121049', 'language of TID 1204', [1, 1]);
  say(language?.RelationshipType !== 'HAS CONCEPT MOD', 'the language is no modifier');
  count(report, 'DCM:121005', 'observers of TID 1002', [1, 2]);
  for (const observer of named(report, 'DCM:121005')) {
    say(!['DCM:121006', 'DCM:121007'].includes(valueOf(observer)), 'an observer is neither person nor device');
    if (valueOf(observer) === 'DCM:121006') count(report, 'DCM:121008', 'name of the person', [1, 1]);
    else count(report, 'DCM:121012', 'UID of the device', [1, 1]);
  }
  count(report, 'DCM:121058', 'procedure reported', [1, 9]);
  count(report, 'DCM:111028', 'image library', [1, 1]);
  count(report, 'DCM:126010', 'imaging measurements', [1, 1]);
  const [library] = named(report, 'DCM:111028');
  say(library !== undefined && templateOf(library) !== '1600', 'the image library names no TID 1600');
  const entries = library ? named(library, 'DCM:126200').flatMap(children) : [];
  say(
    entries.length === 0 || entries.some(({ ValueType }) => ValueType !== 'IMAGE'),
    'the image library has no images',
  );
  const schemes = items(report, 'CodingSchemeIdentificationSequence').map((one) => one.CodingSchemeDesignator);
  say(!schemes.includes('99TIPCHK'), 'the private scheme is not identified');
};

const checkGroup = (group: DataSet, say: Say, count: Count): void => {
  const template = templateOf(group);
  const label = `group ${said(named(group, 'DCM:112039')[0]?.TextValue)}`;
  say(nameOf(group) !== 'DCM:125007' || group.ValueType !== 'CONTAINER', `${label} is no measurement group`);
  count(group, 'DCM:112039', `${label}, tracking identifier`, [1, 1]);
  count(group, 'DCM:112040', `${label}, tracking UID`, [1, 1]);
  count(group, 'DCM:121071', `${label}, finding`, [0, 1]);
  for (const name of ['DCM:112039', 'DCM:112040'])
    say(named(group, name)[0]?.RelationshipType !== 'HAS OBS CONTEXT', `${label}, ${name} is no context`);
  // TID 1502.
  if (named(group, TIME_POINT).length > 0) count(group, 'DCM:126073', `${label}, order of its time point`, [1, 1]);
  // TID 4019.
  say(named(group, 'DCM:111003').length !== named(group, 'DCM:111001').length, `${label}, algorithm without version`);
  const [regions, surfaces, segments] = [REGION, SURFACE, SEGMENT].map((name) => named(group, name));
  const kinds = [regions, surfaces, segments].filter((one = []) => one.length > 0).length;
  const types = (list: readonly DataSet[] = []): readonly unknown[] => list.map(({ GraphicType }) => GraphicType);
  switch (template) {
    case '1410':
      say(kinds !== 1 || regions?.length !== 1, `${label} has not exactly one region`);
      say(
        types(regions).some((type) => type === 'MULTIPOINT' || type === 'ELLIPSOID'),
        `${label} is not planar`,
      );
      break;
    case '1411': {
      say(kinds !== 1, `${label} has not exactly one kind of region`);
      say((regions ?? []).length > 0, `${label} has image regions of a volume`);
      const isOne = surfaces?.length === 1 && ['POINT', 'ELLIPSOID'].includes(said(surfaces[0]?.GraphicType));
      const isStack =
        (surfaces ?? []).length > 1 && types(surfaces).every((type) => type === 'POLYGON' || type === 'ELLIPSE');
      say((surfaces ?? []).length > 0 && !isOne && !isStack, `${label} has no surface that the standard knows`);
      say(named(group, SOURCE).length === 0, `${label} names no source image`);
      break;
    }
    case '1501':
      say(kinds !== 0, `${label} has a region that its template doesn't know`);
      break;
    default:
      say(true, `${label} names no template`);
  }
  for (const item of children(group).filter(
    ({ ValueType, RelationshipType }) => ValueType === 'NUM' && RelationshipType === 'CONTAINS',
  ))
    say(
      !children(item).some((one) => one.RelationshipType === 'INFERRED FROM'),
      `${label}, ${nameOf(item)} is inferred from nothing`,
    );
};

const checkItem = (item: DataSet, report: DataSet, evidence: ReadonlySet<unknown>, say: Say): void => {
  const name = nameOf(item);
  for (const one of [
    ...items(item, 'ConceptNameCodeSequence'),
    ...items(item, 'ConceptCodeSequence'),
    ...items(item, 'NumericValueQualifierCodeSequence'),
  ]) {
    say(!SCHEMES.has(said(one.CodingSchemeDesignator)), `${code(one)} is of an unknown scheme`);
    say(said(one.CodeValue).length > 16, `${code(one)} is too long for a code value`);
    say((one.CodeValue === undefined) === (one.LongCodeValue === undefined), `${code(one)} has no code value, or two`);
    const meaning = said(one.CodeMeaning);
    say(meaning.length === 0 || meaning.length > 64, `${code(one)} has no meaning that fits`);
  }
  switch (item.ValueType) {
    case 'NUM':
      checkNumber(item, say);
      break;
    case 'SCOORD':
    case 'SCOORD3D':
      checkCoordinates(item, say);
      say(
        item.ValueType === 'SCOORD3D' && report.SOPClassUID !== '1.2.840.10008.5.1.4.1.1.88.34',
        'coordinates of three dimensions in a report of two',
      );
      break;
    case 'IMAGE':
      for (const { ReferencedSOPClassUID, ReferencedSOPInstanceUID } of items(item, 'ReferencedSOPSequence')) {
        say(!evidence.has(ReferencedSOPInstanceUID), `${name} names an image that is no evidence`);
        say(!/^[0-9.]+$/.test(said(ReferencedSOPClassUID)), `${name} names an image of no class`);
      }
      say(items(item, 'ReferencedSOPSequence').length !== 1, `${name} names not one image`);
      break;
    case 'TEXT':
      say(said(item.TextValue).trim() === '', `${name} is an empty text`);
      break;
    case 'UIDREF':
      say(!/^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/.test(said(item.UID)), `${name} is no UID`);
      break;
    case 'CODE':
      say(items(item, 'ConceptCodeSequence').length !== 1, `${name} has not one value`);
      break;
    case 'DATETIME':
      say(!/^\d{14}(\.\d{1,6})?([+-]\d{4})?$/.test(said(item.DateTime)), `${name} is no time`);
      break;
    case 'PNAME':
    case 'CONTAINER':
      break;
    default:
      say(true, `${name} is of no value type: ${said(item.ValueType)}`);
  }
};

const unitOf = (item: DataSet): string =>
  code(items(items(item, 'MeasuredValueSequence')[0], 'MeasurementUnitsCodeSequence')[0]);

const checkNumber = (item: DataSet, say: Say): void => {
  const name = nameOf(item);
  const measured = items(item, 'MeasuredValueSequence');
  const qualifiers = items(item, 'NumericValueQualifierCodeSequence').map(code);
  say(measured.length > 1, `${name} has two values`);
  say(measured.length === 0 && qualifiers.length !== 1, `${name} has neither value nor reason`);
  say(
    qualifiers.some((one) => !QUALIFIERS.has(one)),
    `${name} has a reason that is none of CID 42`,
  );
  if (measured.length === 1) {
    say(!Number.isFinite(measured[0]?.NumericValue), `${name} is no number`);
    say(!/^UCUM:(mm|deg|s|1|\{pixels\})$/.test(unitOf(item)), `${name} has no unit: ${unitOf(item)}`);
  }
  for (const property of children(item).filter((one) => one.RelationshipType === 'HAS PROPERTIES')) {
    say(!UNCERTAINTIES.has(nameOf(property)), `${name} has a property that is none of CID 225`);
    say(unitOf(property) !== unitOf(item), `the uncertainty of ${name} is in another unit`);
    say(
      Number(items(property, 'MeasuredValueSequence')[0]?.NumericValue) < 0,
      `the uncertainty of ${name} is negative`,
    );
  }
};

const checkCoordinates = (item: DataSet, say: Say): void => {
  const name = nameOf(item);
  const isSolid = item.ValueType === 'SCOORD3D';
  const dimensions = isSolid ? 3 : 2;
  const type = said(item.GraphicType);
  const numbers = listOf(item.GraphicData);
  const points = numbers.length / dimensions;
  const expected = POINTS[type];
  say(!(isSolid ? IN_3D : IN_2D).has(type), `${name} is a ${type}`);
  say(
    expected === null ? !Number.isInteger(points) || points < 2 : points !== expected,
    `${name}: ${String(points)} points of a ${type}`,
  );
  if (type === 'POLYGON')
    say(
      points < 4 || numbers.slice(0, 3).join() !== numbers.slice(-3).join(),
      `${name} is a polygon that isn't closed`,
    );
  const images = children(item).filter((one) => one.RelationshipType === 'SELECTED FROM');
  say(!isSolid && images.length !== 1, `${name} is selected from ${String(images.length)} images`);
  say(isSolid && item.ReferencedFrameOfReferenceUID === undefined, `${name} is in no frame of reference`);
};
