/** Brings the keys to the first element that matches, once what has just changed is drawn. */
export const focusSoon = (root: ParentNode, selector: string): void => {
  requestAnimationFrame(() => {
    root.querySelector<HTMLElement>(selector)?.focus();
  });
};
