/** Why something could not be read, shown, exported or stored. */
export const germanRefusals = {
  'confidence must lie between 0.5 and 1': 'die Sicherheit muss zwischen 0.5 und 1 liegen',
  'its images are not of the study that was opened from the archive':
    'seine Bilder gehören nicht zur Untersuchung, die aus dem Archiv geöffnet wurde',
  'a DICOMDIR lists files and holds no image; the files that it lists are read by themselves':
    'eine DICOMDIR listet Dateien auf und enthält kein Bild; die aufgelisteten Dateien werden selbst gelesen',
  '{object}, not an image': '{object}, kein Bild',
  'an object of modality {modality}': 'ein Objekt der Modalität {modality}',
  'a key object selection': 'eine Key Object Selection',
  'a structured report': 'ein strukturierter Bericht',
  'a presentation state': 'ein Presentation State',
  'a segmentation, registration or raw data object': 'eine Segmentierung, eine Registrierung oder Rohdaten',
  'a real world value mapping': 'eine Real World Value Mapping',
  'a surface scan': 'ein Oberflächenscan',
  'a radiotherapy object': 'ein Strahlentherapie-Objekt',
  'a waveform': 'eine Kurve (Waveform)',
  'an encapsulated document': 'ein eingekapseltes Dokument',
  'a radiotherapy or procedure object': 'ein Strahlentherapie- oder Prozedurobjekt',
  'a hanging protocol': 'ein Hanging Protocol',
  'a colour palette': 'eine Farbpalette',
  'an implant template': 'eine Implantatschablone',
  'it has neither rows nor columns of pixels': 'es hat weder Pixelzeilen noch -spalten',
  'Rows and Columns ({rows}, {columns}) describe no image':
    'Rows und Columns ({rows}, {columns}) beschreiben kein Bild',
  'it has no valid SOPInstanceUID, so no record could name it':
    'es hat keine gültige SOPInstanceUID, keine Bestätigung könnte es benennen',
  'NumberOfFrames ({number}) is not a count': 'NumberOfFrames ({number}) ist keine Anzahl',
  '{frames} frames are more than the {most} that are read':
    '{frames} Bilder sind mehr als die {most}, die gelesen werden',
  'BitsAllocated is missing or not 1, 8, 16, 32 or 64': 'BitsAllocated fehlt oder ist nicht 1, 8, 16, 32 oder 64',
  'SamplesPerPixel is {samples}, not 1, 3 or 4': 'SamplesPerPixel ist {samples}, nicht 1, 3 oder 4',
  'SamplesPerPixel is missing': 'SamplesPerPixel fehlt',
  'the size of a pixel must be greater than 0 mm': 'die Größe eines Pixels muss größer als 0 mm sein',
  'the picture was flipped before it was stored: the angles don’t say how it lies':
    'das Bild wurde vor dem Speichern gespiegelt: die Winkel sagen nicht, wie es liegt',
  'the picture was turned by {degrees}° before it was stored: the angles don’t say how it lies':
    'das Bild wurde vor dem Speichern um {degrees}° gedreht: die Winkel sagen nicht, wie es liegt',
  'less than 1, as if the patient were behind the detector': 'kleiner als 1, als läge der Patient hinter dem Detektor',
  'over {limit}, which no X-ray system has': 'über {limit}, was kein Röntgensystem hat',
  'the size of the object must be more than 0 mm': 'die Größe des Objekts muss mehr als 0 mm sein',
  'the object isn’t marked yet': 'das Objekt ist noch nicht markiert',
  'a mark of the object lies outside the picture': 'eine Marke des Objekts liegt außerhalb des Bildes',
  'these points lie on no circle': 'diese Punkte liegen auf keinem Kreis',
  'the two marks are at one place': 'die beiden Marken liegen an einem Ort',
  'too small on the picture: its size is known to less than half; zoom in, or take a larger object':
    'zu klein im Bild: seine Größe ist auf weniger als die Hälfte bekannt; vergrößern oder ein größeres Objekt nehmen',
  'its uncertainty must be more than 0 and at most half of it':
    'die Unsicherheit muss größer als 0 und höchstens die Hälfte davon sein',
  'the picture would be more than 2 m large': 'das Bild wäre mehr als 2 m groß',
  'a regular grid over these slices would have {columns} × {rows} × {slices} voxels, more than are made ready at once':
    'ein regelmäßiges Gitter über diese Schichten hätte {columns} × {rows} × {slices} Voxel, mehr als auf einmal vorbereitet werden',
  'no point lies in an ultrasound region that is calibrated in millimetres':
    'kein Punkt liegt in einer in Millimetern kalibrierten Ultraschallregion',
  'the points lie inside and outside of the calibrated ultrasound region':
    'die Punkte liegen innerhalb und außerhalb der kalibrierten Ultraschallregion',
  'the points lie in ultrasound regions of differing scale':
    'die Punkte liegen in Ultraschallregionen mit verschiedenem Maßstab',
  'its RegionSpatialFormat is {format}, not 2D': 'ihr RegionSpatialFormat ist {format}, nicht 2D',
  'its physical units are {x} and {y}, not cm': 'ihre physikalischen Einheiten sind {x} und {y}, nicht cm',
  'its PhysicalDeltaX or PhysicalDeltaY is 0 or missing': 'ihr PhysicalDeltaX oder PhysicalDeltaY ist 0 oder fehlt',
  'no pixel of the image lies in it': 'kein Pixel des Bildes liegt darin',
  'not every image says where it lies in the patient': 'nicht jedes Bild sagt, wo im Patienten es liegt',
  'the images are not parallel to each other': 'die Bilder sind nicht parallel zueinander',
  'the images have pixels of differing size': 'die Bilder haben verschieden große Pixel',
  'there is {n} slice, and {least} or more are needed': 'es gibt {n} Schicht, und {least} oder mehr werden gebraucht',
  'there are {n} slices, and {least} or more are needed':
    'es gibt {n} Schichten, und {least} oder mehr werden gebraucht',
  'an image lies where another one lies, and nothing says which of them belong together':
    'ein Bild liegt, wo schon ein anderes liegt, und nichts sagt, welche zusammengehören',
  '{n} images lie where another one lies, and nothing says which of them belong together':
    '{n} Bilder liegen, wo ein anderes liegt, und nichts sagt, welche zusammengehören',
  'the slices don’t form a regular grid, and colours are not resampled':
    'die Schichten bilden kein regelmäßiges Gitter, und Farben werden nicht umgerechnet',
  'gantry tilted by {degrees}°': 'Gantry um {degrees}° gekippt',
  'slices shifted sideways by up to {mm} mm': 'Schichten bis zu {mm} mm seitlich versetzt',
  'slices {least} to {most} mm apart': 'Schichtabstände {least} bis {most} mm',
  'a gap of {mm} mm left empty': 'eine Lücke von {mm} mm bleibt leer',
  '{n} gaps of up to {mm} mm left empty': '{n} Lücken von bis zu {mm} mm leer gelassen',
  'the data set is cut off: {problem}': 'der Datensatz ist abgeschnitten: {problem}',
  'unbalanced delimiters': 'unausgeglichene Begrenzer',
  'a value of undefined length has no end': 'ein Wert unbestimmter Länge hat kein Ende',
  'an item reaches beyond the end': 'ein Item reicht über das Ende hinaus',
  'sequences are nested too deep': 'Sequenzen sind zu tief verschachtelt',
  'the last element is cut off': 'das letzte Element ist abgeschnitten',
  'an element reaches beyond the end': 'ein Element reicht über das Ende hinaus',
  'it holds no pixel data': 'es enthält keine Pixeldaten',
  'the data set ends before the pixel data: {problem}': 'der Datensatz endet vor den Pixeldaten: {problem}',
  '{syntax} video is not decoded': 'Video als {syntax} wird nicht dekodiert',
  '{syntax} and the way in which the pixel data are written contradict each other':
    '{syntax} und die Art, wie die Pixeldaten geschrieben sind, widersprechen sich',
  'the transfer syntax': 'die Transfersyntax',
  'its compressed pixel data reach beyond what was read':
    'seine komprimierten Pixeldaten reichen über das Gelesene hinaus',
  'the pixel data are short: {available} bytes where {columns} × {rows} × {frames} pixels take {needed}':
    'die Pixeldaten sind zu kurz: {available} Bytes, wo {columns} × {rows} × {frames} Pixel {needed} brauchen',
  'it does not say what kind of object it is': 'es sagt nicht, welche Art von Objekt es ist',
  'the compressed pixel data are missing': 'die komprimierten Pixeldaten fehlen',
  '{frames} frames are announced, but the compressed pixel data end before the last one does':
    '{frames} Bilder sind angekündigt, aber die komprimierten Pixeldaten enden vor dem letzten',
  'its frames are cut into fragments without saying where each frame starts':
    'seine Bilder sind in Fragmente zerlegt, ohne zu sagen, wo jedes beginnt',
  'the compressed pixel data end before the last frame does': 'die komprimierten Pixeldaten enden vor dem letzten Bild',
  'the file is empty': 'die Datei ist leer',
  'the file ends after its preamble': 'die Datei endet nach ihrer Präambel',
  'it is too short to be a DICOM file': 'sie ist zu kurz für eine DICOM-Datei',
  'it has neither the DICOM prefix nor a DICOM data set': 'sie hat weder das DICOM-Präfix noch einen DICOM-Datensatz',
  'the file meta information is damaged: {problem}': 'die Datei-Metainformation ist beschädigt: {problem}',
  'its transfer syntax ({uid}) is not one that is read': 'seine Transfersyntax ({uid}) wird nicht gelesen',
  'the deflated data set grows beyond any honest image':
    'der komprimierte Datensatz wächst über jedes echte Bild hinaus',
  'the deflated data set is cut off': 'der komprimierte Datensatz ist abgeschnitten',
  'the deflated data set is damaged': 'der komprimierte Datensatz ist beschädigt',
  'it has no DICOM prefix, and what it holds names no DICOM storage class':
    'sie hat kein DICOM-Präfix, und ihr Inhalt nennt keine DICOM-Speicherklasse',
  'the zip archive is damaged': 'das Zip-Archiv ist beschädigt',
  'the archive holds more than {most} files; the rest is left out':
    'das Archiv enthält mehr als {most} Dateien; der Rest wird weggelassen',
  'the archive unpacks to more than any set of images': 'das Archiv entpackt sich zu mehr als jedem Bildsatz',
  'it is encrypted': 'sie ist verschlüsselt',
  'it is compressed in a way that is not read': 'sie ist auf eine nicht lesbare Art komprimiert',
  'it is larger than 2 GiB': 'sie ist größer als 2 GiB',
  'it could not be read': 'sie konnte nicht gelesen werden',
  'it is not of the size that the archive says': 'sie hat nicht die Größe, die das Archiv angibt',
  'the archive is damaged where it should be': 'das Archiv ist an ihrer Stelle beschädigt',
  'an image with this SOPInstanceUID is open already': 'ein Bild mit dieser SOPInstanceUID ist schon geöffnet',
  'it is a document': 'es ist ein Dokument',
  '{what}: the server can’t be reached': '{what}: der Server ist nicht erreichbar',
  '{what}: the server asks for permission ({status})': '{what}: der Server verlangt eine Berechtigung ({status})',
  '{what}: the server doesn’t have it ({status})': '{what}: der Server hat es nicht ({status})',
  '{what}: the server failed ({status})': '{what}: der Server versagte ({status})',
  '{what}: the server’s answer holds no bytes': '{what}: die Antwort des Servers enthält keine Bytes',
  '{what}: the server’s answer is not DICOM JSON': '{what}: die Antwort des Servers ist kein DICOM JSON',
  '{what}: cancelled': '{what}: abgebrochen',
  'study: the server has no such study': 'Studie: der Server hat keine solche Studie',
  'metadata of a series: the server’s answer names no images':
    'Metadaten einer Serie: die Antwort des Servers nennt keine Bilder',
  'series of the study': 'Serien der Studie',
  'metadata of a series': 'Metadaten einer Serie',
  'metadata of an object': 'Metadaten eines Objekts',
  frame: 'Bild',
  instance: 'Instanz',
  store: 'Speichern',
  'it is a picture of the screen, which does not show the tip of this confirmation. Close the report, press “Jump” beside the tip, and save again':
    'sie ist ein Bild des Bildschirms, der die Spitze dieser Bestätigung nicht zeigt. Den Bericht schließen, neben der Spitze „Zeigen“ drücken und erneut sichern',
  'without its identifying attributes {problem}': 'ohne seine identifizierenden Attribute: {problem}',
  'its transfer syntax and its pixel data contradict each other':
    'seine Transfersyntax und seine Pixeldaten widersprechen sich',
  'its compressed pixel data are damaged': 'seine komprimierten Pixeldaten sind beschädigt',
  'the pixel data are short': 'die Pixeldaten sind zu kurz',
  'its pixel data can’t be written': 'seine Pixeldaten können nicht geschrieben werden',
  'the export was stopped': 'der Export wurde angehalten',
  'the images take more than 2 GiB': 'die Bilder brauchen mehr als 2 GiB',
  'the archive takes more than 2 GiB': 'das Archiv braucht mehr als 2 GiB',
  'image {n} can’t be exported: {problem}': 'Bild {n} kann nicht exportiert werden: {problem}',
  '{n} of the findings have not been acknowledged': '{n} der Befunde wurden nicht bestätigt',
  'a confirmation can’t be exported: {problem}': 'eine Bestätigung kann nicht exportiert werden: {problem}',
  'the report of a confirmation can’t be written: {problem}':
    'der Bericht einer Bestätigung kann nicht geschrieben werden: {problem}',
  'the images could not be read': 'die Bilder konnten nicht gelesen werden',
  'the image says that it has burned-in annotation': 'das Bild sagt, dass es eingebrannte Beschriftung hat',
  'a scanned or digitised picture may have writing in it':
    'ein gescanntes oder digitalisiertes Bild kann Schrift enthalten',
  'a screen capture may have writing in it': 'ein Bildschirmfoto kann Schrift enthalten',
  'the image doesn’t say whether it has burned-in annotation':
    'das Bild sagt nicht, ob es eingebrannte Beschriftung hat',
  'a colour picture of a scanner may have writing in it': 'ein Farbbild eines Scanners kann Schrift enthalten',
  'the image says that a person could be recognised in it':
    'das Bild sagt, dass eine Person darin erkannt werden könnte',
  'a photograph may show somebody’s face': 'ein Foto kann ein Gesicht zeigen',
  'a face can be reconstructed from slices of the head':
    'aus Schichten des Kopfes lässt sich ein Gesicht rekonstruieren',
  'overlay graphics are kept, which may be writing': 'Overlay-Grafik wird behalten, die Schrift sein kann',
  'graphics are stored in unused bits of the pixels': 'in ungenutzten Bits der Pixel ist Grafik gespeichert',
  'the compressed pixels carry a comment of their own': 'die komprimierten Pixel enthalten einen eigenen Kommentar',
  'an image that the record names is not among the images':
    'ein Bild, das die Bestätigung nennt, ist nicht unter den Bildern',
  'the record names frame {n} of an image of {all}': 'die Bestätigung nennt Bild {n} von {all}',
  'none of the images is of the frame of reference of the record':
    'keines der Bilder ist im Bezugssystem der Bestätigung',
  'the patient’s name in the images can’t be read in the character set that they give':
    'der Patientenname in den Bildern ist im angegebenen Zeichensatz nicht lesbar',
  'the image has no valid StudyInstanceUID': 'das Bild hat keine gültige StudyInstanceUID',
  'the images that the record names are of several studies':
    'die Bilder, die die Bestätigung nennt, sind aus mehreren Studien',
  'an image that the record names has no valid SeriesInstanceUID':
    'ein Bild, das die Bestätigung nennt, hat keine gültige SeriesInstanceUID',
  'the images are of another frame of reference than the record':
    'die Bilder sind in einem anderen Bezugssystem als die Bestätigung',
  'No picture: {problem}.': 'Kein Bild: {problem}.',
  'pixels compressed as {syntax} are not decoded here': 'als {syntax} komprimierte Pixel werden hier nicht dekodiert',
  'the compressed picture has another size than the image says':
    'das komprimierte Bild hat eine andere Größe, als das Bild angibt',
  'the pixels of the image are damaged': 'die Pixel des Bildes sind beschädigt',
  'the compressed pixels are damaged': 'die komprimierten Pixel sind beschädigt',
  'the image that the marks are on is not there': 'das Bild mit den Marken ist nicht vorhanden',
  'neither tip nor target is marked': 'weder Spitze noch Ziel ist markiert',
  'none of the images shows the place of the tip': 'keines der Bilder zeigt den Ort der Spitze',
  'none of the images shows the tip or the target': 'keines der Bilder zeigt Spitze oder Ziel',
  'the picture has no size that an image can have': 'das Bild hat keine mögliche Bildgröße',
  'the picture has not three bytes for each of its pixels': 'das Bild hat nicht drei Bytes je Pixel',
  'only a target in the patient can be written as a segmentation':
    'nur ein Ziel im Patienten kann als Segmentierung geschrieben werden',
  'the target has no inside that could be told, so it has no voxels':
    'das Ziel hat kein bestimmbares Inneres und daher keine Voxel',
  'the images do not say where they lie in the patient': 'die Bilder sagen nicht, wo sie im Patienten liegen',
  'the images are not of one grid': 'die Bilder gehören nicht zu einem Gitter',
  'no pixel of the images has its centre in the target: it is smaller than they show':
    'kein Pixel der Bilder hat seine Mitte im Ziel: es ist kleiner, als sie zeigen können',
  'the images do not say how thick they are': 'die Bilder sagen nicht, wie dick sie sind',
  'the target has no voxels': 'das Ziel hat keine Voxel',
  'it is a key object selection: the report names the same images, in a file of its own':
    'es ist eine Key Object Selection: der Bericht nennt dieselben Bilder in einer eigenen Datei',
  'it is no structured report': 'es ist kein strukturierter Bericht',
  'it is a report that TipCheck did not write': 'es ist ein Bericht, den TipCheck nicht geschrieben hat',
  'what the report says is no confirmation: {problem}': 'was der Bericht sagt, ist keine Bestätigung: {problem}',
  'it is {what}, not a closed outline': 'es ist {what}, kein geschlossener Umriss',
  'it is {what}, not an outline': 'es ist {what}, kein Umriss',
  'drawn in a way that is not read': 'auf nicht lesbare Art gezeichnet',
  'several points': 'mehrere Punkte',
  'an open line': 'eine offene Linie',
  'an open line in a plane': 'eine offene Linie in einer Ebene',
  'an open line through space': 'eine offene Linie im Raum',
  'its points are not as many as its kind of graphic has': 'seine Punkte sind nicht so viele, wie diese Grafikart hat',
  'it encloses no area': 'es umschließt keine Fläche',
  'the axes of its ellipse do not cross in their middle': 'die Achsen seiner Ellipse kreuzen sich nicht in ihrer Mitte',
  'the axes of its ellipsoid do not cross in their middle':
    'die Achsen seines Ellipsoids kreuzen sich nicht in ihrer Mitte',
  'nothing is drawn of it': 'davon ist nichts gezeichnet',
  'it is drawn partly as outlines and partly as points or lines':
    'es ist teils als Umrisse, teils als Punkte oder Linien gezeichnet',
  'contour {n} does not hold the points that it says': 'Kontur {n} enthält nicht die angegebenen Punkte',
  'it is several points, not one': 'es sind mehrere Punkte, nicht einer',
  'its region is in another object: open the segmentation or structure set':
    'seine Region ist in einem anderen Objekt: die Segmentierung oder das Structure Set öffnen',
  'it has no region, only values': 'es hat keine Region, nur Werte',
  'its region is written in a way that is not read': 'seine Region ist auf nicht lesbare Art geschrieben',
  'its outlines are in different frames of reference': 'seine Umrisse sind in verschiedenen Bezugssystemen',
  'it does not say on which single image or frame it is drawn':
    'es sagt nicht, auf welchem einzelnen Bild es gezeichnet ist',
  'its voxels are written in a way that is not read': 'seine Voxel sind auf nicht lesbare Art geschrieben',
  'it says that it is binary, but its voxels are not of one bit':
    'es nennt sich binär, aber seine Voxel haben nicht ein Bit',
  'its voxels are compressed or missing': 'seine Voxel sind komprimiert oder fehlen',
  'its rows, columns and frames describe no image': 'seine Zeilen, Spalten und Bilder beschreiben kein Bild',
  'it has more voxels than are read': 'es hat mehr Voxel, als gelesen werden',
  'it does not describe as many frames as it has': 'es beschreibt nicht so viele Bilder, wie es hat',
  'it does not say where all of its frames lie in the patient':
    'es sagt nicht, wo alle seine Bilder im Patienten liegen',
  'no frame belongs to it': 'kein Bild gehört dazu',
  'its frames have different orientations or spacings': 'seine Bilder haben verschiedene Ausrichtungen oder Abstände',
  'its frames do not lie on one grid of even distances, one straight above the other':
    'seine Bilder liegen nicht auf einem gleichmäßigen Gitter, eines genau über dem anderen',
  'its frames do not lie at even distances from each other': 'seine Bilder haben keine gleichen Abstände',
  'several of its frames lie at the same place': 'mehrere seiner Bilder liegen am selben Ort',
  'it is in another frame of reference than the images that are open':
    'es ist in einem anderen Bezugssystem als die geöffneten Bilder',
  'the image that it is drawn on is not open': 'das Bild, auf dem es gezeichnet ist, ist nicht geöffnet',
  'it does not say on which frame of its image it is drawn': 'es sagt nicht, auf welchem Einzelbild es gezeichnet ist',
  'it is drawn on no image': 'es ist auf keinem Bild gezeichnet',
  'it is drawn on several images that do not say where they lie in the patient':
    'es ist auf mehreren Bildern gezeichnet, die nicht sagen, wo sie im Patienten liegen',
  'it is drawn on images of different frames of reference': 'es ist auf Bildern verschiedener Bezugssysteme gezeichnet',
  'objects of its kind hold no targets': 'Objekte dieser Art enthalten keine Ziele',
  'it holds no segment, region or measurement that could be a target':
    'es enthält kein Segment, keine Region und keine Messung, die ein Ziel sein könnte',
  'the object reaches over the edge of an ultrasound region': 'das Objekt reicht über den Rand einer Ultraschallregion',
  'the object lies in a strip over time, which has no scale across':
    'das Objekt liegt in einem Zeitstreifen, der quer keinen Maßstab hat',
  'enter the size of a pixel': 'die Größe eines Pixels eingeben',
  'enter the size of the object': 'die Größe des Objekts eingeben',
  'the file has regions, and none of them is a 2D picture with a scale: draw an object of known size in the region that it is to hold in':
    'die Datei hat Regionen, und keine davon ist ein 2D-Bild mit Maßstab: Ein Objekt bekannter Größe in der Region zeichnen, für die er gelten soll',
  'Mark tip and shaft first.': 'Zuerst Spitze und Schaft markieren.',
  'These marks have no place in the patient.': 'Diese Marken haben keine Lage im Patienten.',
  'Mark tip first.': 'Zuerst die Spitze markieren.',
  'Mark shaft first: one point does not tell the direction of the device.':
    'Zuerst den Schaft markieren: Ein Punkt allein zeigt nicht, wie das Instrument liegt.',
  'the marks lie inside and outside of the region that was calibrated':
    'die Marken liegen innerhalb und außerhalb der kalibrierten Region',
  'the report itself is waiting for the archive': 'der Bericht selbst wartet auf das Archiv',
  'an earlier report goes first': 'ein früherer Bericht geht vor',
  'it cannot be reached': 'es ist nicht erreichbar',
  'it asks for permission; sign in again': 'es verlangt eine Berechtigung; neu anmelden',
  'it does not offer storing at this address': 'es bietet unter dieser Adresse kein Speichern an',
  'it failed': 'es hat versagt',
  'its answer was not understood': 'seine Antwort war nicht verständlich',
  'what authorises requests failed': 'die Autorisierung der Anfragen ist gescheitert',
  'it was cancelled': 'es wurde abgebrochen',
  'it does not take objects of this size or kind': 'es nimmt keine Objekte dieser Größe oder Art an',
  '{n} of {all} objects are stored': '{n} von {all} Objekten sind gespeichert',
  'the archive took it and does not show it yet': 'das Archiv hat es angenommen und zeigt es noch nicht',
  'the archive refused it without a reason': 'das Archiv lehnte es ohne Grund ab',
  'the archive refused it ({code})': 'das Archiv lehnte es ab ({code})',
  'the archive is out of resources ({code})': 'dem Archiv fehlen Ressourcen ({code})',
  'the object does not fit its SOP class ({code})': 'das Objekt passt nicht zu seiner SOP-Klasse ({code})',
  'the archive cannot understand the object ({code})': 'das Archiv versteht das Objekt nicht ({code})',
  'the archive finds an invalid value in the object ({code})':
    'das Archiv findet einen ungültigen Wert im Objekt ({code})',
  'the archive could not process the object ({code})': 'das Archiv konnte das Objekt nicht verarbeiten ({code})',
  'the archive takes the identifier of the object for invalid ({code})':
    'das Archiv hält die Kennung des Objekts für ungültig ({code})',
  'the archive misses an attribute in the object ({code})': 'dem Archiv fehlt ein Attribut im Objekt ({code})',
  'the archive does not take objects of this kind ({code})': 'das Archiv nimmt Objekte dieser Art nicht an ({code})',
  'the archive does not permit storing ({code})': 'das Archiv erlaubt kein Speichern ({code})',
  'the archive does not take this transfer syntax ({code})': 'das Archiv nimmt diese Transfersyntax nicht an ({code})',
  'the archive changed values in it': 'das Archiv hat Werte darin geändert',
  'the archive left values of it out': 'das Archiv hat Werte davon weggelassen',
  'the archive finds that it does not fit its SOP class': 'das Archiv findet, dass es nicht zu seiner SOP-Klasse passt',
  'the disk, or the space that this page may use, is full':
    'der Datenträger oder der Platz, den diese Seite nutzen darf, ist voll',
  'this browser has no database for this page': 'dieser Browser hat für diese Seite keine Datenbank',
  'this browser does not let the page store anything': 'dieser Browser lässt die Seite nichts speichern',
  'a later version of this program uses its database': 'eine neuere Version dieses Programms nutzt seine Datenbank',
  'its database could not be used': 'seine Datenbank war nicht nutzbar',
  'the images of archives that are open take more than the {megabytes} MB of memory that they may; unpack the archive and open its folder':
    'die Bilder geöffneter Archive brauchen mehr als die zulässigen {megabytes} MB Speicher; das Archiv entpacken und seinen Ordner öffnen',
  'it does not say which frame of reference its positions are in':
    'es sagt nicht, in welchem Bezugssystem seine Positionen sind',
  'it could not be read: {reason}': 'sie konnte nicht gelesen werden: {reason}',
} as const satisfies Readonly<Record<string, string>>;
