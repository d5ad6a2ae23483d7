import type { Code } from '../sr/codes.ts';

/**
 * What a teaching file says beside its images, as IHE's Teaching File and Clinical Trial Export has it (TCE, RAD TF-1 17; additional teaching file
 * information, RAD-52). Codes are the standard's where it took them over (CID 7010), else those of the framework, scheme IHERADTF, as receivers
 * such as RSNA's CTP know them.
 */
export interface TeachingFile {
  /** Whoever made it, as they want to be known; TCE demands one. */
  readonly author: string;
  /** The case in a sentence; TCE demands one. */
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly history?: string;
  readonly finding?: string;
  readonly discussion?: string;
  readonly level?: TeachingLevel;
}

export type TeachingLevel = 'primary' | 'intermediate' | 'advanced';

const tce = (value: string, meaning: string): Code => ({ value, scheme: 'IHERADTF', meaning });
const dcm = (value: string, meaning: string): Code => ({ value, scheme: 'DCM', meaning });

export const BASIC_TEXT_SR = '1.2.840.10008.5.1.4.1.1.88.11';

/** Titles of key object selections whose images are meant for teaching: TCE's, TCE's before the standard took it over, and the plain one. */
export const TEACHING_TITLES = {
  'teaching-file-export': dcm('128710', 'For Teaching File Export'),
  'teaching-file-export-tce': tce('TCE001', 'For Teaching File Export'),
  'for-teaching': dcm('113004', 'For Teaching'),
} as const satisfies Readonly<Record<string, Code>>;
export type TeachingTitle = keyof typeof TEACHING_TITLES;

export const INFORMATION_TITLE = tce('TCE006', 'Additional Teaching File Information');

export const TEXTS = {
  author: tce('TCE101', 'Author'),
  abstract: tce('TCE104', 'Abstract'),
  keywords: tce('TCE105', 'Keywords'),
  history: dcm('121060', 'History'),
  finding: dcm('121071', 'Finding'),
  discussion: tce('TCE106', 'Discussion'),
} as const satisfies Readonly<Record<Exclude<keyof TeachingFile, 'level'>, Code>>;

export const CATEGORY = tce('TCE109', 'Category');
/** The field of everything that this program is about. */
export const INTERVENTIONAL = tce('TCE307', 'Vascular and Interventional');

export const LEVEL = tce('TCE110', 'Level');
export const LEVELS = {
  primary: tce('TCE201', 'Primary'),
  intermediate: tce('TCE202', 'Intermediate'),
  advanced: tce('TCE203', 'Advanced'),
} as const satisfies Readonly<Record<TeachingLevel, Code>>;
