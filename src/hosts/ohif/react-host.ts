/**
 * An element for React without React: its own copy would be a second one, and the two don't take each other's elements. All that a page of
 * React is given is an empty div; what stands in it is no matter of React.
 */

interface Fiber {
  readonly child?: Fiber | null;
  readonly sibling?: Fiber | null;
  readonly alternate?: Fiber | null;
  readonly memoizedProps?: unknown;
}

const OLD_ELEMENT = Symbol.for('react.element');

const typeOf = (value: unknown): symbol | null => {
  const type = (value as { $$typeof?: unknown } | null | undefined)?.$$typeof;
  return typeof type === 'symbol' && /^react\.(transitional\.)?element$/.test(type.description ?? '') ? type : null;
};

/** The first element that stands among what a component was given. */
const elementTypeIn = (props: unknown): symbol | null => {
  if (typeof props !== 'object' || props === null) return null;
  const { children } = props as { children?: unknown };
  return (Array.isArray(children) ? children : [children]).map(typeOf).find((type) => type !== null) ?? null;
};

/** How deep a page is looked into for an element of its own. */
const MAX_FIBERS = 2000;

/** How the React of this page marks its elements: React 18 and 19 differ, and each refuses the other's. */
const elementType = (): symbol => {
  const react = (globalThis as { react?: { createElement?: (type: string) => unknown } }).react;
  const made = typeOf(react?.createElement?.('i'));
  if (made) return made;
  const root = document.querySelector('#root');
  const key = root && Object.keys(root).find((name) => name.startsWith('__reactContainer$'));
  const open: (Fiber | null | undefined)[] = key ? [(root as unknown as Record<string, Fiber>)[key]] : [];
  const seen = new Set<Fiber>();
  for (let fiber = open.pop(); seen.size < MAX_FIBERS && (fiber || open.length > 0); fiber = open.pop()) {
    if (!fiber || seen.has(fiber)) continue;
    seen.add(fiber);
    const type = elementTypeIn(fiber.memoizedProps);
    if (type) return type;
    // While the page is first rendered, what there is hangs on the other tree.
    open.push(fiber.alternate, fiber.sibling, fiber.child);
  }
  return OLD_ELEMENT;
};

let known: symbol | null = null;

/** A div for React. `ref` is given its node, and null once that is gone. */
export const reactHost = (ref: (node: HTMLElement | null) => void, style: Readonly<Record<string, string>>): object => {
  known ??= elementType();
  return { $$typeof: known, type: 'div', key: null, ref, props: { ref, style }, _owner: null, _store: {} };
};
