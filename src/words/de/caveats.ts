/** What must be known with the numbers: the caveats of assessments, of images and of reports that were read. */
export const germanCaveats = {
  'Nobody has confirmed that the mark is the tip and not the shaft.':
    'Niemand hat bestätigt, dass die Marke die Spitze und nicht der Schaft ist.',
  'It is not known how precisely the tip was marked, so no probability can be given.':
    'Wie genau die Spitze markiert wurde, ist nicht bekannt; daher lässt sich keine Wahrscheinlichkeit angeben.',
  'No tip is marked.': 'Keine Spitze ist markiert.',
  'No target is marked.': 'Kein Ziel ist markiert.',
  'The tip is too near the target surface to decide with the precision of these images.':
    'Die Spitze liegt zu nah an der Zieloberfläche, um mit der Genauigkeit dieser Bilder zu entscheiden.',
  'The image has no scale: distances are in pixels, not in millimetres. Calibrate on an object of known size to have millimetres.':
    'Das Bild hat keinen Maßstab: Abstände sind in Pixeln, nicht in Millimetern. An einem Objekt bekannter Größe kalibrieren, um Millimeter zu erhalten.',
  'The scale holds at the detector; in the patient distances are smaller by an unknown magnification. Calibrate on an object of known size at the target’s depth.':
    'Der Maßstab gilt am Detektor; im Patienten sind Abstände um eine unbekannte Vergrößerung kleiner. An einem Objekt bekannter Größe in der Tiefe des Ziels kalibrieren.',
  'The scale holds at one depth only: nearer the X-ray tube things look larger, nearer the detector smaller. An object of known size at the target’s depth, or a second view, tells.':
    'Der Maßstab gilt nur in einer Tiefe: näher an der Röntgenröhre erscheint alles größer, näher am Detektor kleiner. Ein Objekt bekannter Größe in der Tiefe des Ziels oder eine zweite Ansicht klärt es.',
  'One projection has no depth: it can prove that the tip is outside, never that it is inside.':
    'Eine Projektion hat keine Tiefe: sie kann beweisen, dass die Spitze außerhalb liegt, nie, dass sie innerhalb liegt.',
  'How far the tip lies out of the image plane is not known; enter the beam width to account for it.':
    'Wie weit die Spitze außerhalb der Bildebene liegt, ist nicht bekannt; die Schallbündelbreite eingeben, um es zu berücksichtigen.',
  'The slice thickness limits how precisely the position across the slices is known.':
    'Die Schichtdicke begrenzt, wie genau die Position quer zu den Schichten bekannt ist.',
  'The slices are not evenly spaced.': 'Die Schichten haben keine gleichen Abstände.',
  'Several slices lie at the same position.': 'Mehrere Schichten liegen an derselben Position.',
  'The gantry was tilted: the slices are sheared against each other, and reformatted planes are resampled.':
    'Die Gantry war gekippt: die Schichten sind gegeneinander verschert, und reformatierte Ebenen sind neu abgetastet.',
  'The images name no frame of reference; positions hold within this series alone.':
    'Die Bilder nennen kein Bezugssystem; Positionen gelten nur innerhalb dieser Serie.',
  'An image or look lies in another frame of reference; it is listed but not measured against.':
    'Ein Bild oder eine Kontrolle liegt in einem anderen Bezugssystem; sie wird aufgeführt, aber nicht dagegen gemessen.',
  'The marks lie in ultrasound regions of different scale; no distance between them can be given.':
    'Die Marken liegen in Ultraschallregionen mit verschiedenem Maßstab; ein Abstand zwischen ihnen lässt sich nicht angeben.',
  'No calibrated ultrasound region holds here: the scale is taken from the whole image, or there is none.':
    'Hier gilt keine kalibrierte Ultraschallregion: der Maßstab ist der des ganzen Bildes, oder es gibt keinen.',
  'The pixels are not square; distances are taken after scaling columns and rows apart.':
    'Die Pixel sind nicht quadratisch; Abstände werden nach getrennter Skalierung von Spalten und Zeilen gemessen.',
  'The image does not say how its pixel spacing was calibrated. Check it on an object of known size, or calibrate on one.':
    'Das Bild sagt nicht, wie sein Pixelabstand kalibriert wurde. An einem Objekt bekannter Größe prüfen oder daran kalibrieren.',
  'The image gives two scales that disagree; the first by the documented order is used. Check on an object of known size which is right.':
    'Das Bild gibt zwei widersprüchliche Maßstäbe an; verwendet wird der erste nach der dokumentierten Reihenfolge. An einem Objekt bekannter Größe prüfen, welcher stimmt.',
  'The scale was entered or measured by a user.': 'Der Maßstab wurde von einem Benutzer eingegeben oder gemessen.',
  'The two views are too nearly parallel to give a position.':
    'Die beiden Ansichten sind zu nahezu parallel, um eine Position zu ergeben.',
  'Geometry of a view was entered by a person: that it fits the image is not checked, and nothing is allowed for its errors but what the record says.':
    'Die Geometrie einer Ansicht wurde von einer Person eingegeben: dass sie zum Bild passt, ist nicht geprüft, und ihre Fehler sind nur berücksichtigt, soweit die Bestätigung sie nennt.',
  'The rays of the two views miss each other: the patient or the target moved between them.':
    'Die Strahlen der beiden Ansichten verfehlen einander: Patient oder Ziel hat sich dazwischen bewegt.',
  'The target mesh is not closed, so it has no inside.':
    'Das Netz des Ziels ist nicht geschlossen und hat daher kein Inneres.',
  'Contours of the target cancel each other on one of its planes: what lies in an even number of them is outside.':
    'Konturen des Ziels heben sich auf einer seiner Ebenen gegenseitig auf: was in einer geraden Anzahl von ihnen liegt, ist außerhalb.',
  'A mark lies outside the image.': 'Eine Marke liegt außerhalb des Bildes.',
  'The image was compressed with loss.': 'Das Bild wurde verlustbehaftet komprimiert.',
  'Distances are those of the marked end of the void; the metal tip may lie anywhere in the artefact band.':
    'Abstände gelten für das markierte Ende der Signalauslöschung; die Metallspitze kann irgendwo im Artefaktband liegen.',
  'The places of the artefact band do not all lie on one side of the target surface with enough certainty.':
    'Die Orte des Artefaktbands liegen nicht alle mit genügender Sicherheit auf einer Seite der Zieloberfläche.',
  'In MR the void is not the needle: how far the metal tip lies from its end is not known; enter the artefact band.':
    'In der MRT ist die Signalauslöschung nicht die Nadel: wie weit die Metallspitze von ihrem Ende liegt, ist nicht bekannt; das Artefaktband eingeben.',
  'No look is known to have been taken before the commitment.': 'Vor der Ausführung ist keine Kontrolle bekannt.',
  'A look has no time: it may have been the last one before the commitment.':
    'Eine Kontrolle hat keine Zeit: sie kann die letzte vor der Ausführung gewesen sein.',
  'A working zone of the device is not measured: that needs the tip, a shaft point and a target with an inside, in millimetres of the patient; in one image only lengths of the device can be.':
    'Eine Wirkzone des Instruments ist nicht gemessen: das braucht die Spitze, einen Schaftpunkt und ein Ziel mit Innerem, in Millimetern des Patienten; in einem einzelnen Bild sind nur Längen des Instruments messbar.',
  'A working zone reaches farther back than the shaft is marked: there the device is taken to go straight on.':
    'Eine Wirkzone reicht weiter zurück, als der Schaft markiert ist: dort gilt das Instrument als gerade fortgesetzt.',
  'the pixels were compressed with loss at some time': 'die Pixel wurden irgendwann verlustbehaftet komprimiert',
  'the picture is a mosaic of many slices: distances hold within one tile only':
    'das Bild ist ein Mosaik aus vielen Schichten: Abstände gelten nur innerhalb einer Kachel',
  'the angles or distances change during the run; those given hold for its first frame':
    'Winkel oder Abstände ändern sich während der Serie; die angegebenen gelten für ihr erstes Bild',
  'the angles or distances change during the run; each frame has its own':
    'Winkel oder Abstände ändern sich während der Serie; jedes Bild hat eigene',
  'ImageOrientationPatient is not two perpendicular directions, so the place in the patient is not known':
    'ImageOrientationPatient sind keine zwei senkrechten Richtungen; der Ort im Patienten ist daher nicht bekannt',
  'no FrameOfReferenceUID: positions can be used within this series alone':
    'keine FrameOfReferenceUID: Positionen sind nur innerhalb dieser Serie brauchbar',
  'distances between slices differ; {mm} mm is the usual one':
    'Abstände zwischen Schichten sind verschieden; {mm} mm ist der übliche',
  'the slices are tilted by {degrees}° against their line of positions: a stack, not a rectangular volume':
    'die Schichten sind um {degrees}° gegen ihre Positionslinie gekippt: ein Stapel, kein rechtwinkliges Volumen',
  'neither slice thickness nor distance is known, so neither is the uncertainty across the slice':
    'weder Schichtdicke noch -abstand ist bekannt, also auch nicht die Unsicherheit quer zur Schicht',
  '{n} images lie at {all} position': '{n} Bilder liegen an {all} Position',
  '{n} images lie at {all} positions': '{n} Bilder liegen an {all} Positionen',
  '{images}, taken at {times} times: what lies there can move from one to the next':
    '{images}, aufgenommen zu {times} Zeiten: was dort liegt, kann sich von einer zur nächsten bewegen',
  'a CT localizer is a projection through the patient: the depth of what it shows is not known':
    'ein CT-Localizer ist eine Projektion durch den Patienten: die Tiefe dessen, was er zeigt, ist nicht bekannt',
  'the picture was computed through a volume (projection, rendering or curved plane): the depth of what it shows is not known':
    'das Bild wurde durch ein Volumen berechnet (Projektion, Rendering oder gekrümmte Ebene): die Tiefe dessen, was es zeigt, ist nicht bekannt',
  'PixelAspectRatio disagrees with the spacing; distances are by the spacing':
    'PixelAspectRatio widerspricht dem Pixelabstand; Abstände folgen dem Pixelabstand',
  'PixelSpacing disagrees with the ultrasound region; the region is used':
    'PixelSpacing widerspricht der Ultraschallregion; verwendet wird die Region',
  'the ultrasound image has no calibrated region; PixelSpacing is taken to hold everywhere':
    'das Ultraschallbild hat keine kalibrierte Region; PixelSpacing gilt als überall gültig',
  'how PixelSpacing was calibrated is not recorded': 'wie PixelSpacing kalibriert wurde, ist nicht aufgezeichnet',
  'nothing in the file gives the size of a pixel; distances are in pixels':
    'nichts in der Datei gibt die Größe eines Pixels an; Abstände sind in Pixeln',
  'none of the ultrasound regions is a 2D picture calibrated in cm':
    'keine der Ultraschallregionen ist ein in cm kalibriertes 2D-Bild',
  'pixels are not square: {along} along the rows, {down} down the columns':
    'Pixel sind nicht quadratisch: {along} entlang der Zeilen, {down} entlang der Spalten',
  'the scale was entered or measured by a person': 'der Maßstab wurde von einer Person eingegeben oder gemessen',
  'distances are at the detector, not in the patient: the magnification is not known':
    'Abstände gelten am Detektor, nicht im Patienten: die Vergrößerung ist nicht bekannt',
  'the magnification holds at one depth in the patient; nearer the source things look larger':
    'die Vergrößerung gilt in einer Tiefe im Patienten; näher an der Quelle erscheint alles größer',
  '{what} would give a magnification {problem}; not used': '{what} ergäbe eine Vergrößerung {problem}; nicht verwendet',
  'the recorded magnification disagrees with SID and SOD; the recorded magnification is used':
    'die aufgezeichnete Vergrößerung widerspricht SID und SOD; verwendet wird die aufgezeichnete',
  'the ultrasound region reaches {px} pixels beyond the image: the picture was cropped or resized after it was calibrated, so the scale may be wrong; check it against the ruler in the picture':
    'die Ultraschallregion reicht {px} Pixel über das Bild hinaus: das Bild wurde nach der Kalibrierung beschnitten oder skaliert, der Maßstab kann also falsch sein; am Lineal im Bild prüfen',
  'the ultrasound region would be {size} large, which no scan is: check the scale against the ruler in the picture':
    'die Ultraschallregion wäre {size} groß, was kein Scan ist: den Maßstab am Lineal im Bild prüfen',
  'The report was changed after it was written: where its content says something else than the record that it carries, the content counts.':
    'Der Bericht wurde nach dem Schreiben geändert: wo sein Inhalt etwas anderes sagt als die enthaltene Bestätigung, gilt der Inhalt.',
  'The report carries no record of its own: this one was put together from its content. Positions have single precision, and what no report has a place for is missing.':
    'Der Bericht enthält keine eigene Bestätigung: diese wurde aus seinem Inhalt zusammengestellt. Positionen haben einfache Genauigkeit, und wofür ein Bericht keinen Platz hat, fehlt.',
  'The target is a mesh or a labelmap, which stood in the record that the report no longer carries.':
    'Das Ziel ist ein Netz oder eine Labelmap und stand in der Bestätigung, die der Bericht nicht mehr enthält.',
  'The pixels contradict the mark: by them the device doesn’t end there.':
    'Die Pixel widersprechen der Marke: Nach ihnen endet das Instrument dort nicht.',
} as const satisfies Readonly<Record<string, string>>;
