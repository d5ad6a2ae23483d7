import { svg, type TemplateResult } from 'lit';
import type { Verdict } from '../assess/assessment.ts';

export type Face = Verdict | 'none';

/** Each verdict has a form of its own: a dot in a ring, a dot beside a ring, a dot on the ring's edge. */
export const FACES: Readonly<Record<Face, TemplateResult>> = {
  inside: svg`<circle cx="20" cy="20" r="14"/><circle class="dot" cx="20" cy="20" r="5"/>`,
  outside: svg`<circle cx="15" cy="22" r="11"/><path d="M24 13 L32 5" stroke-dasharray="2 2"/><circle class="dot" cx="34" cy="6" r="5"/>`,
  indeterminate: svg`<circle cx="18" cy="22" r="13" stroke-dasharray="4 3"/><circle class="dot" cx="28" cy="13" r="5"/>`,
  none: svg`<circle cx="20" cy="20" r="13" stroke-dasharray="2 4"/>`,
};
