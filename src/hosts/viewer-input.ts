import type { ReactiveController } from 'lit';
import { inputsFromDrop } from '../load/browser-files.ts';
import type { LoadInput, Skipped } from '../load/load-input.ts';
import { bindingFor, keepsKey, type KeyCommand } from '../tools/key-bindings.ts';

export interface ViewerInputOptions {
  /** Whether keys belong to something that is open over the viewer. */
  readonly isCovered: () => boolean;
  /** Returns whether the command was carried out. */
  readonly command: (command: KeyCommand, event: KeyboardEvent) => boolean;
  readonly dropped: (inputs: readonly (LoadInput | Skipped)[]) => void;
  /** Called when the reader turns to the viewer: with the pointer, with files, by the keys; the first times alone. */
  readonly approached: () => void;
}

const APPROACHES = ['pointerover', 'dragenter', 'focusin'] as const;

/** Keys of a viewer, and files that are dropped on it. Heard until it is disposed of: moved on the page, a viewer goes on. */
export class ViewerInput implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #options: ViewerInputOptions;

  constructor(host: HTMLElement, options: ViewerInputOptions) {
    this.#host = host;
    this.#options = options;
  }

  hostConnected(): void {
    for (const kind of APPROACHES) this.#host.addEventListener(kind, this.#approached, { passive: true, once: true });
    this.#host.addEventListener('keydown', this.#onKey);
    this.#host.addEventListener('dragover', this.#dragged);
    this.#host.addEventListener('dragleave', this.#dragEnded);
    this.#host.addEventListener('drop', this.#dropped);
  }

  dispose(): void {
    for (const kind of APPROACHES) this.#host.removeEventListener(kind, this.#approached);
    this.#host.removeEventListener('keydown', this.#onKey);
    this.#host.removeEventListener('dragover', this.#dragged);
    this.#host.removeEventListener('dragleave', this.#dragEnded);
    this.#host.removeEventListener('drop', this.#dropped);
  }

  readonly #approached = (): void => {
    this.#options.approached();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const binding = bindingFor(event);
    const [origin] = event.composedPath();
    if (!binding || this.#options.isCovered() || keepsKey(origin, binding.key)) return;
    // A key that is held down confirms once: the next thing that it would confirm hasn't been looked at.
    if (event.repeat && binding.command === 'confirm-tip') {
      event.preventDefault();
      return;
    }
    if (this.#options.command(binding.command, event)) event.preventDefault();
  };

  readonly #dragged = (event: DragEvent): void => {
    event.preventDefault();
    this.#host.toggleAttribute('dropping', true);
  };

  readonly #dragEnded = (): void => {
    this.#host.toggleAttribute('dropping', false);
  };

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.#host.toggleAttribute('dropping', false);
    const { dataTransfer } = event;
    if (dataTransfer) void inputsFromDrop(dataTransfer).then(this.#options.dropped);
  };
}
