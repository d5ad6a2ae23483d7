/** Words for numbers, verdicts, marks and states, which the pure code makes in English. */
export const germanReport = {
  'Nothing to assess yet.': 'Noch nichts zu beurteilen.',
  Inside: 'Innerhalb',
  Outside: 'Außerhalb',
  Indeterminate: 'Unbestimmt',
  inside: 'innerhalb',
  outside: 'außerhalb',
  indeterminate: 'unbestimmt',
  'mm at detector': 'mm am Detektor',
  'under 1 %': 'unter 1 %',
  'over 99 %': 'über 99 %',
  'The tip is not marked in both views.': 'Die Spitze ist nicht in beiden Ansichten markiert.',
  'The target is not marked in both views.': 'Das Ziel ist nicht in beiden Ansichten markiert.',
  'The marked tip lies {distance} outside the target surface.':
    'Die markierte Spitze liegt {distance} außerhalb der Zieloberfläche.',
  'The marked tip lies {distance} inside the target surface.':
    'Die markierte Spitze liegt {distance} innerhalb der Zieloberfläche.',
  'The marked end of the void lies {distance} outside the target surface':
    'Das markierte Ende der Signalauslöschung liegt {distance} außerhalb der Zieloberfläche',
  'The marked end of the void lies {distance} inside the target surface':
    'Das markierte Ende der Signalauslöschung liegt {distance} innerhalb der Zieloberfläche',
  'the metal tip may lie between {innermost} and {outermost} it':
    'die Metallspitze kann zwischen {innermost} und {outermost} davon liegen',
  '{n} mm inside': '{n} mm innerhalb',
  '{n} mm outside': '{n} mm außerhalb',
  '{sentence}.': '{sentence}.',
  'Chance of being inside: {chance}.': 'Wahrscheinlichkeit, innerhalb zu liegen: {chance}.',
  'Chance of being inside: {chance}, if the metal tip is where the void ends.':
    'Wahrscheinlichkeit, innerhalb zu liegen: {chance}, wenn die Metallspitze dort ist, wo die Signalauslöschung endet.',
  'That is not enough to decide: {chance} chance of being inside.':
    'Das reicht nicht zur Entscheidung: {chance} Wahrscheinlichkeit, innerhalb zu liegen.',
  'Chance of being inside: {chance}, if the mark is the tip. Nobody has confirmed that yet.':
    'Wahrscheinlichkeit, innerhalb zu liegen: {chance}, wenn die Marke die Spitze ist. Das hat noch niemand bestätigt.',
  "Chance of being inside: {chance} in this plane, but how far off the plane the tip lies isn't known.":
    'Wahrscheinlichkeit, innerhalb zu liegen: {chance} in dieser Ebene, aber wie weit die Spitze außerhalb der Ebene liegt, ist nicht bekannt.',
  'A second view at least 15° away, better 60 to 90°, can.':
    'Eine zweite Ansicht, mindestens 15° entfernt, besser 60 bis 90°, kann es.',
  'the marked tip lies {distance} outside the outline of the target':
    'liegt die markierte Spitze {distance} außerhalb des Zielumrisses',
  'the marked tip lies {distance} inside the outline of the target':
    'liegt die markierte Spitze {distance} innerhalb des Zielumrisses',
  'Outside is proven: in this projection {seen}, whatever its depth.':
    'Außerhalb ist bewiesen: in dieser Projektion {seen}, gleich in welcher Tiefe.',
  'Not proven outside yet: in this projection {seen}, too near it to be sure.':
    'Außerhalb noch nicht bewiesen: in dieser Projektion {seen}, zu nah daran für Gewissheit.',
  'Not proven outside: in this projection {seen}, and how precisely it was marked isn’t known.':
    'Außerhalb nicht bewiesen: in dieser Projektion {seen}, und wie genau sie markiert wurde, ist nicht bekannt.',
  'One projection can’t prove inside: {seen}, but it may lie in front of the target or behind it.':
    'Eine Projektion kann „innerhalb“ nicht beweisen: hier {seen}, sie kann aber vor oder hinter dem Ziel liegen.',
  'Tip to target centre': 'Spitze bis Zielmitte',
  'Straight distance from the tip to the centre of the target': 'Gerader Abstand von der Spitze zur Mitte des Ziels',
  'Tip to target surface': 'Spitze bis Zieloberfläche',
  'Negative: the tip is inside by that much. Positive: outside':
    'Negativ: die Spitze liegt um so viel innerhalb. Positiv: außerhalb',
  'Centre from needle axis': 'Mitte zur Nadelachse',
  'How far the target centre lies beside the achieved axis. Advancing does not change it':
    'Wie weit die Zielmitte neben der erreichten Achse liegt. Vorschieben ändert daran nichts',
  'Remaining advance': 'Verbleibender Vorschub',
  'Along the achieved axis to the point nearest the target centre. Negative: overshot':
    'Entlang der erreichten Achse bis zum Punkt, der der Zielmitte am nächsten liegt. Negativ: zu weit',
  'Depth error to plan': 'Tiefenfehler zum Plan',
  'Tip from the planned target along the planned axis. Positive: beyond it':
    'Spitze zum geplanten Ziel entlang der geplanten Achse. Positiv: dahinter',
  'Lateral error to plan': 'Seitlicher Fehler zum Plan',
  'Tip from the planned axis': 'Spitze zur geplanten Achse',
  'Angle to plan': 'Winkel zum Plan',
  'Between the achieved and the planned axis': 'Zwischen erreichter und geplanter Achse',
  'Entry error': 'Eintrittsfehler',
  'Entry from the planned entry': 'Eintritt zum geplanten Eintritt',
  'Inserted length': 'Eingeführte Länge',
  'From the entry along the shaft to the tip': 'Vom Eintritt entlang des Schafts bis zur Spitze',
  'Ablative margin': 'Ablationsrand',
  'Least depth of the target surface within the ablation zone. Negative: not covered':
    'Geringste Tiefe der Zieloberfläche in der Ablationszone. Negativ: nicht abgedeckt',
  'Scroll past the end both ways: a true tip ends abruptly, a shaft leaving the slice tapers. The dark flame alone proves nothing.':
    'In beide Richtungen über das Ende hinaus blättern: eine echte Spitze endet abrupt, ein aus der Schicht laufender Schaft läuft aus. Die dunkle Flamme allein beweist nichts.',
  'The void is not the needle: the metal tip may lie several millimetres from the end of the artefact.':
    'Die Signalauslöschung ist nicht die Nadel: die Metallspitze kann mehrere Millimeter vom Ende des Artefakts entfernt liegen.',
  'The bright line may be the shaft crossing the beam. Sweep or turn the probe: only the end seen in every plane is the tip.':
    'Die helle Linie kann der Schaft sein, der das Schallbündel kreuzt. Schallkopf schwenken oder drehen: nur das in jeder Ebene sichtbare Ende ist die Spitze.',
  'One projection has no depth: marks that overlap may be centimetres apart. Look in a second view.':
    'Eine Projektion hat keine Tiefe: Marken, die sich überlagern, können Zentimeter auseinanderliegen. In einer zweiten Ansicht prüfen.',
  'Make sure that the device ends here and does not merely leave the picture.':
    'Sicherstellen, dass das Instrument hier endet und nicht nur das Bild verlässt.',
  'Look {n}': 'Kontrolle {n}',
  Now: 'Jetzt',
  'time unknown': 'Zeit unbekannt',
  'last known before commitment': 'letzte bekannte vor der Ausführung',
  'last before commitment': 'letzte vor der Ausführung',
  'uncertainty unknown': 'Unsicherheit unbekannt',
  nearer: 'näher',
  farther: 'weiter weg',
  'no clear change': 'keine klare Änderung',
  'target moved {distance}': 'Ziel um {distance} bewegt',
  Met: 'Erfüllt',
  'Not met': 'Nicht erfüllt',
  Undecided: 'Unentschieden',
  'Not measured': 'Nicht gemessen',
  'the source states {limit}': 'die Quelle nennt {limit}',
  'read in full': 'vollständig gelesen',
  'abstract read': 'Abstract gelesen',
  '{word}: {why}': '{word}: {why}',
  'the 95 % interval reaches across the limit': 'das 95-%-Intervall reicht über den Grenzwert',
  'how uncertain the value is isn’t known': 'wie unsicher der Wert ist, ist nicht bekannt',
  'in what the image doesn’t show, the true value may lie across the limit':
    'in dem, was das Bild nicht zeigt, kann der wahre Wert jenseits des Grenzwerts liegen',
  'several ablations cover the target together, and the margin of none alone says how far':
    'mehrere Ablationen decken das Ziel gemeinsam ab, und der Rand keiner einzelnen sagt, wie weit',
  '{measured} can’t be compared with it': '{measured} lässt sich nicht damit vergleichen',
  '{name}: blocked, see its profile below.': '{name}: blockiert, siehe das Profil unten.',
  '{name}: not met, {title}.': '{name}: nicht erfüllt, {title}.',
  '{zone}: sticks out of the target by {by}.': '{zone}: ragt {by} aus dem Ziel heraus.',
  '{zone}: leaves {by} of the target uncovered.': '{zone}: lässt {by} des Ziels unbedeckt.',
  'Side holes': 'Seitenlöcher',
  Notch: 'Kerbe',
  Bevel: 'Schliff',
  Stent: 'Stent',
  'Exposed tip': 'Freie Spitze',
  'Working zone': 'Wirkzone',
  Ablation: 'Ablation',
  '{zone} if fired now': '{zone}, wenn jetzt geschossen',
  '{share} inside': '{share} innerhalb',
  'margin {length}': 'Rand {length}',
  'ends {first} and {second}': 'Enden {first} und {second}',
  'chance that all of it is inside: {chance}': 'Wahrscheinlichkeit, dass alles innerhalb liegt: {chance}',
  'covers {share} of the target': 'deckt {share} des Ziels ab',
  'minimal ablative margin {length}': 'minimaler Ablationsrand {length}',
  '{share} of it is target': '{share} davon ist Ziel',
  'chance that all of the target is covered: {chance}':
    'Wahrscheinlichkeit, dass das ganze Ziel abgedeckt ist: {chance}',
  needle: 'Nadel',
  wire: 'Draht',
  catheter: 'Katheter',
  drain: 'Drainage',
  probe: 'Sonde',
  stent: 'Stent',
  other: 'anderes',
  device: 'Instrument',
  point: 'Punkt',
  sphere: 'Kugel',
  ellipsoid: 'Ellipsoid',
  circle: 'Kreis',
  polygon: 'Polygon',
  contour: 'Kontur',
  contours: 'Konturen',
  mesh: 'Netz',
  labelmap: 'Labelmap',
  shaft: 'Schaft',
  'metal tip within': 'Metallspitze hierin',
  'side holes': 'Seitenlöcher',
  notch: 'Kerbe',
  bevel: 'Schliff',
  'exposed tip': 'freie Spitze',
  zone: 'Zone',
  ablation: 'Ablation',
  'by pixel spacing': 'nach Pixelabstand',
  'corrected by geometry': 'nach Geometrie korrigiert',
  'corrected by a known object': 'an bekanntem Objekt korrigiert',
  'by the ultrasound region': 'nach Ultraschallregion',
  'corrected for magnification at one depth': 'auf Vergrößerung in einer Tiefe korrigiert',
  'at the detector, not in the patient': 'am Detektor, nicht im Patienten',
  'on the scanned film, not in the patient': 'auf dem gescannten Film, nicht im Patienten',
  'entered by the user': 'vom Benutzer eingegeben',
  'not calibrated': 'nicht kalibriert',
  'by the reader': 'vom Befunder',
  entered: 'eingegeben',
  'on a {object}': 'an: {object}',
  'on an {object}': 'an: {object}',
  '{size} catheter': 'Katheter {size}',
  '{size} needle': 'Nadel {size}',
  '{size} ruler': 'Lineal {size}',
  '{size} sphere': 'Kugel {size}',
  'at the target’s depth': 'in der Tiefe des Ziels',
  'the file says {mm} mm, {basis}: the same': 'die Datei sagt {mm} mm, {basis}: dasselbe',
  'the file says {mm} mm, {basis}: this scale is {percent} % larger':
    'die Datei sagt {mm} mm, {basis}: dieser Maßstab ist {percent} % größer',
  'the file says {mm} mm, {basis}: this scale is {percent} % smaller':
    'die Datei sagt {mm} mm, {basis}: dieser Maßstab ist {percent} % kleiner',
  'the file says {mm} mm, {basis}: that makes a magnification of {factor}':
    'die Datei sagt {mm} mm, {basis}: das ergibt eine Vergrößerung von {factor}',
  'the file says {mm} mm, {basis}: that makes a magnification of {factor}, which no picture of a patient has':
    'die Datei sagt {mm} mm, {basis}: das ergibt eine Vergrößerung von {factor}, die kein Bild eines Patienten hat',
  'Not in the archive': 'Nicht im Archiv',
  'Saved to archive {when}': 'Im Archiv gespeichert {when}',
  'Saved to archive {when}, but {warning}': 'Im Archiv gespeichert {when}, aber {warning}',
  'Changed since it was saved': 'Seit dem Speichern geändert',
  'Waiting for the archive: {reason}': 'Wartet auf das Archiv: {reason}',
  'Not stored: {reason}': 'Nicht gespeichert: {reason}',
  'Changed since it was stored. An earlier version: {state}':
    'Seit dem Speichern geändert. Eine frühere Fassung: {state}',
  'angles not known': 'Winkel nicht bekannt',
  'SID not known': 'SID nicht bekannt',
  'SOD not known': 'SOD nicht bekannt',
  '{view}: {member} isn’t recorded in this run: enter it.':
    '{view}: {member} ist in dieser Serie nicht aufgezeichnet: bitte eingeben.',
  '{view}: {members} aren’t recorded in this run: enter them.':
    '{view}: {members} sind in dieser Serie nicht aufgezeichnet: bitte eingeben.',
  'the primary angle': 'der Primärwinkel',
  'the secondary angle': 'der Sekundärwinkel',
  'the imager pixel spacing': 'der Pixelabstand am Detektor',
  'where the central ray meets the picture': 'der Auftreffpunkt des Zentralstrahls im Bild',
  'SID isn’t recorded: without it nothing can be measured.':
    'SID ist nicht aufgezeichnet: Ohne ihn kann nichts gemessen werden.',
  'SOD isn’t recorded: without it nothing can be measured.':
    'SOD ist nicht aufgezeichnet: Ohne ihn kann nichts gemessen werden.',
  'The primary angle isn’t recorded: without it nothing can be measured.':
    'Der Primärwinkel ist nicht aufgezeichnet: Ohne ihn kann nichts gemessen werden.',
  'The secondary angle isn’t recorded: without it nothing can be measured.':
    'Der Sekundärwinkel ist nicht aufgezeichnet: Ohne ihn kann nichts gemessen werden.',
  'The imager pixel spacing isn’t recorded: without it nothing can be measured.':
    'Der Pixelabstand am Detektor ist nicht aufgezeichnet: ohne ihn lässt sich nichts messen.',
  'That isn’t taken: distances must be more than 0, and SOD smaller than SID.':
    'Das wird nicht übernommen: Abstände müssen größer als 0 sein und SOD kleiner als SID.',
  'Marks belong to one frame: a new confirmation was begun for frame {n}.':
    'Marken gehören zu einem Einzelbild: Für Einzelbild {n} wurde eine neue Bestätigung begonnen.',
  'One confirmation was closed with its images; Undo brings the marks back.':
    'Eine Bestätigung wurde mit ihren Bildern geschlossen; Rückgängig bringt die Marken zurück.',
  '{n} confirmations were closed with their images; Undo brings the marks back.':
    '{n} Bestätigungen wurden mit ihren Bildern geschlossen; Rückgängig bringt die Marken zurück.',
  'That limit isn’t taken: {problem}.': 'Dieser Grenzwert wird nicht übernommen: {problem}.',
  'must lie within ±{n} mm': 'muss innerhalb ±{n} mm liegen',
  'must lie within ±{n} deg': 'muss innerhalb ±{n} Grad liegen',
  'the first number must be less than the second': 'die erste Zahl muss kleiner als die zweite sein',
  'no zone narrower than ±{n} mm is supported by its source':
    'keine Zone enger als ±{n} mm ist durch die Quelle gestützt',
  coil: 'Coil',
} as const satisfies Readonly<Record<string, string>>;
