import { html, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { Session } from '../session/session.ts';
import { beamView } from './beam-view.ts';
import { mrBandView } from './mr-band-view.ts';

/** What the kind of image can't show by itself, to be told by whoever knows: the beam of an ultrasound probe, the void round a needle in MR. */
export const modalityView = (session: Session, record: Confirmation, assessment: Assessment): TemplateResult =>
  html`${beamView(session, record, assessment)} ${mrBandView(session, record, assessment)}`;
