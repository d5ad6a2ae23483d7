import type { germanProfiles } from '../de/profiles.ts';

/** The bundled procedure profiles: their names, thresholds and what blocks them. */
export const frenchProfiles: Readonly<Record<keyof typeof germanProfiles, string>> = {
  Biopsy: 'Biopsie',
  Drainage: 'Drainage',
  'Vascular access (CVC, PICC)': 'Accès vasculaire (VVC, PICC)',
  Embolization: 'Embolisation',
  'Angioplasty or stent': 'Angioplastie ou stent',
  'Ablation (RFA, MWA, cryo)': 'Ablation (RFA, MWA, cryo)',
  'Biliary drainage (PTCD)': 'Drainage biliaire (PTCD)',
  'Vertebroplasty or kyphoplasty': 'Vertébroplastie ou cyphoplastie',
  'Nerve or joint injection': 'Infiltration nerveuse ou articulaire',
  'Allowable needle placement error in targeted lesions':
    'Erreur admissible de placement de l’aiguille dans les lésions ciblées',
  'Mean of the largest errors that 153 respondents at CIRSE 2016 would allow: an opinion, not an outcome. Many patient series lie above it.':
    'Moyenne des plus grandes erreurs que 153 répondants au CIRSE 2016 accepteraient : un avis, pas un résultat clinique. Beaucoup de séries de patients la dépassent.',
  'Tip within 3 cm of the cavo-atrial junction': 'Pointe à moins de 3 cm de la jonction cavo-atriale',
  'The zone that the source takes as acceptable. Mark the junction as the target and give it a sigma: on chest X-rays readers differ by −2.5 to +1.8 cm (PMC5124912).':
    'La zone que la source juge acceptable. Marquer la jonction comme cible et donner-lui un sigma : sur les radiographies thoraciques, les lecteurs diffèrent de −2.5 à +1.8 cm (PMC5124912).',
  'Tip within 2 cm of the cavo-atrial junction': 'Pointe à moins de 2 cm de la jonction cavo-atriale',
  'Readings of chest X-rays vary by ±2 cm (repeatability 1.79 cm against CT): no zone thinner than this is supported. Give the target a sigma.':
    'Les lectures de radiographies thoraciques varient de ±2 cm (répétabilité 1.79 cm par rapport au CT) : aucune zone plus étroite n’est étayée. Donner un sigma à la cible.',
  'Ablative margin, hepatocellular carcinoma': 'Marge d’ablation, carcinome hépatocellulaire',
  'Ablative margin, colorectal metastases, rigid registration':
    'Marge d’ablation, métastases colorectales, recalage rigide',
  'Ablative margin, colorectal metastases, non-rigid registration':
    'Marge d’ablation, métastases colorectales, recalage non rigide',
  'Ablative margin, colorectal metastases, all of a 3 mm zone':
    'Marge d’ablation, métastases colorectales, toute une zone de 3 mm',
  'No local progression above 5 mm in 110 patients; each millimetre more went with a risk lower by about 30 %. {predicted}':
    'Pas de progression locale au-delà de 5 mm chez 110 patients ; chaque millimètre de plus s’accompagnait d’un risque réduit d’environ 30 %. {predicted}',
  'No local progression from 5 mm on, measured with SAFIR, in 173 metastases. Two programs differed by 2 mm in the median. {predicted}':
    'Pas de progression locale à partir de 5 mm, mesurée avec SAFIR, dans 173 métastases. Deux logiciels différaient de 2 mm en médiane. {predicted}',
  'No local progression from 4 mm on, measured with Ablation-fit, in 173 metastases. {predicted}':
    'Pas de progression locale à partir de 4 mm, mesurée avec Ablation-fit, dans 173 métastases. {predicted}',
  'The smallest margin that, wholly ablated, showed no local progression in 76 metastases. The source’s other rule, 90 % of a 6 mm margin, isn’t one distance and can’t be judged here. {predicted}':
    'La plus petite marge qui, entièrement ablatée, ne montrait pas de progression locale dans 76 métastases. L’autre règle de la source, 90 % d’une marge de 6 mm, n’est pas une distance et ne peut être jugée ici. {predicted}',
  'The source measured the margin on images after treatment; what is held against it here is that of the ellipsoid the device’s numbers predict: a predicted margin, not a measured one.':
    'La source a mesuré la marge sur des images après traitement ; on lui compare ici celle de l’ellipsoïde que prédisent les chiffres du dispositif : une marge prédite, non mesurée.',
  'If the mark is the shaft, the sample comes from somewhere else.':
    'Si la marque est le corps, le prélèvement vient d’ailleurs.',
  'Lesion and needle that overlap may be centimetres apart.':
    'Lésion et aiguille superposées peuvent être à des centimètres.',
  'A target without an inside can not be sampled from within.':
    'Une cible sans intérieur ne peut être prélevée de l’intérieur.',
  'If the mark is the shaft, the end may lie beyond the far wall.':
    'Si la marque est le corps, l’extrémité peut être au-delà de la paroi opposée.',
  'Collection and drain that overlap may be centimetres apart.':
    'Collection et drain superposés peuvent être à des centimètres.',
  'A collection without an inside can not be drained from within.':
    'Une collection sans intérieur ne peut être drainée de l’intérieur.',
  'The end that is seen may be a loop or a crossing of the catheter.':
    'L’extrémité visible peut être une boucle ou un croisement du cathéter.',
  'What is released leaves at the true tip.': 'Ce qui est libéré sort à la vraie pointe.',
  'A wire or marker that ends elsewhere moves the stent with it.':
    'Un guide ou un repère qui finit ailleurs déplace le stent d’autant.',
  'If the mark is the shaft, the zone lies deeper than it seems.':
    'Si la marque est le corps, la zone est plus profonde qu’il n’y paraît.',
  'Tumour and probe that overlap may be centimetres apart.':
    'Tumeur et sonde superposées peuvent être à des centimètres.',
  'A tumour without an inside has no margin.': 'Une tumeur sans intérieur n’a pas de marge.',
  'If the mark is the shaft, the end may lie beyond the duct, in a vessel.':
    'Si la marque est le corps, l’extrémité peut être au-delà du canal, dans un vaisseau.',
  'Overlap isn’t contact: contrast in the duct or another view shows it.':
    'Superposition n’est pas contact : du contraste dans le canal ou une autre vue le montre.',
  'If the mark is the shaft, the end may be through the anterior wall.':
    'Si la marque est le corps, l’extrémité peut avoir traversé la paroi antérieure.',
  'One view doesn’t show the spinal canal apart from the body.':
    'Une seule vue ne montre pas le canal rachidien séparé du corps vertébral.',
  'Near the wall cement may go where it must not.': 'Près de la paroi, le ciment peut aller là où il ne doit pas.',
  'If the mark is the shaft, the tip may be in the nerve or a vessel.':
    'Si la marque est le corps, la pointe peut être dans le nerf ou un vaisseau.',
  'Needle and nerve that overlap may be apart in depth.':
    'Aiguille et nerf superposés peuvent être séparés en profondeur.',
  'Whether the tip is within the structure is not decided.': 'On ne peut décider si la pointe est dans la structure.',
};
