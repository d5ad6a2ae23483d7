/** The bundled procedure profiles: their names, thresholds and what blocks them. */
export const germanProfiles = {
  Biopsy: 'Biopsie',
  Drainage: 'Drainage',
  'Vascular access (CVC, PICC)': 'Gefäßzugang (ZVK, PICC)',
  Embolization: 'Embolisation',
  'Angioplasty or stent': 'Angioplastie oder Stent',
  'Ablation (RFA, MWA, cryo)': 'Ablation (RFA, MWA, Kryo)',
  'Biliary drainage (PTCD)': 'Gallenwegsdrainage (PTCD)',
  'Vertebroplasty or kyphoplasty': 'Vertebroplastie oder Kyphoplastie',
  'Nerve or joint injection': 'Nerven- oder Gelenkinjektion',
  'Allowable needle placement error in targeted lesions': 'Zulässiger Nadelplatzierungsfehler bei Zielläsionen',
  'Mean of the largest errors that 153 respondents at CIRSE 2016 would allow: an opinion, not an outcome. Many patient series lie above it.':
    'Mittel der größten Fehler, die 153 Befragte auf der CIRSE 2016 zulassen würden: eine Meinung, kein Ergebnis. Viele Patientenserien liegen darüber.',
  'Tip within 3 cm of the cavo-atrial junction': 'Spitze innerhalb 3 cm vom kavoatrialen Übergang',
  'The zone that the source takes as acceptable. Mark the junction as the target and give it a sigma: on chest X-rays readers differ by −2.5 to +1.8 cm (PMC5124912).':
    'Der Bereich, den die Quelle als annehmbar ansieht. Den Übergang als Ziel markieren und ihm ein Sigma geben: auf Thoraxaufnahmen weichen Befunder um −2.5 bis +1.8 cm voneinander ab (PMC5124912).',
  'Tip within 2 cm of the cavo-atrial junction': 'Spitze innerhalb 2 cm vom kavoatrialen Übergang',
  'Readings of chest X-rays vary by ±2 cm (repeatability 1.79 cm against CT): no zone thinner than this is supported. Give the target a sigma.':
    'Befundungen von Thoraxaufnahmen streuen um ±2 cm (Wiederholbarkeit 1.79 cm gegen CT): kein engerer Bereich ist gestützt. Dem Ziel ein Sigma geben.',
  'Ablative margin, hepatocellular carcinoma': 'Ablationsrand, hepatozelluläres Karzinom',
  'Ablative margin, colorectal metastases, rigid registration':
    'Ablationsrand, kolorektale Metastasen, rigide Registrierung',
  'Ablative margin, colorectal metastases, non-rigid registration':
    'Ablationsrand, kolorektale Metastasen, nicht-rigide Registrierung',
  'Ablative margin, colorectal metastases, all of a 3 mm zone':
    'Ablationsrand, kolorektale Metastasen, ganzer 3-mm-Saum',
  'No local progression above 5 mm in 110 patients; each millimetre more went with a risk lower by about 30 %. {predicted}':
    'Keine lokale Progression über 5 mm bei 110 Patienten; jeder Millimeter mehr ging mit einem um etwa 30 % geringeren Risiko einher. {predicted}',
  'No local progression from 5 mm on, measured with SAFIR, in 173 metastases. Two programs differed by 2 mm in the median. {predicted}':
    'Keine lokale Progression ab 5 mm, mit SAFIR gemessen, bei 173 Metastasen. Zwei Programme wichen im Median um 2 mm ab. {predicted}',
  'No local progression from 4 mm on, measured with Ablation-fit, in 173 metastases. {predicted}':
    'Keine lokale Progression ab 4 mm, mit Ablation-fit gemessen, bei 173 Metastasen. {predicted}',
  'The smallest margin that, wholly ablated, showed no local progression in 76 metastases. The source’s other rule, 90 % of a 6 mm margin, isn’t one distance and can’t be judged here. {predicted}':
    'Der kleinste Rand, der vollständig abladiert bei 76 Metastasen keine lokale Progression zeigte. Die andere Regel der Quelle, 90 % eines 6-mm-Rands, ist kein einzelner Abstand und hier nicht beurteilbar. {predicted}',
  'The source measured the margin on images after treatment; what is held against it here is that of the ellipsoid the device’s numbers predict: a predicted margin, not a measured one.':
    'Die Quelle maß den Rand auf Bildern nach der Behandlung; verglichen wird hier der des Ellipsoids, das die Zahlen des Instruments vorhersagen: ein vorhergesagter, kein gemessener Rand.',
  'If the mark is the shaft, the sample comes from somewhere else.':
    'Ist die Marke der Schaft, kommt die Probe von anderswo.',
  'Lesion and needle that overlap may be centimetres apart.':
    'Überlagerte Läsion und Nadel können Zentimeter auseinanderliegen.',
  'A target without an inside can not be sampled from within.':
    'Ein Ziel ohne Inneres lässt sich nicht von innen beproben.',
  'If the mark is the shaft, the end may lie beyond the far wall.':
    'Ist die Marke der Schaft, kann das Ende jenseits der fernen Wand liegen.',
  'Collection and drain that overlap may be centimetres apart.':
    'Überlagerte Ansammlung und Drainage können Zentimeter auseinanderliegen.',
  'A collection without an inside can not be drained from within.':
    'Eine Ansammlung ohne Inneres lässt sich nicht von innen drainieren.',
  'The end that is seen may be a loop or a crossing of the catheter.':
    'Das sichtbare Ende kann eine Schlinge oder Kreuzung des Katheters sein.',
  'What is released leaves at the true tip.': 'Was freigesetzt wird, tritt an der wahren Spitze aus.',
  'A wire or marker that ends elsewhere moves the stent with it.':
    'Ein Draht oder Marker, der anderswo endet, versetzt den Stent mit.',
  'If the mark is the shaft, the zone lies deeper than it seems.':
    'Ist die Marke der Schaft, liegt die Zone tiefer als es scheint.',
  'Tumour and probe that overlap may be centimetres apart.':
    'Überlagerte Tumor und Sonde können Zentimeter auseinanderliegen.',
  'A tumour without an inside has no margin.': 'Ein Tumor ohne Inneres hat keinen Rand.',
  'If the mark is the shaft, the end may lie beyond the duct, in a vessel.':
    'Ist die Marke der Schaft, kann das Ende jenseits des Gangs in einem Gefäß liegen.',
  'Overlap isn’t contact: contrast in the duct or another view shows it.':
    'Überlagerung ist kein Kontakt: Kontrastmittel im Gang oder eine andere Ansicht zeigt ihn.',
  'If the mark is the shaft, the end may be through the anterior wall.':
    'Ist die Marke der Schaft, kann das Ende durch die Vorderwand getreten sein.',
  'One view doesn’t show the spinal canal apart from the body.':
    'Eine Ansicht zeigt den Spinalkanal nicht getrennt vom Wirbelkörper.',
  'Near the wall cement may go where it must not.': 'Nahe der Wand kann Zement dorthin gelangen, wo er nicht hin darf.',
  'If the mark is the shaft, the tip may be in the nerve or a vessel.':
    'Ist die Marke der Schaft, kann die Spitze im Nerv oder in einem Gefäß liegen.',
  'Needle and nerve that overlap may be apart in depth.':
    'Überlagerte Nadel und Nerv können in der Tiefe auseinanderliegen.',
  'Whether the tip is within the structure is not decided.':
    'Ob die Spitze in der Struktur liegt, ist nicht entschieden.',
} as const satisfies Readonly<Record<string, string>>;
