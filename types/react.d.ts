/**
 * The two elements in JSX, for React 19: `import type {} from 'tipcheck/react'` anywhere in a program is enough. React sets what is a property of
 * an element as such, and listens to an event where a name begins with "on".
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  GetHeaders,
  JumpDetail,
  PanelElement,
  Session,
  StoreFunction,
  TipcheckChange,
  TipcheckErrorDetail,
  ViewerElement,
} from 'tipcheck/element';

/** What `<tipcheck-viewer>` takes. */
export interface ViewerAttributes extends HTMLAttributes<ViewerElement> {
  language?: string;
  samples?: string;
  dicomweb?: string;
  study?: string;
  readOnly?: boolean;
  profile?: string;
  profiles?: readonly unknown[];
  record?: unknown;
  memoryBudget?: number;
  keepWork?: 'off';
  layout?: 'single' | 'planes';
  drawing?: 'webgl' | 'processor';
  store?: StoreFunction | null;
  storeName?: string;
  getHeaders?: GetHeaders | null;
  'ontipcheck-change'?: (event: CustomEvent<TipcheckChange>) => void;
  'ontipcheck-error'?: (event: CustomEvent<TipcheckErrorDetail>) => void;
}

/** What `<tipcheck-panel>` takes. */
export interface PanelAttributes extends HTMLAttributes<PanelElement> {
  language?: string;
  session?: Session | null;
  elsewhere?: boolean;
  'ontipcheck-jump'?: (event: CustomEvent<JumpDetail>) => void;
  'ontipcheck-report'?: (event: CustomEvent) => void;
  'ontipcheck-error'?: (event: CustomEvent<TipcheckErrorDetail>) => void;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tipcheck-viewer': DetailedHTMLProps<ViewerAttributes, ViewerElement>;
      'tipcheck-panel': DetailedHTMLProps<PanelAttributes, PanelElement>;
    }
  }
}
