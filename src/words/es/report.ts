import type { germanReport } from '../de/report.ts';

/** Words for numbers, verdicts, marks and states, which the pure code makes in English. */
export const spanishReport: Readonly<Record<keyof typeof germanReport, string>> = {
  'Nothing to assess yet.': 'Todavía no hay nada que evaluar.',
  Inside: 'Dentro',
  Outside: 'Fuera',
  Indeterminate: 'Indeterminado',
  inside: 'dentro',
  outside: 'fuera',
  indeterminate: 'indeterminado',
  'mm at detector': 'mm en el detector',
  'under 1 %': 'menos del 1 %',
  'over 99 %': 'más del 99 %',
  'The tip is not marked in both views.': 'La punta no está marcada en ambas vistas.',
  'The target is not marked in both views.': 'La diana no está marcada en ambas vistas.',
  'The marked tip lies {distance} outside the target surface.':
    'La punta marcada está {distance} fuera de la superficie de la diana.',
  'The marked tip lies {distance} inside the target surface.':
    'La punta marcada está {distance} dentro de la superficie de la diana.',
  'The marked end of the void lies {distance} outside the target surface':
    'El final marcado del vacío de señal está {distance} fuera de la superficie de la diana',
  'The marked end of the void lies {distance} inside the target surface':
    'El final marcado del vacío de señal está {distance} dentro de la superficie de la diana',
  'the metal tip may lie between {innermost} and {outermost} it':
    'la punta metálica puede estar entre {innermost} y {outermost} de ella',
  '{n} mm inside': '{n} mm dentro',
  '{n} mm outside': '{n} mm fuera',
  '{sentence}.': '{sentence}.',
  'Chance of being inside: {chance}.': 'Probabilidad de estar dentro: {chance}.',
  'Chance of being inside: {chance}, if the metal tip is where the void ends.':
    'Probabilidad de estar dentro: {chance}, si la punta metálica está donde acaba el vacío de señal.',
  'That is not enough to decide: {chance} chance of being inside.':
    'No basta para decidir: {chance} de probabilidad de estar dentro.',
  'Chance of being inside: {chance}, if the mark is the tip. Nobody has confirmed that yet.':
    'Probabilidad de estar dentro: {chance}, si la marca es la punta. Nadie lo ha confirmado todavía.',
  "Chance of being inside: {chance} in this plane, but how far off the plane the tip lies isn't known.":
    'Probabilidad de estar dentro: {chance} en este plano, pero no se sabe a qué distancia del plano está la punta.',
  'A second view at least 15° away, better 60 to 90°, can.':
    'Una segunda vista a 15° como mínimo, mejor de 60 a 90°, sí puede.',
  'the marked tip lies {distance} outside the outline of the target':
    'la punta marcada está {distance} fuera del contorno de la diana',
  'the marked tip lies {distance} inside the outline of the target':
    'la punta marcada está {distance} dentro del contorno de la diana',
  'Outside is proven: in this projection {seen}, whatever its depth.':
    'Está demostrado que está fuera: en esta proyección {seen}, sea cual sea su profundidad.',
  'Not proven outside yet: in this projection {seen}, too near it to be sure.':
    'Aún no está demostrado que esté fuera: en esta proyección {seen}, demasiado cerca para estar seguro.',
  'Not proven outside: in this projection {seen}, and how precisely it was marked isn’t known.':
    'No está demostrado que esté fuera: en esta proyección {seen}, y no se sabe con qué precisión se marcó.',
  'One projection can’t prove inside: {seen}, but it may lie in front of the target or behind it.':
    'Una sola proyección no puede demostrar que está dentro: {seen}, pero puede estar delante o detrás de la diana.',
  'Tip to target centre': 'Punta al centro de la diana',
  'Straight distance from the tip to the centre of the target': 'Distancia recta de la punta al centro de la diana',
  'Tip to target surface': 'Punta a la superficie de la diana',
  'Negative: the tip is inside by that much. Positive: outside':
    'Negativo: la punta está dentro esa distancia. Positivo: fuera',
  'Centre from needle axis': 'Centro al eje de la aguja',
  'How far the target centre lies beside the achieved axis. Advancing does not change it':
    'Cuánto se aparta el centro de la diana del eje conseguido. Avanzar no lo cambia',
  'Remaining advance': 'Avance restante',
  'Along the achieved axis to the point nearest the target centre. Negative: overshot':
    'A lo largo del eje conseguido hasta el punto más próximo al centro de la diana. Negativo: sobrepasado',
  'Depth error to plan': 'Error de profundidad / plan',
  'Tip from the planned target along the planned axis. Positive: beyond it':
    'De la punta a la diana planificada por el eje planificado. Positivo: más allá',
  'Lateral error to plan': 'Error lateral / plan',
  'Tip from the planned axis': 'De la punta al eje planificado',
  'Angle to plan': 'Ángulo / plan',
  'Between the achieved and the planned axis': 'Entre el eje conseguido y el planificado',
  'Entry error': 'Error de entrada',
  'Entry from the planned entry': 'De la entrada a la entrada planificada',
  'Inserted length': 'Longitud introducida',
  'From the entry along the shaft to the tip': 'De la entrada a la punta por el vástago',
  'Ablative margin': 'Margen de ablación',
  'Least depth of the target surface within the ablation zone. Negative: not covered':
    'Profundidad mínima de la superficie de la diana dentro de la zona de ablación. Negativo: sin cubrir',
  'Scroll past the end both ways: a true tip ends abruptly, a shaft leaving the slice tapers. The dark flame alone proves nothing.':
    'Pase de corte más allá del extremo en ambos sentidos: una punta verdadera acaba de golpe, un vástago que sale del corte se afila. La llama oscura por sí sola no prueba nada.',
  'The void is not the needle: the metal tip may lie several millimetres from the end of the artefact.':
    'El vacío de señal no es la aguja: la punta metálica puede estar a varios milímetros del final del artefacto.',
  'The bright line may be the shaft crossing the beam. Sweep or turn the probe: only the end seen in every plane is the tip.':
    'La línea brillante puede ser el vástago cruzando el haz. Barra o gire la sonda: solo el extremo visto en todos los planos es la punta.',
  'One projection has no depth: marks that overlap may be centimetres apart. Look in a second view.':
    'Una proyección no tiene profundidad: marcas superpuestas pueden estar a centímetros. Mire en una segunda vista.',
  'Make sure that the device ends here and does not merely leave the picture.':
    'Asegúrese de que el dispositivo acaba aquí y no solo sale de la imagen.',
  'Look {n}': 'Control {n}',
  Now: 'Ahora',
  'time unknown': 'hora desconocida',
  'last known before commitment': 'último conocido antes de la ejecución',
  'last before commitment': 'último antes de la ejecución',
  'uncertainty unknown': 'incertidumbre desconocida',
  nearer: 'más cerca',
  farther: 'más lejos',
  'no clear change': 'sin cambio claro',
  'target moved {distance}': 'diana desplazada {distance}',
  Met: 'Cumplido',
  'Not met': 'No cumplido',
  Undecided: 'Sin decidir',
  'Not measured': 'Sin medir',
  'the source states {limit}': 'la fuente indica {limit}',
  'read in full': 'leído completo',
  'abstract read': 'resumen leído',
  '{word}: {why}': '{word}: {why}',
  'the 95 % interval reaches across the limit': 'el intervalo del 95 % abarca el límite',
  'how uncertain the value is isn’t known': 'no se sabe cuán incierto es el valor',
  'in what the image doesn’t show, the true value may lie across the limit':
    'en lo que la imagen no muestra, el valor verdadero puede estar al otro lado del límite',
  'several ablations cover the target together, and the margin of none alone says how far':
    'varias ablaciones cubren juntas la diana, y el margen de ninguna por sí sola dice hasta dónde',
  '{measured} can’t be compared with it': '{measured} no se puede comparar con él',
  '{name}: blocked, see its profile below.': '{name}: bloqueado, vea su perfil abajo.',
  '{name}: not met, {title}.': '{name}: no cumplido, {title}.',
  '{zone}: sticks out of the target by {by}.': '{zone}: sobresale de la diana {by}.',
  '{zone}: leaves {by} of the target uncovered.': '{zone}: deja {by} de la diana sin cubrir.',
  'Side holes': 'Orificios laterales',
  Notch: 'Muesca',
  Bevel: 'Bisel',
  Stent: 'Stent',
  'Exposed tip': 'Punta expuesta',
  'Working zone': 'Zona activa',
  Ablation: 'Ablación',
  '{zone} if fired now': '{zone} si se dispara ahora',
  '{share} inside': '{share} dentro',
  'margin {length}': 'margen {length}',
  'ends {first} and {second}': 'extremos: {first} y {second}',
  'chance that all of it is inside: {chance}': 'probabilidad de que toda esté dentro: {chance}',
  'covers {share} of the target': 'cubre {share} de la diana',
  'minimal ablative margin {length}': 'margen de ablación mínimo {length}',
  '{share} of it is target': '{share} de ella es diana',
  'chance that all of the target is covered: {chance}': 'probabilidad de que toda la diana esté cubierta: {chance}',
  needle: 'aguja',
  wire: 'guía',
  catheter: 'catéter',
  drain: 'drenaje',
  probe: 'sonda',
  stent: 'stent',
  other: 'otro',
  device: 'dispositivo',
  point: 'punto',
  sphere: 'esfera',
  ellipsoid: 'elipsoide',
  circle: 'círculo',
  polygon: 'polígono',
  contour: 'contorno',
  contours: 'contornos',
  mesh: 'malla',
  labelmap: 'mapa de etiquetas',
  shaft: 'vástago',
  'metal tip within': 'punta metálica aquí',
  'side holes': 'orificios laterales',
  notch: 'muesca',
  bevel: 'bisel',
  'exposed tip': 'punta expuesta',
  zone: 'zona',
  ablation: 'ablación',
  'by pixel spacing': 'por el tamaño de píxel',
  'corrected by geometry': 'corregida por geometría',
  'corrected by a known object': 'corregida con un objeto conocido',
  'by the ultrasound region': 'por la región de ecografía',
  'corrected for magnification at one depth': 'corregida de la magnificación a una profundidad',
  'at the detector, not in the patient': 'en el detector, no en el paciente',
  'on the scanned film, not in the patient': 'en la película escaneada, no en el paciente',
  'entered by the user': 'introducida por el usuario',
  'not calibrated': 'sin calibrar',
  'by the reader': 'por el lector',
  entered: 'introducida',
  'on a {object}': 'con {object}',
  'on an {object}': 'con {object}',
  '{size} catheter': 'catéter {size}',
  '{size} needle': 'aguja {size}',
  '{size} ruler': 'regla {size}',
  '{size} sphere': 'esfera {size}',
  'at the target’s depth': 'a la profundidad de la diana',
  'the file says {mm} mm, {basis}: the same': 'el archivo dice {mm} mm, {basis}: lo mismo',
  'the file says {mm} mm, {basis}: this scale is {percent} % larger':
    'el archivo dice {mm} mm, {basis}: esta escala es un {percent} % mayor',
  'the file says {mm} mm, {basis}: this scale is {percent} % smaller':
    'el archivo dice {mm} mm, {basis}: esta escala es un {percent} % menor',
  'the file says {mm} mm, {basis}: that makes a magnification of {factor}':
    'el archivo dice {mm} mm, {basis}: eso da una magnificación de {factor}',
  'the file says {mm} mm, {basis}: that makes a magnification of {factor}, which no picture of a patient has':
    'el archivo dice {mm} mm, {basis}: eso da una magnificación de {factor}, que ninguna imagen de un paciente tiene',
  'Not in the archive': 'No está en el archivo',
  'Saved to archive {when}': 'Guardado en el archivo {when}',
  'Saved to archive {when}, but {warning}': 'Guardado en el archivo {when}, pero {warning}',
  'Changed since it was saved': 'Cambiado desde que se guardó',
  'Waiting for the archive: {reason}': 'En espera del archivo: {reason}',
  'Not stored: {reason}': 'No guardado: {reason}',
  'Changed since it was stored. An earlier version: {state}':
    'Cambiado desde que se guardó. Una versión anterior: {state}',
  'angles not known': 'ángulos desconocidos',
  'SID not known': 'SID desconocida',
  'SOD not known': 'SOD desconocida',
  '{view}: {member} isn’t recorded in this run: enter it.':
    '{view}: {member} no está registrado en esta serie: introdúzcalo.',
  '{view}: {members} aren’t recorded in this run: enter them.':
    '{view}: {members} no están registrados en esta serie: introdúzcalos.',
  'the primary angle': 'el ángulo primario',
  'the secondary angle': 'el ángulo secundario',
  'the imager pixel spacing': 'el tamaño de píxel en el detector',
  'where the central ray meets the picture': 'el punto donde el rayo central corta la imagen',
  'SID isn’t recorded: without it nothing can be measured.': 'La SID no consta: sin ella no se puede medir nada.',
  'SOD isn’t recorded: without it nothing can be measured.': 'La SOD no consta: sin ella no se puede medir nada.',
  'The primary angle isn’t recorded: without it nothing can be measured.':
    'El ángulo primario no consta: sin él no se puede medir nada.',
  'The secondary angle isn’t recorded: without it nothing can be measured.':
    'El ángulo secundario no consta: sin él no se puede medir nada.',
  'The imager pixel spacing isn’t recorded: without it nothing can be measured.':
    'El tamaño de píxel en el detector no está registrado: sin él no se puede medir nada.',
  'That isn’t taken: distances must be more than 0, and SOD smaller than SID.':
    'No se acepta: las distancias deben ser mayores que 0 y la SOD menor que la SID.',
  'Marks belong to one frame: a new confirmation was begun for frame {n}.':
    'Las marcas pertenecen a un fotograma: se empezó una confirmación nueva para el fotograma {n}.',
  'One confirmation was closed with its images; Undo brings the marks back.':
    'Se cerró una confirmación con sus imágenes; Deshacer recupera las marcas.',
  '{n} confirmations were closed with their images; Undo brings the marks back.':
    'Se cerraron {n} confirmaciones con sus imágenes; Deshacer recupera las marcas.',
  'That limit isn’t taken: {problem}.': 'Ese límite no se acepta: {problem}.',
  'must lie within ±{n} mm': 'debe estar dentro de ±{n} mm',
  'must lie within ±{n} deg': 'debe estar dentro de ±{n} grados',
  'the first number must be less than the second': 'el primer número debe ser menor que el segundo',
  'no zone narrower than ±{n} mm is supported by its source':
    'su fuente no respalda ninguna zona más estrecha que ±{n} mm',
  coil: 'coil',
};
