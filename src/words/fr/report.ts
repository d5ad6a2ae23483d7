import type { germanReport } from '../de/report.ts';

/** Words for numbers, verdicts, marks and states, which the pure code makes in English. */
export const frenchReport: Readonly<Record<keyof typeof germanReport, string>> = {
  'Nothing to assess yet.': 'Rien à évaluer pour le moment.',
  Inside: 'À l’intérieur',
  Outside: 'À l’extérieur',
  Indeterminate: 'Indéterminé',
  inside: 'à l’intérieur',
  outside: 'à l’extérieur',
  indeterminate: 'indéterminé',
  'mm at detector': 'mm au détecteur',
  'under 1 %': 'moins de 1 %',
  'over 99 %': 'plus de 99 %',
  'The tip is not marked in both views.': 'La pointe n’est pas marquée dans les deux vues.',
  'The target is not marked in both views.': 'La cible n’est pas marquée dans les deux vues.',
  'The marked tip lies {distance} outside the target surface.':
    'La pointe marquée se trouve à {distance} à l’extérieur de la surface de la cible.',
  'The marked tip lies {distance} inside the target surface.':
    'La pointe marquée se trouve à {distance} à l’intérieur de la surface de la cible.',
  'The marked end of the void lies {distance} outside the target surface':
    'La fin marquée du vide de signal se trouve à {distance} à l’extérieur de la surface de la cible',
  'The marked end of the void lies {distance} inside the target surface':
    'La fin marquée du vide de signal se trouve à {distance} à l’intérieur de la surface de la cible',
  'the metal tip may lie between {innermost} and {outermost} it':
    'la pointe métallique peut se trouver entre {innermost} et {outermost} de celle-ci',
  '{n} mm inside': '{n} mm à l’intérieur',
  '{n} mm outside': '{n} mm à l’extérieur',
  '{sentence}.': '{sentence}.',
  'Chance of being inside: {chance}.': 'Probabilité d’être à l’intérieur : {chance}.',
  'Chance of being inside: {chance}, if the metal tip is where the void ends.':
    'Probabilité d’être à l’intérieur : {chance}, si la pointe métallique est là où finit le vide de signal.',
  'That is not enough to decide: {chance} chance of being inside.':
    'Cela ne suffit pas pour décider : {chance} de probabilité d’être à l’intérieur.',
  'Chance of being inside: {chance}, if the mark is the tip. Nobody has confirmed that yet.':
    'Probabilité d’être à l’intérieur : {chance}, si la marque est la pointe. Personne ne l’a encore confirmé.',
  "Chance of being inside: {chance} in this plane, but how far off the plane the tip lies isn't known.":
    'Probabilité d’être à l’intérieur : {chance} dans ce plan, mais on ne sait pas à quelle distance du plan se trouve la pointe.',
  'A second view at least 15° away, better 60 to 90°, can.':
    'Une deuxième vue à au moins 15°, mieux 60 à 90°, le peut.',
  'the marked tip lies {distance} outside the outline of the target':
    'la pointe marquée se trouve à {distance} à l’extérieur du contour de la cible',
  'the marked tip lies {distance} inside the outline of the target':
    'la pointe marquée se trouve à {distance} à l’intérieur du contour de la cible',
  'Outside is proven: in this projection {seen}, whatever its depth.':
    'L’extérieur est prouvé : dans cette projection, {seen}, quelle que soit sa profondeur.',
  'Not proven outside yet: in this projection {seen}, too near it to be sure.':
    'Extérieur pas encore prouvé : dans cette projection, {seen}, trop près pour en être sûr.',
  'Not proven outside: in this projection {seen}, and how precisely it was marked isn’t known.':
    'Extérieur non prouvé : dans cette projection, {seen}, et la précision du marquage n’est pas connue.',
  'One projection can’t prove inside: {seen}, but it may lie in front of the target or behind it.':
    'Une seule projection ne peut prouver l’intérieur : {seen}, mais elle peut être devant ou derrière la cible.',
  'Tip to target centre': 'Pointe au centre de la cible',
  'Straight distance from the tip to the centre of the target': 'Distance droite de la pointe au centre de la cible',
  'Tip to target surface': 'Pointe à la surface de la cible',
  'Negative: the tip is inside by that much. Positive: outside':
    'Négatif : la pointe est à l’intérieur d’autant. Positif : à l’extérieur',
  'Centre from needle axis': 'Centre à l’axe de l’aiguille',
  'How far the target centre lies beside the achieved axis. Advancing does not change it':
    'Écart du centre de la cible à l’axe obtenu. Avancer n’y change rien',
  'Remaining advance': 'Avance restante',
  'Along the achieved axis to the point nearest the target centre. Negative: overshot':
    'Le long de l’axe obtenu jusqu’au point le plus proche du centre de la cible. Négatif : dépassé',
  'Depth error to plan': 'Erreur de profondeur / plan',
  'Tip from the planned target along the planned axis. Positive: beyond it':
    'De la pointe à la cible prévue le long de l’axe prévu. Positif : au-delà',
  'Lateral error to plan': 'Erreur latérale / plan',
  'Tip from the planned axis': 'De la pointe à l’axe prévu',
  'Angle to plan': 'Angle / plan',
  'Between the achieved and the planned axis': 'Entre l’axe obtenu et l’axe prévu',
  'Entry error': 'Erreur d’entrée',
  'Entry from the planned entry': 'De l’entrée à l’entrée prévue',
  'Inserted length': 'Longueur insérée',
  'From the entry along the shaft to the tip': 'De l’entrée à la pointe le long du corps',
  'Ablative margin': 'Marge d’ablation',
  'Least depth of the target surface within the ablation zone. Negative: not covered':
    'Profondeur minimale de la surface de la cible dans la zone d’ablation. Négatif : non couverte',
  'Scroll past the end both ways: a true tip ends abruptly, a shaft leaving the slice tapers. The dark flame alone proves nothing.':
    'Faites défiler au-delà de l’extrémité dans les deux sens : une vraie pointe finit net, un corps qui quitte la coupe s’effile. La flamme sombre seule ne prouve rien.',
  'The void is not the needle: the metal tip may lie several millimetres from the end of the artefact.':
    'Le vide de signal n’est pas l’aiguille : la pointe métallique peut être à plusieurs millimètres de la fin de l’artefact.',
  'The bright line may be the shaft crossing the beam. Sweep or turn the probe: only the end seen in every plane is the tip.':
    'La ligne brillante peut être le corps traversant le faisceau. Balayer ou tourner la sonde : seule l’extrémité vue dans tous les plans est la pointe.',
  'One projection has no depth: marks that overlap may be centimetres apart. Look in a second view.':
    'Une projection n’a pas de profondeur : des marques superposées peuvent être à des centimètres. Regarder dans une deuxième vue.',
  'Make sure that the device ends here and does not merely leave the picture.':
    'S’assurer que le dispositif se termine ici et ne quitte pas simplement l’image.',
  'Look {n}': 'Contrôle {n}',
  Now: 'Actuel',
  'time unknown': 'heure inconnue',
  'last known before commitment': 'dernier connu avant le geste',
  'last before commitment': 'dernier avant le geste',
  'uncertainty unknown': 'incertitude inconnue',
  nearer: 'plus près',
  farther: 'plus loin',
  'no clear change': 'pas de changement net',
  'target moved {distance}': 'cible déplacée de {distance}',
  Met: 'Atteint',
  'Not met': 'Non atteint',
  Undecided: 'Indécis',
  'Not measured': 'Non mesuré',
  'the source states {limit}': 'la source indique {limit}',
  'read in full': 'lu en entier',
  'abstract read': 'résumé lu',
  '{word}: {why}': '{word} : {why}',
  'the 95 % interval reaches across the limit': 'l’intervalle à 95 % chevauche la limite',
  'how uncertain the value is isn’t known': 'l’incertitude de la valeur n’est pas connue',
  'in what the image doesn’t show, the true value may lie across the limit':
    'dans ce que l’image ne montre pas, la vraie valeur peut être au-delà de la limite',
  'several ablations cover the target together, and the margin of none alone says how far':
    'plusieurs ablations couvrent ensemble la cible, et la marge d’aucune seule ne dit jusqu’où',
  '{measured} can’t be compared with it': '{measured} ne peut y être comparé',
  '{name}: blocked, see its profile below.': '{name} : bloqué, voir son profil ci-dessous.',
  '{name}: not met, {title}.': '{name} : non atteint, {title}.',
  '{zone}: sticks out of the target by {by}.': '{zone} : dépasse de la cible de {by}.',
  '{zone}: leaves {by} of the target uncovered.': '{zone} : laisse {by} de la cible non couverts.',
  'Side holes': 'Trous latéraux',
  Notch: 'Encoche',
  Bevel: 'Biseau',
  Stent: 'Stent',
  'Exposed tip': 'Pointe active',
  'Working zone': 'Zone active',
  Ablation: 'Ablation',
  '{zone} if fired now': '{zone} en cas de tir maintenant',
  '{share} inside': '{share} à l’intérieur',
  'margin {length}': 'marge {length}',
  'ends {first} and {second}': 'extrémités : {first} et {second}',
  'chance that all of it is inside: {chance}': 'probabilité que tout soit à l’intérieur : {chance}',
  'covers {share} of the target': 'couvre {share} de la cible',
  'minimal ablative margin {length}': 'marge d’ablation minimale {length}',
  '{share} of it is target': '{share} en est la cible',
  'chance that all of the target is covered: {chance}': 'probabilité que toute la cible soit couverte : {chance}',
  needle: 'aiguille',
  wire: 'fil-guide',
  catheter: 'cathéter',
  drain: 'drain',
  probe: 'sonde',
  stent: 'stent',
  other: 'autre',
  device: 'dispositif',
  point: 'point',
  sphere: 'sphère',
  ellipsoid: 'ellipsoïde',
  circle: 'cercle',
  polygon: 'polygone',
  contour: 'contour',
  contours: 'contours',
  mesh: 'maillage',
  labelmap: 'carte d’étiquettes',
  shaft: 'corps',
  'metal tip within': 'pointe métallique ici',
  'side holes': 'orifices latéraux',
  notch: 'encoche',
  bevel: 'biseau',
  'exposed tip': 'pointe active',
  zone: 'zone',
  ablation: 'ablation',
  'by pixel spacing': 'd’après la taille de pixel',
  'corrected by geometry': 'corrigée par géométrie',
  'corrected by a known object': 'corrigée par un objet connu',
  'by the ultrasound region': 'd’après la région échographique',
  'corrected for magnification at one depth': 'corrigée du grandissement à une profondeur',
  'at the detector, not in the patient': 'au détecteur, pas dans le patient',
  'on the scanned film, not in the patient': 'sur le film numérisé, pas dans le patient',
  'entered by the user': 'saisie par l’utilisateur',
  'not calibrated': 'non étalonnée',
  'by the reader': 'par le lecteur',
  entered: 'saisie',
  'on a {object}': 'sur {object}',
  'on an {object}': 'sur {object}',
  '{size} catheter': 'cathéter {size}',
  '{size} needle': 'aiguille {size}',
  '{size} ruler': 'règle {size}',
  '{size} sphere': 'bille {size}',
  'at the target’s depth': 'à la profondeur de la cible',
  'the file says {mm} mm, {basis}: the same': 'le fichier dit {mm} mm, {basis} : identique',
  'the file says {mm} mm, {basis}: this scale is {percent} % larger':
    'le fichier dit {mm} mm, {basis} : cette échelle est {percent} % plus grande',
  'the file says {mm} mm, {basis}: this scale is {percent} % smaller':
    'le fichier dit {mm} mm, {basis} : cette échelle est {percent} % plus petite',
  'the file says {mm} mm, {basis}: that makes a magnification of {factor}':
    'le fichier dit {mm} mm, {basis} : cela donne un grandissement de {factor}',
  'the file says {mm} mm, {basis}: that makes a magnification of {factor}, which no picture of a patient has':
    'le fichier dit {mm} mm, {basis} : cela donne un grandissement de {factor}, qu’aucune image d’un patient n’a',
  'Not in the archive': 'Pas dans l’archive',
  'Saved to archive {when}': 'Archivé {when}',
  'Saved to archive {when}, but {warning}': 'Archivé {when}, mais {warning}',
  'Changed since it was saved': 'Modifié depuis l’enregistrement',
  'Waiting for the archive: {reason}': 'En attente de l’archive : {reason}',
  'Not stored: {reason}': 'Non archivé : {reason}',
  'Changed since it was stored. An earlier version: {state}':
    'Modifié depuis l’enregistrement. Une version antérieure : {state}',
  'angles not known': 'angles inconnus',
  'SID not known': 'SID inconnue',
  'SOD not known': 'SOD inconnue',
  '{view}: {member} isn’t recorded in this run: enter it.':
    '{view} : {member} n’est pas enregistré dans cette série : à saisir.',
  '{view}: {members} aren’t recorded in this run: enter them.':
    '{view} : {members} ne sont pas enregistrés dans cette série : à saisir.',
  'the primary angle': 'l’angle primaire',
  'the secondary angle': 'l’angle secondaire',
  'the imager pixel spacing': 'la taille de pixel au détecteur',
  'where the central ray meets the picture': 'le point où le rayon central rencontre l’image',
  'SID isn’t recorded: without it nothing can be measured.':
    'La SID n’est pas enregistrée : sans elle, rien ne peut être mesuré.',
  'SOD isn’t recorded: without it nothing can be measured.':
    'La SOD n’est pas enregistrée : sans elle, rien ne peut être mesuré.',
  'The primary angle isn’t recorded: without it nothing can be measured.':
    'L’angle primaire n’est pas enregistré : sans lui, rien ne peut être mesuré.',
  'The secondary angle isn’t recorded: without it nothing can be measured.':
    'L’angle secondaire n’est pas enregistré : sans lui, rien ne peut être mesuré.',
  'The imager pixel spacing isn’t recorded: without it nothing can be measured.':
    'La taille de pixel au détecteur n’est pas enregistrée : sans elle, rien ne peut être mesuré.',
  'That isn’t taken: distances must be more than 0, and SOD smaller than SID.':
    'Ce n’est pas accepté : les distances doivent être supérieures à 0 et la SOD inférieure à la SID.',
  'Marks belong to one frame: a new confirmation was begun for frame {n}.':
    'Les marques appartiennent à une image : une nouvelle confirmation a été commencée pour l’image {n}.',
  'One confirmation was closed with its images; Undo brings the marks back.':
    'Une confirmation a été fermée avec ses images ; Annuler ramène les marques.',
  '{n} confirmations were closed with their images; Undo brings the marks back.':
    '{n} confirmations ont été fermées avec leurs images ; Annuler rétablit les marques.',
  'That limit isn’t taken: {problem}.': 'Cette limite est refusée : {problem}.',
  'must lie within ±{n} mm': 'doit être dans ±{n} mm',
  'must lie within ±{n} deg': 'doit être dans ±{n} degrés',
  'the first number must be less than the second': 'le premier nombre doit être inférieur au second',
  'no zone narrower than ±{n} mm is supported by its source':
    'aucune zone plus étroite que ±{n} mm n’est étayée par sa source',
  coil: 'coil',
};
