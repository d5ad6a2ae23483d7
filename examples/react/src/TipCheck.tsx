import type { CSSProperties } from 'react';
import 'tipcheck/element';
import type { TipcheckChange, TipcheckErrorDetail } from 'tipcheck/element';
import type {} from 'tipcheck/react';

/** A study of an archive, and what is made of it. */
export interface TipCheckProps {
  readonly dicomweb?: string;
  readonly study?: string;
  /** A record to be shown, as its file holds it. */
  readonly record?: unknown;
  /** For looking only. */
  readonly readOnly?: boolean;
  /** Id of the procedure profile of new confirmations. */
  readonly profile?: string;
  readonly style?: CSSProperties;
  readonly onChange?: (change: TipcheckChange) => void;
  readonly onError?: (failure: TipcheckErrorDetail) => void;
}

/**
 * `<tipcheck-viewer>` as a component. The element leaves nothing behind when React takes it off the page, and begins anew when it is put back, as
 * StrictMode does: there is nothing to clean up here. Another study is another element, hence the key.
 */
export const TipCheck = ({ dicomweb, study, record, readOnly, profile, style, onChange, onError }: TipCheckProps) => (
  <tipcheck-viewer
    key={`${dicomweb ?? ''} ${study ?? ''}`}
    {...(dicomweb !== undefined && { dicomweb })}
    {...(study !== undefined && { study })}
    record={record ?? null}
    readOnly={readOnly ?? false}
    {...(profile !== undefined && { profile })}
    {...(style && { style })}
    ontipcheck-change={({ detail }) => onChange?.(detail)}
    ontipcheck-error={({ detail }) => onError?.(detail)}
  />
);
