import type { germanProfiles } from '../de/profiles.ts';

/** The bundled procedure profiles: their names, thresholds and what blocks them. */
export const spanishProfiles: Readonly<Record<keyof typeof germanProfiles, string>> = {
  Biopsy: 'Biopsia',
  Drainage: 'Drenaje',
  'Vascular access (CVC, PICC)': 'Acceso vascular (CVC, PICC)',
  Embolization: 'Embolización',
  'Angioplasty or stent': 'Angioplastia o stent',
  'Ablation (RFA, MWA, cryo)': 'Ablación (RFA, MWA, crio)',
  'Biliary drainage (PTCD)': 'Drenaje biliar (PTCD)',
  'Vertebroplasty or kyphoplasty': 'Vertebroplastia o cifoplastia',
  'Nerve or joint injection': 'Infiltración nerviosa o articular',
  'Allowable needle placement error in targeted lesions': 'Error admisible de colocación de la aguja en lesiones diana',
  'Mean of the largest errors that 153 respondents at CIRSE 2016 would allow: an opinion, not an outcome. Many patient series lie above it.':
    'Media de los mayores errores que admitirían 153 encuestados en CIRSE 2016: una opinión, no un resultado. Muchas series de pacientes la superan.',
  'Tip within 3 cm of the cavo-atrial junction': 'Punta a menos de 3 cm de la unión cavoauricular',
  'The zone that the source takes as acceptable. Mark the junction as the target and give it a sigma: on chest X-rays readers differ by −2.5 to +1.8 cm (PMC5124912).':
    'La zona que la fuente considera aceptable. Marque la unión como diana y asígnele un sigma: en radiografías de tórax los lectores difieren de −2.5 a +1.8 cm (PMC5124912).',
  'Tip within 2 cm of the cavo-atrial junction': 'Punta a menos de 2 cm de la unión cavoauricular',
  'Readings of chest X-rays vary by ±2 cm (repeatability 1.79 cm against CT): no zone thinner than this is supported. Give the target a sigma.':
    'Las lecturas de radiografías de tórax varían ±2 cm (repetibilidad 1.79 cm frente a TC): no se respalda una zona más estrecha. Asigne un sigma a la diana.',
  'Ablative margin, hepatocellular carcinoma': 'Margen de ablación, carcinoma hepatocelular',
  'Ablative margin, colorectal metastases, rigid registration':
    'Margen de ablación, metástasis colorrectales, registro rígido',
  'Ablative margin, colorectal metastases, non-rigid registration':
    'Margen de ablación, metástasis colorrectales, registro no rígido',
  'Ablative margin, colorectal metastases, all of a 3 mm zone':
    'Margen de ablación, metástasis colorrectales, toda una zona de 3 mm',
  'No local progression above 5 mm in 110 patients; each millimetre more went with a risk lower by about 30 %. {predicted}':
    'Sin progresión local por encima de 5 mm en 110 pacientes; cada milímetro más se asoció a un riesgo menor en cerca del 30 %. {predicted}',
  'No local progression from 5 mm on, measured with SAFIR, in 173 metastases. Two programs differed by 2 mm in the median. {predicted}':
    'Sin progresión local desde 5 mm, medidos con SAFIR, en 173 metástasis. Dos programas diferían 2 mm en la mediana. {predicted}',
  'No local progression from 4 mm on, measured with Ablation-fit, in 173 metastases. {predicted}':
    'Sin progresión local desde 4 mm, medidos con Ablation-fit, en 173 metástasis. {predicted}',
  'The smallest margin that, wholly ablated, showed no local progression in 76 metastases. The source’s other rule, 90 % of a 6 mm margin, isn’t one distance and can’t be judged here. {predicted}':
    'El menor margen que, ablacionado por completo, no mostró progresión local en 76 metástasis. La otra regla de la fuente, el 90 % de un margen de 6 mm, no es una distancia y no se puede juzgar aquí. {predicted}',
  'The source measured the margin on images after treatment; what is held against it here is that of the ellipsoid the device’s numbers predict: a predicted margin, not a measured one.':
    'La fuente midió el margen en imágenes tras el tratamiento; aquí se compara con el del elipsoide que predicen las cifras del dispositivo: un margen previsto, no medido.',
  'If the mark is the shaft, the sample comes from somewhere else.':
    'Si la marca es el vástago, la muestra sale de otro sitio.',
  'Lesion and needle that overlap may be centimetres apart.': 'Lesión y aguja superpuestas pueden estar a centímetros.',
  'A target without an inside can not be sampled from within.':
    'Una diana sin interior no se puede muestrear desde dentro.',
  'If the mark is the shaft, the end may lie beyond the far wall.':
    'Si la marca es el vástago, el extremo puede estar más allá de la pared opuesta.',
  'Collection and drain that overlap may be centimetres apart.':
    'Colección y drenaje superpuestos pueden estar a centímetros.',
  'A collection without an inside can not be drained from within.':
    'Una colección sin interior no se puede drenar desde dentro.',
  'The end that is seen may be a loop or a crossing of the catheter.':
    'El extremo visible puede ser un bucle o un cruce del catéter.',
  'What is released leaves at the true tip.': 'Lo que se libera sale por la punta verdadera.',
  'A wire or marker that ends elsewhere moves the stent with it.':
    'Una guía o marcador que acaba en otro sitio desplaza el stent consigo.',
  'If the mark is the shaft, the zone lies deeper than it seems.':
    'Si la marca es el vástago, la zona está más profunda de lo que parece.',
  'Tumour and probe that overlap may be centimetres apart.': 'Tumor y sonda superpuestos pueden estar a centímetros.',
  'A tumour without an inside has no margin.': 'Un tumor sin interior no tiene margen.',
  'If the mark is the shaft, the end may lie beyond the duct, in a vessel.':
    'Si la marca es el vástago, el extremo puede estar más allá del conducto, en un vaso.',
  'Overlap isn’t contact: contrast in the duct or another view shows it.':
    'Superposición no es contacto: lo muestra el contraste en el conducto u otra vista.',
  'If the mark is the shaft, the end may be through the anterior wall.':
    'Si la marca es el vástago, el extremo puede haber atravesado la pared anterior.',
  'One view doesn’t show the spinal canal apart from the body.':
    'Una sola vista no muestra el canal raquídeo separado del cuerpo vertebral.',
  'Near the wall cement may go where it must not.': 'Cerca de la pared el cemento puede ir adonde no debe.',
  'If the mark is the shaft, the tip may be in the nerve or a vessel.':
    'Si la marca es el vástago, la punta puede estar en el nervio o en un vaso.',
  'Needle and nerve that overlap may be apart in depth.':
    'Aguja y nervio superpuestos pueden estar separados en profundidad.',
  'Whether the tip is within the structure is not decided.':
    'No está decidido si la punta está dentro de la estructura.',
};
