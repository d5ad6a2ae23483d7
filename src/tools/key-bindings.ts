import type { Text } from '../words/text.ts';

/** The viewer's keys. The shortcut sheet is made from this table, so it can't promise a key that doesn't work. */
export type KeyCommand =
  | 'mark-target'
  | 'mark-tip'
  | 'mark-shaft'
  | 'mark-entry'
  | 'mark-plan'
  | 'calibrate'
  | 'find-tip'
  | 'confirm-tip'
  | 'jump-to-tip'
  | 'jump-to-target'
  | 'three-planes'
  | 'along-device'
  | 'lines'
  | 'slab'
  | 'slab-thinner'
  | 'slab-thicker'
  | 'window'
  | 'cancel'
  | 'delete'
  | 'undo'
  | 'redo'
  | 'nudge-left'
  | 'nudge-right'
  | 'nudge-up'
  | 'nudge-down'
  | 'next-image'
  | 'previous-image'
  | 'first-image'
  | 'last-image'
  | 'next-series'
  | 'previous-series'
  | 'cine'
  | 'invert'
  | 'overlays'
  | 'reset-view'
  | 'zoom-in'
  | 'zoom-out'
  | 'preset'
  | 'key-cursor'
  | 'help';

const EDITING: readonly KeyCommand[] = [
  'mark-target',
  'mark-tip',
  'mark-shaft',
  'mark-entry',
  'mark-plan',
  'calibrate',
  'find-tip',
  'confirm-tip',
  'delete',
  'undo',
  'redo',
  'nudge-left',
  'nudge-right',
  'key-cursor',
];

/** Whether a command does nothing but mark or edit: where one may only look it isn't there. */
export const isEditing = (command: KeyCommand): boolean => EDITING.includes(command);

export interface KeyBinding {
  /** As in KeyboardEvent.key, letters in lower case. */
  readonly key: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly command: KeyCommand;
  /** Windows are named by what they show. */
  readonly label: Text | `CT window preset ${string}`;
}

export const KEY_BINDINGS: readonly KeyBinding[] = [
  { key: 't', command: 'mark-target', label: 'Mark target' },
  { key: 'n', command: 'mark-tip', label: 'Mark tip' },
  { key: 's', command: 'mark-shaft', label: 'Mark shaft' },
  { key: 'e', command: 'mark-entry', label: 'Mark entry' },
  { key: 'p', command: 'mark-plan', label: 'Mark planned path' },
  { key: 'k', command: 'calibrate', label: 'Calibrate on an object of known size' },
  { key: 'f', command: 'find-tip', label: 'Find the tip in the image; pressed again, the next end that was found' },
  { key: 'x', command: 'key-cursor', label: 'Cursor for keys, on or off: arrows move it, Enter marks' },
  { key: 'Enter', command: 'confirm-tip', label: 'Confirm tip' },
  { key: 'j', command: 'jump-to-tip', label: 'Jump to the tip; planes come back to it' },
  { key: 'g', command: 'jump-to-target', label: 'Jump to the target' },
  { key: 'm', command: 'three-planes', label: 'Three planes, and back' },
  { key: 'd', command: 'along-device', label: 'Planes along the device, and back' },
  { key: 'l', command: 'lines', label: 'Planes as lines in each other, on or off' },
  { key: 'a', command: 'slab', label: 'Thick planes (slab), on or off' },
  { key: ',', command: 'slab-thinner', label: 'Thinner slab' },
  { key: '.', command: 'slab-thicker', label: 'Thicker slab' },
  { key: 'w', command: 'window', label: 'Window and level' },
  { key: 'Escape', command: 'cancel', label: 'Cancel, let go of the mark' },
  { key: 'Delete', command: 'delete', label: 'Delete the selected mark' },
  { key: 'Backspace', command: 'delete', label: 'Delete the selected mark' },
  { key: 'z', ctrl: true, command: 'undo', label: 'Undo' },
  { key: 'z', ctrl: true, shift: true, command: 'redo', label: 'Redo' },
  { key: 'y', ctrl: true, command: 'redo', label: 'Redo' },
  { key: 'ArrowLeft', command: 'nudge-left', label: 'Move the selected mark one image pixel (Shift: ten)' },
  { key: 'ArrowRight', command: 'nudge-right', label: 'Move the selected mark one image pixel (Shift: ten)' },
  { key: 'ArrowUp', command: 'nudge-up', label: 'Move the selected mark; with none selected, previous image' },
  { key: 'ArrowDown', command: 'nudge-down', label: 'Move the selected mark; with none selected, next image' },
  ...(['left', 'right', 'up', 'down'] as const).map(
    (way) =>
      ({
        key: `Arrow${way.charAt(0).toUpperCase()}${way.slice(1)}`,
        ctrl: true,
        command: `nudge-${way}`,
        label: 'Move the selected mark or the cursor a tenth of an image pixel',
      }) as const,
  ),
  { key: 'Home', command: 'first-image', label: 'First image' },
  { key: 'End', command: 'last-image', label: 'Last image' },
  { key: ']', command: 'next-image', label: 'Next image' },
  { key: '[', command: 'previous-image', label: 'Previous image' },
  { key: 'PageDown', command: 'next-series', label: 'Next series' },
  { key: 'PageUp', command: 'previous-series', label: 'Previous series' },
  { key: 'c', command: 'cine', label: 'Play or stop the cine' },
  { key: 'i', command: 'invert', label: 'Invert the grey scale' },
  { key: 'o', command: 'overlays', label: 'Show or hide the overlays of the image' },
  { key: ' ', command: 'reset-view', label: 'Reset zoom, pan and window' },
  { key: '+', command: 'zoom-in', label: 'Zoom in' },
  { key: '=', command: 'zoom-in', label: 'Zoom in' },
  { key: '-', command: 'zoom-out', label: 'Zoom out' },
  ...['1', '2', '3', '4', '5', '6'].map(
    (key) => ({ key, command: 'preset', label: `CT window preset ${key}` }) as const,
  ),
  { key: '?', command: 'help', label: 'Show these shortcuts' },
];

/** The binding of a key press, or undefined. Shift is part of a binding only with Ctrl; elsewhere it means "ten times". */
export const bindingFor = (
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): KeyBinding | undefined => {
  if (event.altKey) return undefined;
  const ctrl = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return KEY_BINDINGS.find(
    (binding) =>
      binding.key === key && (binding.ctrl ?? false) === ctrl && (!ctrl || (binding.shift ?? false) === event.shiftKey),
  );
};

const SLIDER_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** Whether what has the focus uses a key itself: fields all of them, a slider those that move it, buttons those that press them. */
export const keepsKey = (origin: EventTarget | undefined, key: string): boolean => {
  if (origin instanceof HTMLSelectElement) return true;
  if (origin instanceof HTMLInputElement) return origin.type !== 'range' || SLIDER_KEYS.includes(key);
  return (
    origin instanceof HTMLElement && origin.closest('button, summary') !== null && (key === 'Enter' || key === ' ')
  );
};
