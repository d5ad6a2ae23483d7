import type { germanFind } from '../de/find.ts';

/** What the pixels say of tips, found or marked: sentences of `src/find`. */
export const frenchFind: Readonly<Record<keyof typeof germanFind, string>> = {
  'The frame that was pointed at is not among the frames.': 'L’image désignée ne fait pas partie de la séquence.',
  'A frame has fewer values than pixels.': 'Une image a moins de valeurs que de pixels.',
  'The frames differ in size.': 'Les images n’ont pas toutes la même taille.',
  'The spacing of the pixels is not a positive number.': 'L’espacement des pixels n’est pas un nombre positif.',
  'The image is too small to find a device in.': 'L’image est trop petite pour y trouver un dispositif.',
  'The place lies outside the image.': 'L’endroit se trouve hors de l’image.',
  'The line stands out of speckle by {times} times its spread.':
    'La ligne ressort du speckle de {times} fois la dispersion de celui-ci.',
  'A bright line was followed over {length}.': 'Une ligne brillante a été suivie sur {length}.',
  'The brightness ends within {length}; on one frame that is no proof of a tip.':
    'La brillance cesse en {length} ; sur une seule image, cela ne prouve pas une pointe.',
  'The brightness falls slowly, over {length}: the needle leaves the beam.':
    'La brillance décroît lentement, sur {length} : l’aiguille quitte le faisceau.',
  'The line goes on to the edge of the picture.': 'La ligne se poursuit jusqu’au bord de l’image.',
  'The line gets lost in bright surroundings.': 'La ligne se perd dans un entourage brillant.',
  'The end goes with the device, {length} per frame.': 'L’extrémité suit le dispositif, de {length} par image.',
  'In other frames the needle goes on {length} beyond this end.':
    'Sur d’autres images, l’aiguille se prolonge de {length} au-delà de cette extrémité.',
  'The end stays where it is while the shaft moves: the needle leaves the beam there.':
    'L’extrémité reste en place tandis que le corps bouge : l’aiguille y quitte le faisceau.',
  'No bright line runs through this place.': 'Aucune ligne brillante ne passe par cet endroit.',
  'The needle leaves the beam or the picture before its tip: the tip is not in this image.':
    'L’aiguille quitte le faisceau ou l’image avant sa pointe : la pointe n’est pas dans cette image.',
  'The device stands out by {times} times the noise.': 'Le dispositif ressort de {times} fois le bruit.',
  'It was followed over {length}.': 'Il a été suivi sur {length}.',
  'It ends within {length}, as sharply as the image can show.':
    'Il se termine en {length}, aussi nettement que l’image peut le montrer.',
  'Nothing like it goes on beyond its end.': 'Rien de semblable ne se poursuit au-delà de son extrémité.',
  'It fades over {length}: no end can be told.': 'Il s’estompe sur {length} : aucune extrémité ne peut être indiquée.',
  'It goes on to the edge of the exposed field.': 'Il se poursuit jusqu’au bord du champ exposé.',
  'It gets lost in what surrounds it.': 'Il se perd dans ce qui l’entoure.',
  'What moves over the cine ends there too.': 'Ce qui bouge au cours de la séquence se termine là aussi.',
  'The end is found in {n} frames and goes {length} per frame.':
    'L’extrémité est trouvée dans {n} images et se déplace de {length} par image.',
  'The end is found in {n} frames at the same place.': 'L’extrémité est trouvée au même endroit dans {n} images.',
  'Nothing like a wire, catheter or needle runs through this place.':
    'Rien qui ressemble à un guide, un cathéter ou une aiguille ne passe par cet endroit.',
  'The device leaves the image, fades or gets lost before its tip: the tip is not in this image.':
    'Le dispositif quitte l’image, s’estompe ou se perd avant sa pointe : la pointe n’est pas dans cette image.',
  'Nothing like a device runs through the mark: the image can’t tell.':
    'Rien qui ressemble à un dispositif ne passe par le repère : l’image ne permet pas de trancher.',
  'The mark lies {length} off the device.': 'Le repère se trouve à {length} du dispositif.',
  'The device doesn’t run through the mark.': 'Le dispositif ne passe pas par le repère.',
  'The device goes on to the edge of the images at both ends: its tip isn’t in them.':
    'Le dispositif se poursuit jusqu’au bord des images à ses deux extrémités : sa pointe n’y est pas.',
  'The device goes on to the edge of the images: its end isn’t in them.':
    'Le dispositif se poursuit jusqu’au bord des images : son extrémité n’y est pas.',
  'A volume has to have two slices, rows and columns at least.':
    'Un volume doit avoir au moins deux coupes, deux lignes et deux colonnes.',
  'The place lies outside of the images.': 'L’endroit se trouve hors des images.',
  'There are too few pixels around the place.': 'Il y a trop peu de pixels autour de l’endroit.',
  'Nothing long and thin stands out within {n} mm of the place.':
    'Rien de long et de fin ne ressort à moins de {n} mm de l’endroit.',
  'Nothing long and thin stands out at this mark.': 'Rien de long et de fin ne ressort à ce repère.',
  'The device stands out by {times} times what is left unexplained.':
    'Le dispositif ressort de {times} fois ce qui reste inexpliqué.',
  'The device was followed over {n} mm.': 'Le dispositif a été suivi sur {n} mm.',
  'Beyond this end the image stays bright: {n} % of the device’s contrast over the next millimetres.':
    'Au-delà de cette extrémité, l’image reste claire : {n} % du contraste du dispositif sur les millimètres suivants.',
  'Beyond this end the image stays dark: {n} % of the device’s contrast over the next millimetres.':
    'Au-delà de cette extrémité, l’image reste sombre : {n} % du contraste du dispositif sur les millimètres suivants.',
  'Beyond this end the image is as it is around the device.':
    'Au-delà de cette extrémité, l’image est comme autour du dispositif.',
  'Around this end there is air: it is outside of the body.':
    'Autour de cette extrémité il y a de l’air : elle est hors du corps du patient.',
  'This is the end of a void of {width} mm, not of the device: the device may end up to {n} mm from it, most often before it.':
    'C’est la fin d’un vide de signal large de {width} mm, pas celle du dispositif : le dispositif peut se terminer jusqu’à {n} mm de là, le plus souvent avant.',
  'This mark lies {n} mm beside the device.': 'Ce repère se trouve à {n} mm à côté du dispositif.',
  'This mark lies {n} mm beside the void.': 'Ce repère se trouve à {n} mm à côté du vide de signal.',
  'The device continues {n} mm beyond this mark, to the edge of the images.':
    'Le dispositif se poursuit de {n} mm au-delà de ce repère, jusqu’au bord des images.',
  'The void continues {n} mm beyond this mark, to the edge of the images.':
    'Le vide de signal se poursuit de {n} mm au-delà de ce repère, jusqu’au bord des images.',
  'The device continues {length} beyond this mark.': 'Le dispositif se poursuit de {length} au-delà de ce repère.',
  'The void continues {length} beyond this mark.': 'Le vide de signal se poursuit de {length} au-delà de ce repère.',
  'The device ends {n} mm before this mark.': 'Le dispositif se termine {n} mm avant ce repère.',
  'The void ends {n} mm before this mark.': 'Le vide de signal se termine {n} mm avant ce repère.',
  'The device ends within {n} mm of this mark, as sharply as the images show an end.':
    'Le dispositif se termine à {n} mm au plus de ce repère, aussi nettement que les images montrent une extrémité.',
  'There are no slices.': 'Il n’y a pas de coupes.',
  'One slice is no volume: the device may leave it anywhere.':
    'Une seule coupe n’est pas un volume : le dispositif peut la quitter n’importe où.',
  'The slices around the place don’t lie evenly: no volume can be made of them.':
    'Les coupes autour de l’endroit ne sont pas régulièrement espacées : on ne peut pas en faire un volume.',
  'Nothing is exposed at this place: no device can be seen there.':
    'Rien n’est exposé à cet endroit : aucun dispositif ne peut y être vu.',
  'Nothing is exposed at this mark: no tip can be seen there.':
    'Rien n’est exposé à cet endroit : aucune pointe ne peut y être vue.',
  'The device goes on on both sides of this mark.': 'Le dispositif se poursuit des deux côtés de cette marque.',
  'From the mark alone no end of a device can be told.':
    'À partir de la marque seule, aucune extrémité de dispositif ne peut être reconnue.',
};
