import type { germanAccess } from '../de/access.ts';

/** Texts for whoever works by keys or hears the viewer. */
export const frenchAccess: Readonly<Record<keyof typeof germanAccess, string>> = {
  Pictures: 'Images',
  'View {number}: {series}': 'Vue {number} : {series}',
  'Image {number} of {count}.': 'Image {number} sur {count}.',
  'Marks in the picture: {marks}.': 'Repères dans l’image : {marks}.',
  'No marks in the picture.': 'Aucun repère dans l’image.',
  'Cursor for keys: arrows move it by an image pixel (Shift: ten, Ctrl: a tenth), Enter marks, Escape ends.':
    'Curseur clavier : les flèches le déplacent d’un pixel de l’image (Maj : dix, Ctrl : un dixième), Entrée marque, Échap termine.',
  'Choose first what to mark: T target, N tip, S shaft, E entry, P plan.':
    'Choisir d’abord quoi marquer : T cible, N pointe, S corps, E entrée, P plan.',
  'Move the mark with the arrows, then press Enter again.':
    'Déplacer le repère avec les flèches, puis appuyer de nouveau sur Entrée.',
  'Move the cursor to the edge of the target, then press Enter again.':
    'Amener le curseur au bord de la cible, puis appuyer de nouveau sur Entrée.',
  'The picture has changed meanwhile: begin this mark again.': 'L’image a changé entre-temps : recommencer ce repère.',
  'Cursor for keys, on or off: arrows move it, Enter marks':
    'Curseur clavier, activer ou non : les flèches le déplacent, Entrée marque',
  'Move the selected mark or the cursor a tenth of an image pixel':
    'Déplacer le repère choisi ou le curseur d’un dixième de pixel de l’image',
};
