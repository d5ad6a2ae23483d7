import type { germanCaveats } from '../de/caveats.ts';

/** What must be known with the numbers: the caveats of assessments, of images and of reports that were read. */
export const frenchCaveats: Readonly<Record<keyof typeof germanCaveats, string>> = {
  'Nobody has confirmed that the mark is the tip and not the shaft.':
    'Personne n’a confirmé que la marque est la pointe et non le corps.',
  'It is not known how precisely the tip was marked, so no probability can be given.':
    'La précision du marquage de la pointe n’est pas connue : aucune probabilité ne peut être donnée.',
  'No tip is marked.': 'Aucune pointe n’est marquée.',
  'No target is marked.': 'Aucune cible n’est marquée.',
  'The tip is too near the target surface to decide with the precision of these images.':
    'La pointe est trop proche de la surface de la cible pour décider avec la précision de ces images.',
  'The image has no scale: distances are in pixels, not in millimetres. Calibrate on an object of known size to have millimetres.':
    'L’image n’a pas d’échelle : les distances sont en pixels, pas en millimètres. Étalonner sur un objet de taille connue pour avoir des millimètres.',
  'The scale holds at the detector; in the patient distances are smaller by an unknown magnification. Calibrate on an object of known size at the target’s depth.':
    'L’échelle vaut au détecteur ; dans le patient, les distances sont plus petites d’un grandissement inconnu. Étalonner sur un objet de taille connue à la profondeur de la cible.',
  'The scale holds at one depth only: nearer the X-ray tube things look larger, nearer the detector smaller. An object of known size at the target’s depth, or a second view, tells.':
    'L’échelle ne vaut qu’à une profondeur : plus près du tube, tout paraît plus grand ; plus près du détecteur, plus petit. Un objet de taille connue à la profondeur de la cible, ou une deuxième vue, le dira.',
  'One projection has no depth: it can prove that the tip is outside, never that it is inside.':
    'Une projection n’a pas de profondeur : elle peut prouver que la pointe est à l’extérieur, jamais qu’elle est à l’intérieur.',
  'How far the tip lies out of the image plane is not known; enter the beam width to account for it.':
    'On ne sait pas à quelle distance du plan de l’image se trouve la pointe ; saisir la largeur du faisceau pour en tenir compte.',
  'The slice thickness limits how precisely the position across the slices is known.':
    'L’épaisseur de coupe limite la précision de la position à travers les coupes.',
  'The slices are not evenly spaced.': 'Les coupes ne sont pas régulièrement espacées.',
  'Several slices lie at the same position.': 'Plusieurs coupes se trouvent à la même position.',
  'The gantry was tilted: the slices are sheared against each other, and reformatted planes are resampled.':
    'Le statif était incliné : les coupes sont décalées les unes par rapport aux autres, et les plans reformatés sont rééchantillonnés.',
  'The images name no frame of reference; positions hold within this series alone.':
    'Les images ne nomment aucun référentiel ; les positions ne valent que dans cette série.',
  'An image or look lies in another frame of reference; it is listed but not measured against.':
    'Une image ou un contrôle est dans un autre référentiel ; il est listé mais non comparé.',
  'The marks lie in ultrasound regions of different scale; no distance between them can be given.':
    'Les marques sont dans des régions échographiques d’échelles différentes ; aucune distance entre elles ne peut être donnée.',
  'No calibrated ultrasound region holds here: the scale is taken from the whole image, or there is none.':
    'Aucune région échographique étalonnée ne vaut ici : l’échelle est celle de l’image entière, ou il n’y en a pas.',
  'The pixels are not square; distances are taken after scaling columns and rows apart.':
    'Les pixels ne sont pas carrés ; les distances sont prises après mise à l’échelle séparée des colonnes et des lignes.',
  'The image does not say how its pixel spacing was calibrated. Check it on an object of known size, or calibrate on one.':
    'L’image ne dit pas comment sa taille de pixel a été étalonnée. Vérifier-la sur un objet de taille connue, ou étalonner sur un tel objet.',
  'The image gives two scales that disagree; the first by the documented order is used. Check on an object of known size which is right.':
    'L’image donne deux échelles qui se contredisent ; la première selon l’ordre documenté est utilisée. Vérifier sur un objet de taille connue laquelle est juste.',
  'The scale was entered or measured by a user.': 'L’échelle a été saisie ou mesurée par un utilisateur.',
  'The two views are too nearly parallel to give a position.':
    'Les deux vues sont trop proches du parallèle pour donner une position.',
  'Geometry of a view was entered by a person: that it fits the image is not checked, and nothing is allowed for its errors but what the record says.':
    'La géométrie d’une vue a été saisie par une personne : son accord avec l’image n’est pas vérifié, et ses erreurs ne sont prises en compte que si la confirmation les indique.',
  'The rays of the two views miss each other: the patient or the target moved between them.':
    'Les rayons des deux vues ne se croisent pas : le patient ou la cible a bougé entre les deux.',
  'The target mesh is not closed, so it has no inside.':
    'Le maillage de la cible n’est pas fermé : il n’a pas d’intérieur.',
  'Contours of the target cancel each other on one of its planes: what lies in an even number of them is outside.':
    'Des contours de la cible s’annulent sur un de ses plans : ce qui est dans un nombre pair d’entre eux est à l’extérieur.',
  'A mark lies outside the image.': 'Une marque est hors de l’image.',
  'The image was compressed with loss.': 'L’image a été compressée avec perte.',
  'Distances are those of the marked end of the void; the metal tip may lie anywhere in the artefact band.':
    'Les distances sont celles de la fin marquée du vide de signal ; la pointe métallique peut être n’importe où dans la bande d’artefact.',
  'The places of the artefact band do not all lie on one side of the target surface with enough certainty.':
    'Les lieux de la bande d’artefact ne sont pas tous d’un même côté de la surface de la cible avec assez de certitude.',
  'In MR the void is not the needle: how far the metal tip lies from its end is not known; enter the artefact band.':
    'En IRM, le vide de signal n’est pas l’aiguille : la distance de la pointe métallique à sa fin n’est pas connue ; saisir la bande d’artefact.',
  'No look is known to have been taken before the commitment.': 'Aucun contrôle n’est connu avant le geste.',
  'A look has no time: it may have been the last one before the commitment.':
    'Un contrôle n’a pas d’heure : il peut avoir été le dernier avant le geste.',
  'A working zone of the device is not measured: that needs the tip, a shaft point and a target with an inside, in millimetres of the patient; in one image only lengths of the device can be.':
    'Une zone active du dispositif n’est pas mesurée : il faut la pointe, un point du corps et une cible avec un intérieur, en millimètres du patient ; dans une seule image, seules des longueurs du dispositif le peuvent.',
  'A working zone reaches farther back than the shaft is marked: there the device is taken to go straight on.':
    'Une zone active remonte plus loin que le corps marqué : le dispositif y est supposé continuer tout droit.',
  'the pixels were compressed with loss at some time': 'les pixels ont été compressés avec perte à un moment',
  'the picture is a mosaic of many slices: distances hold within one tile only':
    'l’image est une mosaïque de nombreuses coupes : les distances ne valent que dans une tuile',
  'the angles or distances change during the run; those given hold for its first frame':
    'les angles ou distances changent pendant la série ; ceux indiqués valent pour sa première image',
  'the angles or distances change during the run; each frame has its own':
    'les angles ou distances changent pendant la série ; chaque image a les siens',
  'ImageOrientationPatient is not two perpendicular directions, so the place in the patient is not known':
    'ImageOrientationPatient n’est pas deux directions perpendiculaires : la position dans le patient n’est pas connue',
  'no FrameOfReferenceUID: positions can be used within this series alone':
    'pas de FrameOfReferenceUID : les positions ne valent que dans cette série',
  'distances between slices differ; {mm} mm is the usual one':
    'les distances entre coupes diffèrent ; {mm} mm est l’habituelle',
  'the slices are tilted by {degrees}° against their line of positions: a stack, not a rectangular volume':
    'les coupes sont inclinées de {degrees}° par rapport à leur ligne de positions : une pile, pas un volume rectangulaire',
  'neither slice thickness nor distance is known, so neither is the uncertainty across the slice':
    'ni l’épaisseur ni la distance des coupes n’est connue, donc l’incertitude à travers la coupe non plus',
  '{n} images lie at {all} position': '{n} images se trouvent à {all} position',
  '{n} images lie at {all} positions': '{n} images se trouvent à {all} positions',
  '{images}, taken at {times} times: what lies there can move from one to the next':
    '{images}, prises à {times} temps : ce qui s’y trouve peut bouger de l’un à l’autre',
  'a CT localizer is a projection through the patient: the depth of what it shows is not known':
    'un topogramme CT est une projection à travers le patient : la profondeur de ce qu’il montre n’est pas connue',
  'the picture was computed through a volume (projection, rendering or curved plane): the depth of what it shows is not known':
    'l’image a été calculée à travers un volume (projection, rendu ou plan courbe) : la profondeur de ce qu’elle montre n’est pas connue',
  'PixelAspectRatio disagrees with the spacing; distances are by the spacing':
    'PixelAspectRatio contredit la taille de pixel ; les distances suivent la taille de pixel',
  'PixelSpacing disagrees with the ultrasound region; the region is used':
    'PixelSpacing contredit la région échographique ; la région est utilisée',
  'the ultrasound image has no calibrated region; PixelSpacing is taken to hold everywhere':
    'l’image échographique n’a pas de région étalonnée ; PixelSpacing est supposé valoir partout',
  'how PixelSpacing was calibrated is not recorded': 'la façon dont PixelSpacing a été étalonné n’est pas enregistrée',
  'nothing in the file gives the size of a pixel; distances are in pixels':
    'rien dans le fichier ne donne la taille d’un pixel ; les distances sont en pixels',
  'none of the ultrasound regions is a 2D picture calibrated in cm':
    'aucune des régions échographiques n’est une image 2D étalonnée en cm',
  'pixels are not square: {along} along the rows, {down} down the columns':
    'les pixels ne sont pas carrés : {along} le long des lignes, {down} le long des colonnes',
  'the scale was entered or measured by a person': 'l’échelle a été saisie ou mesurée par une personne',
  'distances are at the detector, not in the patient: the magnification is not known':
    'les distances sont au détecteur, pas dans le patient : le grandissement n’est pas connu',
  'the magnification holds at one depth in the patient; nearer the source things look larger':
    'le grandissement vaut à une profondeur dans le patient ; plus près du foyer, tout paraît plus grand',
  '{what} would give a magnification {problem}; not used': '{what} donnerait un grandissement {problem} ; non utilisé',
  'the recorded magnification disagrees with SID and SOD; the recorded magnification is used':
    'le grandissement enregistré contredit SID et SOD ; le grandissement enregistré est utilisé',
  'the ultrasound region reaches {px} pixels beyond the image: the picture was cropped or resized after it was calibrated, so the scale may be wrong; check it against the ruler in the picture':
    'la région échographique dépasse l’image de {px} pixels : l’image a été recadrée ou redimensionnée après l’étalonnage, l’échelle peut donc être fausse ; vérifier-la sur la règle de l’image',
  'the ultrasound region would be {size} large, which no scan is: check the scale against the ruler in the picture':
    'la région échographique mesurerait {size}, ce qu’aucune échographie n’atteint : vérifier l’échelle sur la règle de l’image',
  'The report was changed after it was written: where its content says something else than the record that it carries, the content counts.':
    'Le rapport a été modifié après sa rédaction : là où son contenu diffère de l’enregistrement qu’il porte, c’est le contenu qui compte.',
  'The report carries no record of its own: this one was put together from its content. Positions have single precision, and what no report has a place for is missing.':
    'Le rapport ne porte pas d’enregistrement : celui-ci a été reconstitué d’après son contenu. Les positions sont en simple précision, et ce qu’un rapport ne peut contenir manque.',
  'The target is a mesh or a labelmap, which stood in the record that the report no longer carries.':
    'La cible est un maillage ou une labelmap, qui figurait dans l’enregistrement que le rapport ne porte plus.',
  'The pixels contradict the mark: by them the device doesn’t end there.':
    'Les pixels contredisent le repère : d’après eux, le dispositif ne se termine pas là.',
};
