import { isRefused } from '../confirmation/record.ts';
import { loadProfiles } from '../session/profiles.ts';
import type { ViewerContext } from './viewer-context.ts';

/** What a viewer's host hands in beside images: records, and the profile that new confirmations begin with. */
export class ViewerHanded {
  readonly #context: ViewerContext;
  readonly #show: () => void;
  #profile: string | null = null;
  #settled: Promise<void> = Promise.resolve();

  /** @param show brings what is worked on onto the screen, where its images are open */
  constructor(context: ViewerContext, show: () => void) {
    this.#context = context;
    this.#show = show;
  }

  /** Resolves once the profile that was asked for last is used, or was refused. Never rejects. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** @param others the site's own profiles, on their way */
  useProfile(id: string | null, others: Promise<void> | null): void {
    this.#profile = id;
    const before = this.#settled;
    this.#settled = (async () => {
      await Promise.all([before, others]);
      await this.#use(id);
    })();
  }

  async #use(id: string | null): Promise<void> {
    const { session, fail } = this.#context;
    session.newProcedure.value = null;
    if (id === null || id === '') return;
    try {
      await loadProfiles(session);
    } catch (cause) {
      fail({ code: 'load-failed', message: 'The procedure profiles could not be loaded.', cause });
      return;
    }
    // Another one was asked for meanwhile.
    if (id !== this.#profile) return;
    if (session.profiles.peek().some((profile) => profile.id === id)) session.newProcedure.value = id;
    else fail({ code: 'unknown-profile', message: `There is no procedure profile “${oneLine(id)}”.` });
  }

  /** @param json a record as its file holds it: text, or what was made of it */
  async add(json: unknown): Promise<void> {
    const { session, fail } = this.#context;
    try {
      const { parseRecord } = await import('../confirmation/parse.ts');
      const record = parseRecord(json);
      if (isRefused(record)) fail({ code: record.code, message: `The record was refused: ${record.message}.` });
      else {
        session.add(record);
        this.#show();
      }
    } catch (cause) {
      fail({ code: 'load-failed', message: 'What reads records could not be loaded.', cause });
    }
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 80);
