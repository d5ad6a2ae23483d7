import type { germanCaveats } from '../de/caveats.ts';

/** What must be known with the numbers: the caveats of assessments, of images and of reports that were read. */
export const spanishCaveats: Readonly<Record<keyof typeof germanCaveats, string>> = {
  'Nobody has confirmed that the mark is the tip and not the shaft.':
    'Nadie ha confirmado que la marca sea la punta y no el vástago.',
  'It is not known how precisely the tip was marked, so no probability can be given.':
    'No se sabe con qué precisión se marcó la punta, así que no se puede dar ninguna probabilidad.',
  'No tip is marked.': 'No hay ninguna punta marcada.',
  'No target is marked.': 'No hay ninguna diana marcada.',
  'The tip is too near the target surface to decide with the precision of these images.':
    'La punta está demasiado cerca de la superficie de la diana para decidir con la precisión de estas imágenes.',
  'The image has no scale: distances are in pixels, not in millimetres. Calibrate on an object of known size to have millimetres.':
    'La imagen no tiene escala: las distancias están en píxeles, no en milímetros. Calibre con un objeto de tamaño conocido para tener milímetros.',
  'The scale holds at the detector; in the patient distances are smaller by an unknown magnification. Calibrate on an object of known size at the target’s depth.':
    'La escala vale en el detector; en el paciente las distancias son menores por una magnificación desconocida. Calibre con un objeto de tamaño conocido a la profundidad de la diana.',
  'The scale holds at one depth only: nearer the X-ray tube things look larger, nearer the detector smaller. An object of known size at the target’s depth, or a second view, tells.':
    'La escala vale solo a una profundidad: más cerca del tubo todo parece mayor, más cerca del detector, menor. Lo aclara un objeto de tamaño conocido a la profundidad de la diana, o una segunda vista.',
  'One projection has no depth: it can prove that the tip is outside, never that it is inside.':
    'Una proyección no tiene profundidad: puede demostrar que la punta está fuera, nunca que está dentro.',
  'How far the tip lies out of the image plane is not known; enter the beam width to account for it.':
    'No se sabe a qué distancia del plano de la imagen está la punta; introduzca la anchura del haz para tenerlo en cuenta.',
  'The slice thickness limits how precisely the position across the slices is known.':
    'El grosor de corte limita la precisión con que se conoce la posición a través de los cortes.',
  'The slices are not evenly spaced.': 'Los cortes no están igualmente espaciados.',
  'Several slices lie at the same position.': 'Varios cortes están en la misma posición.',
  'The gantry was tilted: the slices are sheared against each other, and reformatted planes are resampled.':
    'El gantry estaba inclinado: los cortes están cizallados entre sí, y los planos reformateados se remuestrean.',
  'The images name no frame of reference; positions hold within this series alone.':
    'Las imágenes no nombran ningún marco de referencia; las posiciones valen solo dentro de esta serie.',
  'An image or look lies in another frame of reference; it is listed but not measured against.':
    'Una imagen o un control está en otro marco de referencia; se lista pero no se mide con él.',
  'The marks lie in ultrasound regions of different scale; no distance between them can be given.':
    'Las marcas están en regiones de ecografía de distinta escala; no se puede dar ninguna distancia entre ellas.',
  'No calibrated ultrasound region holds here: the scale is taken from the whole image, or there is none.':
    'Aquí no vale ninguna región de ecografía calibrada: la escala es la de toda la imagen, o no hay ninguna.',
  'The pixels are not square; distances are taken after scaling columns and rows apart.':
    'Los píxeles no son cuadrados; las distancias se toman tras escalar por separado columnas y filas.',
  'The image does not say how its pixel spacing was calibrated. Check it on an object of known size, or calibrate on one.':
    'La imagen no dice cómo se calibró su tamaño de píxel. Compruébelo con un objeto de tamaño conocido, o calibre con él.',
  'The image gives two scales that disagree; the first by the documented order is used. Check on an object of known size which is right.':
    'La imagen da dos escalas que no coinciden; se usa la primera según el orden documentado. Compruebe con un objeto de tamaño conocido cuál es la correcta.',
  'The scale was entered or measured by a user.': 'La escala la introdujo o midió un usuario.',
  'The two views are too nearly parallel to give a position.':
    'Las dos vistas son casi paralelas y no dan una posición.',
  'Geometry of a view was entered by a person: that it fits the image is not checked, and nothing is allowed for its errors but what the record says.':
    'La geometría de una vista la introdujo una persona: no se comprueba que encaje con la imagen, y sus errores solo se tienen en cuenta si la confirmación los indica.',
  'The rays of the two views miss each other: the patient or the target moved between them.':
    'Los rayos de las dos vistas no se cruzan: el paciente o la diana se movió entre ellas.',
  'The target mesh is not closed, so it has no inside.':
    'La malla de la diana no está cerrada, así que no tiene interior.',
  'Contours of the target cancel each other on one of its planes: what lies in an even number of them is outside.':
    'Los contornos de la diana se anulan en uno de sus planos: lo que está en un número par de ellos está fuera.',
  'A mark lies outside the image.': 'Una marca está fuera de la imagen.',
  'The image was compressed with loss.': 'La imagen se comprimió con pérdida.',
  'Distances are those of the marked end of the void; the metal tip may lie anywhere in the artefact band.':
    'Las distancias son las del final marcado del vacío de señal; la punta metálica puede estar en cualquier lugar de la banda de artefacto.',
  'The places of the artefact band do not all lie on one side of the target surface with enough certainty.':
    'Los lugares de la banda de artefacto no están todos a un lado de la superficie de la diana con certeza suficiente.',
  'In MR the void is not the needle: how far the metal tip lies from its end is not known; enter the artefact band.':
    'En RM el vacío de señal no es la aguja: no se sabe a qué distancia de su final está la punta metálica; introduzca la banda de artefacto.',
  'No look is known to have been taken before the commitment.': 'No consta ningún control antes de la ejecución.',
  'A look has no time: it may have been the last one before the commitment.':
    'Un control no tiene hora: puede haber sido el último antes de la ejecución.',
  'A working zone of the device is not measured: that needs the tip, a shaft point and a target with an inside, in millimetres of the patient; in one image only lengths of the device can be.':
    'Una zona activa del dispositivo no está medida: hace falta la punta, un punto del vástago y una diana con interior, en milímetros del paciente; en una sola imagen solo se pueden medir longitudes del dispositivo.',
  'A working zone reaches farther back than the shaft is marked: there the device is taken to go straight on.':
    'Una zona activa llega más atrás que el vástago marcado: ahí se supone que el dispositivo sigue recto.',
  'the pixels were compressed with loss at some time': 'los píxeles se comprimieron con pérdida en algún momento',
  'the picture is a mosaic of many slices: distances hold within one tile only':
    'la imagen es un mosaico de muchos cortes: las distancias valen solo dentro de una tesela',
  'the angles or distances change during the run; those given hold for its first frame':
    'los ángulos o distancias cambian durante la serie; los indicados valen para su primera imagen',
  'the angles or distances change during the run; each frame has its own':
    'los ángulos o distancias cambian durante la serie; cada imagen tiene los suyos',
  'ImageOrientationPatient is not two perpendicular directions, so the place in the patient is not known':
    'ImageOrientationPatient no son dos direcciones perpendiculares, así que no se conoce el lugar en el paciente',
  'no FrameOfReferenceUID: positions can be used within this series alone':
    'sin FrameOfReferenceUID: las posiciones solo sirven dentro de esta serie',
  'distances between slices differ; {mm} mm is the usual one':
    'las distancias entre cortes difieren; {mm} mm es la habitual',
  'the slices are tilted by {degrees}° against their line of positions: a stack, not a rectangular volume':
    'los cortes están inclinados {degrees}° respecto a su línea de posiciones: una pila, no un volumen rectangular',
  'neither slice thickness nor distance is known, so neither is the uncertainty across the slice':
    'no se conoce ni el grosor ni la distancia de los cortes, así que tampoco la incertidumbre a través del corte',
  '{n} images lie at {all} position': '{n} imágenes están en {all} posición',
  '{n} images lie at {all} positions': '{n} imágenes están en {all} posiciones',
  '{images}, taken at {times} times: what lies there can move from one to the next':
    '{images}, tomadas en {times} tiempos: lo que hay allí puede moverse de uno a otro',
  'a CT localizer is a projection through the patient: the depth of what it shows is not known':
    'un localizador de TC es una proyección a través del paciente: no se conoce la profundidad de lo que muestra',
  'the picture was computed through a volume (projection, rendering or curved plane): the depth of what it shows is not known':
    'la imagen se calculó a través de un volumen (proyección, render o plano curvo): no se conoce la profundidad de lo que muestra',
  'PixelAspectRatio disagrees with the spacing; distances are by the spacing':
    'PixelAspectRatio contradice el tamaño de píxel; las distancias siguen el tamaño de píxel',
  'PixelSpacing disagrees with the ultrasound region; the region is used':
    'PixelSpacing contradice la región de ecografía; se usa la región',
  'the ultrasound image has no calibrated region; PixelSpacing is taken to hold everywhere':
    'la imagen de ecografía no tiene región calibrada; se supone que PixelSpacing vale en toda ella',
  'how PixelSpacing was calibrated is not recorded': 'no consta cómo se calibró PixelSpacing',
  'nothing in the file gives the size of a pixel; distances are in pixels':
    'nada en el archivo da el tamaño de un píxel; las distancias están en píxeles',
  'none of the ultrasound regions is a 2D picture calibrated in cm':
    'ninguna de las regiones de ecografía es una imagen 2D calibrada en cm',
  'pixels are not square: {along} along the rows, {down} down the columns':
    'los píxeles no son cuadrados: {along} a lo largo de las filas, {down} a lo largo de las columnas',
  'the scale was entered or measured by a person': 'la escala la introdujo o midió una persona',
  'distances are at the detector, not in the patient: the magnification is not known':
    'las distancias son en el detector, no en el paciente: no se conoce la magnificación',
  'the magnification holds at one depth in the patient; nearer the source things look larger':
    'la magnificación vale a una profundidad en el paciente; más cerca del foco todo parece mayor',
  '{what} would give a magnification {problem}; not used': '{what} daría una magnificación {problem}; no se usa',
  'the recorded magnification disagrees with SID and SOD; the recorded magnification is used':
    'la magnificación registrada contradice SID y SOD; se usa la registrada',
  'the ultrasound region reaches {px} pixels beyond the image: the picture was cropped or resized after it was calibrated, so the scale may be wrong; check it against the ruler in the picture':
    'la región de ecografía sobresale {px} píxeles de la imagen: se recortó o redimensionó después de calibrarla, así que la escala puede ser errónea; compruébela con la regla de la imagen',
  'the ultrasound region would be {size} large, which no scan is: check the scale against the ruler in the picture':
    'la región de ecografía mediría {size}, lo que ninguna ecografía mide: compruebe la escala con la regla de la imagen',
  'The report was changed after it was written: where its content says something else than the record that it carries, the content counts.':
    'El informe se modificó después de escribirse: donde su contenido difiere del registro que lleva, cuenta el contenido.',
  'The report carries no record of its own: this one was put together from its content. Positions have single precision, and what no report has a place for is missing.':
    'El informe no lleva registro propio: este se compuso con su contenido. Las posiciones tienen precisión simple, y falta lo que ningún informe puede contener.',
  'The target is a mesh or a labelmap, which stood in the record that the report no longer carries.':
    'La diana es una malla o un mapa de etiquetas, que estaba en el registro que el informe ya no lleva.',
  'The pixels contradict the mark: by them the device doesn’t end there.':
    'Los píxeles contradicen la marca: según ellos, el dispositivo no termina ahí.',
};
