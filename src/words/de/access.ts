/** Texts for whoever works by keys or hears the viewer. */
export const germanAccess = {
  Pictures: 'Bilder',
  'View {number}: {series}': 'Ansicht {number}: {series}',
  'Image {number} of {count}.': 'Bild {number} von {count}.',
  'Marks in the picture: {marks}.': 'Markierungen im Bild: {marks}.',
  'No marks in the picture.': 'Keine Markierungen im Bild.',
  'Cursor for keys: arrows move it by an image pixel (Shift: ten, Ctrl: a tenth), Enter marks, Escape ends.':
    'Tastaturzeiger: Pfeiltasten bewegen ihn um ein Bildpixel (Umschalt: zehn, Strg: ein Zehntel), Eingabe markiert, Esc beendet.',
  'Choose first what to mark: T target, N tip, S shaft, E entry, P plan.':
    'Zuerst wählen, was markiert wird: T Ziel, N Spitze, S Schaft, E Einstich, P Plan.',
  'Move the mark with the arrows, then press Enter again.':
    'Die Markierung mit den Pfeiltasten bewegen, dann nochmals Eingabe drücken.',
  'Move the cursor to the edge of the target, then press Enter again.':
    'Den Zeiger zum Rand des Ziels bewegen, dann nochmals Eingabe drücken.',
  'The picture has changed meanwhile: begin this mark again.':
    'Das Bild hat sich inzwischen geändert: diese Markierung neu beginnen.',
  'Cursor for keys, on or off: arrows move it, Enter marks':
    'Tastaturzeiger ein oder aus: Pfeiltasten bewegen ihn, Eingabe markiert',
  'Move the selected mark or the cursor a tenth of an image pixel':
    'Die gewählte Markierung oder den Zeiger um ein Zehntel Bildpixel bewegen',
} as const satisfies Readonly<Record<string, string>>;
