import { refused, type Refused } from '../../confirmation/record.ts';
import { itemOf, uidOf, type ElementSource } from '../../image/element-source.ts';
import { KEY_OBJECT_SELECTION } from '../kos/key-object.ts';
import { DCM, type Code } from '../sr/codes.ts';
import { codeIn, readItems, referenceOfItem, textIn, textsIn, type ReadReference } from '../sr/read-items.ts';
import {
  INFORMATION_TITLE,
  LEVEL,
  LEVELS,
  TEACHING_TITLES,
  TEXTS,
  type TeachingFile,
  type TeachingLevel,
  type TeachingTitle,
} from './teaching-file.ts';

/** A key object selection whose title says that its images are for teaching. */
export interface ReadManifest {
  readonly title: TeachingTitle;
  readonly studyInstanceUID: string;
  readonly description: string | null;
  /** In its order, each with its first frame. */
  readonly images: readonly ReadReference[];
  /** Other objects that it names, such as the additional teaching file information. */
  readonly others: readonly string[];
}

const isSame = (a: Code | null, b: Code): boolean => a?.value === b.value && a.scheme === b.scheme;

/** Refused: another object, a selection for something else, one without a study or an image. */
export const readTeachingManifest = (source: ElementSource): ReadManifest | Refused => {
  if (uidOf(source, 'SOPClassUID') !== KEY_OBJECT_SELECTION)
    return refused('not-key-objects', 'it is no key object selection');
  const root = readItems(source);
  const title = (Object.keys(TEACHING_TITLES) as TeachingTitle[]).find((name) =>
    isSame(root.name, TEACHING_TITLES[name]),
  );
  if (!title) return refused('not-for-teaching', 'the key object selection is not titled for teaching');
  const studyInstanceUID = uidOf(source, 'StudyInstanceUID');
  if (studyInstanceUID === undefined) return refused('no-study', 'the key object selection names no study');
  const images = root.children.flatMap((item) => (item.valueType === 'IMAGE' ? (referenceOfItem(item) ?? []) : []));
  if (images.length === 0) return refused('no-images', 'the key object selection names no image');
  const others = root.children.flatMap((item) => {
    const reference = item.valueType === 'COMPOSITE' ? itemOf(item.source, 'ReferencedSOPSequence') : undefined;
    return (reference && uidOf(reference, 'ReferencedSOPInstanceUID')) ?? [];
  });
  return { title, studyInstanceUID, description: textIn(root, DCM.keyObjectDescription), images, others };
};

/** What a teaching file says beside its images. Refused: another document, or one without an abstract. */
export const readTeachingInformation = (source: ElementSource): TeachingFile | Refused => {
  const root = readItems(source);
  if (!isSame(root.name, INFORMATION_TITLE))
    return refused('not-teaching-information', 'it is no additional teaching file information');
  const abstract = textIn(root, TEXTS.abstract);
  if (abstract === null) return refused('no-abstract', 'the teaching file has no abstract');
  const level = codeIn(root, LEVEL);
  const known = (Object.keys(LEVELS) as TeachingLevel[]).find((name) => isSame(level, LEVELS[name]));
  const optional = (name: 'history' | 'finding' | 'discussion'): Partial<TeachingFile> => {
    const said = textIn(root, TEXTS[name]);
    return said === null ? {} : { [name]: said };
  };
  return {
    author: textIn(root, TEXTS.author) ?? '',
    abstract,
    keywords: textsIn(root, TEXTS.keywords),
    ...optional('history'),
    ...optional('finding'),
    ...optional('discussion'),
    ...(known && { level: known }),
  };
};
