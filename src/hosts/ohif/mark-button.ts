import { reactHost } from './react-host.ts';
import { said, t } from '../../words/words.ts';

/** What OHIF gives a component of its toolbar. */
export interface ToolbarItem {
  readonly id: string;
  readonly label?: string;
  readonly tooltip?: string;
  readonly isActive?: boolean;
  readonly disabled?: boolean;
  readonly commands?: unknown;
  readonly onInteraction?: (interaction: { readonly itemId: string; readonly commands: unknown }) => void;
  /** Ours: what stands on the button, as SVG paths in a square of 24. */
  readonly paths?: readonly string[];
}

/** The host's own classes of its tool buttons: ours look and change like its own. */
const CLASSES = {
  all: '!rounded-lg inline-flex items-center justify-center w-10 h-10',
  active: 'bg-highlight text-background hover:!bg-highlight/80',
  usual: 'bg-transparent text-foreground/80 hover:bg-background hover:text-highlight',
  disabled: 'opacity-40 cursor-not-allowed',
} as const;

const SVG = 'http://www.w3.org/2000/svg';

const iconOf = (paths: readonly string[]): SVGElement => {
  const icon = document.createElementNS(SVG, 'svg');
  const attributes = { viewBox: '0 0 24 24', width: '28', height: '28', fill: 'none', stroke: 'currentColor' };
  for (const [name, value] of Object.entries({ ...attributes, 'stroke-width': '1.5', 'aria-hidden': 'true' }))
    icon.setAttribute(name, value);
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    icon.append(path);
  }
  return icon;
};

const madeIn = (node: HTMLElement, paths: readonly string[]): HTMLButtonElement => {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(iconOf(paths));
  node.replaceChildren(button);
  return button;
};

const draw = (node: HTMLElement, item: ToolbarItem): void => {
  const { id, label = id, tooltip, isActive = false, disabled = false, paths = [] } = item;
  const button = node.querySelector('button') ?? madeIn(node, paths);
  button.className = [CLASSES.all, disabled ? CLASSES.disabled : isActive ? CLASSES.active : CLASSES.usual].join(' ');
  button.disabled = disabled;
  const name = said(label);
  button.title = tooltip === undefined ? name : t('{label}: {hint}', { label: name, hint: said(tooltip) });
  button.setAttribute('aria-label', name);
  button.setAttribute('aria-pressed', String(isActive));
  button.onclick = () => {
    item.onInteraction?.({ itemId: id, commands: item.commands });
  };
};

/** A button of the host's toolbar, as a component for its React. */
export const markButton = (item: ToolbarItem): object =>
  reactHost(
    (node) => {
      if (node) draw(node, item);
    },
    { display: 'inline-flex' },
  );
