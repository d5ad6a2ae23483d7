import { effect } from '@preact/signals-core';
import { LitElement } from 'lit';

/** A Lit element that renders again when a signal that its last render read has changed. */
export class SignalElement extends LitElement {
  #stopWatching: (() => void) | null = null;

  protected override performUpdate(): void {
    if (!this.isUpdatePending) return;
    this.#stopWatching?.();
    let rendering = true;
    this.#stopWatching = effect(() => {
      if (rendering) {
        rendering = false;
        super.performUpdate();
      } else {
        this.requestUpdate();
      }
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A moved element (removed and put back) has stopped watching; watch again.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
    this.#stopWatching = null;
  }
}
