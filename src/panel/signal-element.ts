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
        namePartsOf(this.renderRoot);
      } else {
        this.requestUpdate();
      }
    });
  }

  /** @internal */
  override connectedCallback(): void {
    super.connectedCallback();
    // A moved element (removed and put back) has stopped watching; watch again.
    this.requestUpdate();
  }

  /** @internal */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
    this.#stopWatching = null;
  }
}

/** Controls can be styled from outside (`::part(button)`, `::part(field)`), whichever view made them. */
const namePartsOf = (root: ParentNode): void => {
  for (const button of root.querySelectorAll('button:not([part])')) button.part.add('button');
  for (const field of root.querySelectorAll('input:not([part]), select:not([part])')) field.part.add('field');
};
