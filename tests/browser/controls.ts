import type { Page } from '@playwright/test';

/** A control that somebody can't get at, and why. */
export interface Unreachable {
  readonly name: string;
  readonly why: string;
}

/**
 * Brings every control that is there into view, one by one, and says which can't be: cut off, covered by something else, or smaller than a finger
 * or pointer needs (WCAG 2.2, 2.5.8). A field is as large as its label.
 */
export const unreachable = (page: Page, leastPx: number): Promise<readonly Unreachable[]> =>
  page.evaluate((least) => {
    const all: HTMLElement[] = [];
    const collect = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.matches('button, select, input:not([type="file"]), summary')) all.push(element);
        if (element.shadowRoot) collect(element.shadowRoot);
      }
    };
    const dialog = document.querySelector('tipcheck-viewer')?.shadowRoot?.querySelector('dialog[open]');
    collect(dialog ?? document);
    const isWithin = (inner: Element | null, outer: Element): boolean => {
      for (let at: Node | null = inner; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
        if (at === outer) return true;
      return false;
    };
    const deepest = (x: number, y: number): Element | null => {
      let at = document.elementFromPoint(x, y);
      while (at?.shadowRoot) {
        const inner = at.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === at) break;
        at = inner;
      }
      return at;
    };
    return all.flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const target = label ?? element;
      const { width, height } = target.getBoundingClientRect();
      if (width < least || height < least) return [{ name, why: `${width.toFixed(0)} × ${height.toFixed(0)} px` }];
      const own = element.getBoundingClientRect();
      if (own.left < 0 || own.right > innerWidth + 0.5 || own.top < 0 || own.bottom > innerHeight + 0.5)
        return [
          {
            name,
            why: `stands out: ${own.left.toFixed(0)} ${own.top.toFixed(0)} ${own.right.toFixed(0)} ${own.bottom.toFixed(0)}`,
          },
        ];
      const hit = deepest(own.left + own.width / 2, own.top + own.height / 2);
      if (!isWithin(hit, element) && !isWithin(hit, target))
        return [{ name, why: `covered by ${hit?.tagName ?? 'nothing'}.${hit?.className ?? ''}` }];
      return [];
    });
  }, leastPx);

/** What is wider than the window without being a picture or a table of its own. */
export const sidewaysOverflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.checkVisibility() || element.closest('nav, svg, .viewport')) continue;
        const { overflowX } = getComputedStyle(element);
        const scrolls = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
        if (scrolls && (overflowX === 'auto' || overflowX === 'hidden' || overflowX === 'scroll'))
          found.push(
            `${element.tagName.toLowerCase()}.${element.className}: ${String(element.scrollWidth)} in ${String(element.clientWidth)}`,
          );
      }
    };
    look(document);
    const { scrollingElement } = document;
    if (scrollingElement && scrollingElement.scrollWidth > innerWidth) found.push('the page itself');
    return found;
  });
