import type { germanAccess } from '../de/access.ts';

/** Texts for whoever works by keys or hears the viewer. */
export const spanishAccess: Readonly<Record<keyof typeof germanAccess, string>> = {
  Pictures: 'Imágenes',
  'View {number}: {series}': 'Vista {number}: {series}',
  'Image {number} of {count}.': 'Imagen {number} de {count}.',
  'Marks in the picture: {marks}.': 'Marcas en la imagen: {marks}.',
  'No marks in the picture.': 'Ninguna marca en la imagen.',
  'Cursor for keys: arrows move it by an image pixel (Shift: ten, Ctrl: a tenth), Enter marks, Escape ends.':
    'Cursor de teclado: las flechas lo mueven un píxel de la imagen (Mayús: diez, Ctrl: una décima), Intro marca, Esc termina.',
  'Choose first what to mark: T target, N tip, S shaft, E entry, P plan.':
    'Elija primero qué marcar: T diana, N punta, S cuerpo, E entrada, P plan.',
  'Move the mark with the arrows, then press Enter again.': 'Mueva la marca con las flechas y pulse Intro otra vez.',
  'Move the cursor to the edge of the target, then press Enter again.':
    'Lleve el cursor al borde de la diana y pulse Intro otra vez.',
  'The picture has changed meanwhile: begin this mark again.':
    'La imagen ha cambiado entretanto: empiece esta marca de nuevo.',
  'Cursor for keys, on or off: arrows move it, Enter marks':
    'Cursor de teclado, sí o no: las flechas lo mueven, Intro marca',
  'Move the selected mark or the cursor a tenth of an image pixel':
    'Mover la marca elegida o el cursor una décima de píxel de la imagen',
};
