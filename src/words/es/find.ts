import type { germanFind } from '../de/find.ts';

/** What the pixels say of tips, found or marked: sentences of `src/find`. */
export const spanishFind: Readonly<Record<keyof typeof germanFind, string>> = {
  'The frame that was pointed at is not among the frames.': 'El fotograma que se señaló no está entre los fotogramas.',
  'A frame has fewer values than pixels.': 'Un fotograma tiene menos valores que píxeles.',
  'The frames differ in size.': 'Los fotogramas son de distinto tamaño.',
  'The spacing of the pixels is not a positive number.': 'El espaciado de los píxeles no es un número positivo.',
  'The image is too small to find a device in.':
    'La imagen es demasiado pequeña para encontrar en ella un dispositivo.',
  'The place lies outside the image.': 'El lugar está fuera de la imagen.',
  'The line stands out of speckle by {times} times its spread.':
    'La línea sobresale del moteado {times} veces la dispersión de este.',
  'A bright line was followed over {length}.': 'Se siguió una línea brillante a lo largo de {length}.',
  'The brightness ends within {length}; on one frame that is no proof of a tip.':
    'El brillo termina en {length}; en un solo fotograma eso no prueba que sea una punta.',
  'The brightness falls slowly, over {length}: the needle leaves the beam.':
    'El brillo decae despacio, en {length}: la aguja sale del haz.',
  'The line goes on to the edge of the picture.': 'La línea sigue hasta el borde de la imagen.',
  'The line gets lost in bright surroundings.': 'La línea se pierde en un entorno brillante.',
  'The end goes with the device, {length} per frame.':
    'El extremo se mueve con el dispositivo, {length} por fotograma.',
  'In other frames the needle goes on {length} beyond this end.':
    'En otros fotogramas, la aguja continúa {length} más allá de este extremo.',
  'The end stays where it is while the shaft moves: the needle leaves the beam there.':
    'El extremo se queda donde está mientras el vástago se mueve: ahí la aguja sale del haz.',
  'No bright line runs through this place.': 'Ninguna línea brillante pasa por este lugar.',
  'The needle leaves the beam or the picture before its tip: the tip is not in this image.':
    'La aguja sale del haz o de la imagen antes de su punta: la punta no está en esta imagen.',
  'The device stands out by {times} times the noise.': 'El dispositivo destaca {times} veces el ruido.',
  'It was followed over {length}.': 'Se siguió a lo largo de {length}.',
  'It ends within {length}, as sharply as the image can show.':
    'Termina en {length}, con toda la nitidez que la imagen puede mostrar.',
  'Nothing like it goes on beyond its end.': 'Nada parecido sigue más allá de su extremo.',
  'It fades over {length}: no end can be told.': 'Se desvanece en {length}: no se puede señalar un extremo.',
  'It goes on to the edge of the exposed field.': 'Sigue hasta el borde del campo expuesto.',
  'It gets lost in what surrounds it.': 'Se pierde en lo que lo rodea.',
  'What moves over the cine ends there too.': 'Lo que se mueve a lo largo del cine también termina ahí.',
  'The end is found in {n} frames and goes {length} per frame.':
    'El extremo se encuentra en {n} fotogramas y se mueve {length} por fotograma.',
  'The end is found in {n} frames at the same place.': 'El extremo se encuentra en {n} fotogramas en el mismo lugar.',
  'Nothing like a wire, catheter or needle runs through this place.':
    'Nada parecido a una guía, un catéter o una aguja pasa por este lugar.',
  'The device leaves the image, fades or gets lost before its tip: the tip is not in this image.':
    'El dispositivo sale de la imagen, se desvanece o se pierde antes de su punta: la punta no está en esta imagen.',
  'Nothing like a device runs through the mark: the image can’t tell.':
    'Nada parecido a un dispositivo pasa por la marca: la imagen no permite decidirlo.',
  'The mark lies {length} off the device.': 'La marca está a {length} del dispositivo.',
  'The device doesn’t run through the mark.': 'El dispositivo no pasa por la marca.',
  'The device goes on to the edge of the images at both ends: its tip isn’t in them.':
    'El dispositivo sigue hasta el borde de las imágenes por ambos extremos: su punta no está en ellas.',
  'The device goes on to the edge of the images: its end isn’t in them.':
    'El dispositivo sigue hasta el borde de las imágenes: su extremo no está en ellas.',
  'A volume has to have two slices, rows and columns at least.':
    'Un volumen debe tener al menos dos cortes, dos filas y dos columnas.',
  'The place lies outside of the images.': 'El lugar está fuera de las imágenes.',
  'There are too few pixels around the place.': 'Hay demasiado pocos píxeles alrededor del lugar.',
  'Nothing long and thin stands out within {n} mm of the place.':
    'Nada largo y fino destaca a menos de {n} mm del lugar.',
  'Nothing long and thin stands out at this mark.': 'Nada largo y fino destaca en esta marca.',
  'The device stands out by {times} times what is left unexplained.':
    'El dispositivo destaca {times} veces lo que queda sin explicar.',
  'The device was followed over {n} mm.': 'El dispositivo se siguió a lo largo de {n} mm.',
  'Beyond this end the image stays bright: {n} % of the device’s contrast over the next millimetres.':
    'Más allá de este extremo la imagen sigue clara: {n} % del contraste del dispositivo en los milímetros siguientes.',
  'Beyond this end the image stays dark: {n} % of the device’s contrast over the next millimetres.':
    'Más allá de este extremo la imagen sigue oscura: {n} % del contraste del dispositivo en los milímetros siguientes.',
  'Beyond this end the image is as it is around the device.':
    'Más allá de este extremo la imagen es como alrededor del dispositivo.',
  'Around this end there is air: it is outside of the body.':
    'Alrededor de este extremo hay aire: está fuera del cuerpo.',
  'This is the end of a void of {width} mm, not of the device: the device may end up to {n} mm from it, most often before it.':
    'Este es el final de un vacío de señal de {width} mm de ancho, no del dispositivo: el dispositivo puede terminar hasta a {n} mm de él, casi siempre antes.',
  'This mark lies {n} mm beside the device.': 'Esta marca está {n} mm al lado del dispositivo.',
  'This mark lies {n} mm beside the void.': 'Esta marca está {n} mm al lado del vacío de señal.',
  'The device continues {n} mm beyond this mark, to the edge of the images.':
    'El dispositivo sigue {n} mm más allá de esta marca, hasta el borde de las imágenes.',
  'The void continues {n} mm beyond this mark, to the edge of the images.':
    'El vacío de señal sigue {n} mm más allá de esta marca, hasta el borde de las imágenes.',
  'The device continues {length} beyond this mark.': 'El dispositivo sigue {length} más allá de esta marca.',
  'The void continues {length} beyond this mark.': 'El vacío de señal sigue {length} más allá de esta marca.',
  'The device ends {n} mm before this mark.': 'El dispositivo termina {n} mm antes de esta marca.',
  'The void ends {n} mm before this mark.': 'El vacío de señal termina {n} mm antes de esta marca.',
  'The device ends within {n} mm of this mark, as sharply as the images show an end.':
    'El dispositivo termina a {n} mm como máximo de esta marca, con la nitidez con que las imágenes muestran un extremo.',
  'There are no slices.': 'No hay cortes.',
  'One slice is no volume: the device may leave it anywhere.':
    'Un solo corte no es un volumen: el dispositivo puede salir de él en cualquier punto.',
  'The slices around the place don’t lie evenly: no volume can be made of them.':
    'Los cortes alrededor del lugar no están igualmente espaciados: no se puede formar un volumen con ellos.',
  'Nothing is exposed at this place: no device can be seen there.':
    'En este lugar no hay nada expuesto: allí no puede verse ningún dispositivo.',
  'Nothing is exposed at this mark: no tip can be seen there.':
    'En esta marca no hay nada expuesto: allí no se puede ver ninguna punta.',
  'The device goes on on both sides of this mark.': 'El dispositivo continúa a ambos lados de esta marca.',
  'From the mark alone no end of a device can be told.':
    'Solo con la marca no se puede reconocer el extremo de un dispositivo.',
};
