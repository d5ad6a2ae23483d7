import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What a control stands in, of which something is left when the control has gone. */
const HOMES = 'li, fieldset, form, section, nav, [role="toolbar"], [role="group"], dialog';

/** What a control's home is known by: its heading, before which nobody who goes on by Tab misses anything. */
const HEADINGS = 'h2, h3, legend';

const CONTROLS = 'button:not(:disabled), select:not(:disabled), input:not(:disabled), summary';

/**
 * A control that has the focus and goes away, or can't be used any more, leaves it where it was: at the heading of its part. Not on the next
 * control, for a key that is pressed twice must not do something else; of a toolbar, whose buttons have nothing of the kind, on its neighbour.
 */
export class KeepFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #otherwise: () => void;
  #before: { readonly control: Element; readonly homes: readonly Element[]; readonly place: number } | null = null;

  /** @param otherwise where nothing is left of what the control stood in */
  constructor(host: ReactiveControllerHost & HTMLElement, otherwise: () => void) {
    this.#host = host;
    this.#otherwise = otherwise;
    host.addController(this);
  }

  hostUpdate(): void {
    const control = this.#host.shadowRoot?.activeElement ?? null;
    if (!control) {
      this.#before = null;
      return;
    }
    const homes: Element[] = [];
    for (let home = control.closest(HOMES); home; home = home.parentElement?.closest(HOMES) ?? null) homes.push(home);
    const place = homes[0] ? [...homes[0].querySelectorAll(CONTROLS)].indexOf(control) : -1;
    this.#before = { control, homes, place };
  }

  hostUpdated(): void {
    const before = this.#before;
    this.#before = null;
    if (!before || !isLost(before.control)) return;
    const home = before.homes.find((one) => one.isConnected);
    if (home?.matches('[role="toolbar"]')) {
      const controls = home.querySelectorAll<HTMLElement>(CONTROLS);
      (controls[before.place] ?? controls[controls.length - 1])?.focus({ preventScroll: true });
      return;
    }
    const target = home?.querySelector<HTMLElement>(HEADINGS) ?? home;
    if (target instanceof HTMLElement) focusOnce(target);
    else this.#otherwise();
  }
}

const isLost = (control: Element): boolean => {
  if (control.isConnected) return control.matches(':disabled') && control.matches(':focus');
  // Whoever took the control away may have said where to go on.
  const active = document.activeElement;
  return active === null || active === document.body;
};

/** Focuses what is no control, and is none afterwards. */
export const focusOnce = (target: HTMLElement): void => {
  if (!target.hasAttribute('tabindex')) {
    target.tabIndex = -1;
    target.addEventListener(
      'blur',
      () => {
        target.removeAttribute('tabindex');
      },
      { once: true },
    );
  }
  target.focus({ preventScroll: false });
};
