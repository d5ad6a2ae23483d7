import type { germanRefusals } from '../de/refusals.ts';

/** Why something could not be read, shown, exported or stored. */
export const frenchRefusals: Readonly<Record<keyof typeof germanRefusals, string>> = {
  'confidence must lie between 0.5 and 1': 'la confiance doit être comprise entre 0.5 et 1',
  'its images are not of the study that was opened from the archive':
    'ses images ne sont pas de l’examen ouvert depuis l’archive',
  'a DICOMDIR lists files and holds no image; the files that it lists are read by themselves':
    'un DICOMDIR liste des fichiers et ne contient pas d’image ; les fichiers listés sont lus eux-mêmes',
  '{object}, not an image': '{object}, pas une image',
  'an object of modality {modality}': 'un objet de modalité {modality}',
  'a key object selection': 'une sélection d’objets clés',
  'a structured report': 'un rapport structuré',
  'a presentation state': 'un état de présentation',
  'a segmentation, registration or raw data object': 'une segmentation, un recalage ou des données brutes',
  'a real world value mapping': 'une correspondance de valeurs réelles',
  'a surface scan': 'un scan de surface',
  'a radiotherapy object': 'un objet de radiothérapie',
  'a waveform': 'un tracé',
  'an encapsulated document': 'un document encapsulé',
  'a radiotherapy or procedure object': 'un objet de radiothérapie ou de procédure',
  'a hanging protocol': 'un protocole d’affichage',
  'a colour palette': 'une palette de couleurs',
  'an implant template': 'un gabarit d’implant',
  'it has neither rows nor columns of pixels': 'il n’a ni lignes ni colonnes de pixels',
  'Rows and Columns ({rows}, {columns}) describe no image':
    'Rows et Columns ({rows}, {columns}) ne décrivent aucune image',
  'it has no valid SOPInstanceUID, so no record could name it':
    'il n’a pas de SOPInstanceUID valide, aucun enregistrement ne pourrait le nommer',
  'NumberOfFrames ({number}) is not a count': 'NumberOfFrames ({number}) n’est pas un nombre d’images',
  '{frames} frames are more than the {most} that are read': '{frames} images dépassent les {most} qui sont lues',
  'BitsAllocated is missing or not 1, 8, 16, 32 or 64': 'BitsAllocated manque ou n’est pas 1, 8, 16, 32 ou 64',
  'SamplesPerPixel is {samples}, not 1, 3 or 4': 'SamplesPerPixel est {samples}, pas 1, 3 ou 4',
  'SamplesPerPixel is missing': 'SamplesPerPixel manque',
  'the size of a pixel must be greater than 0 mm': 'la taille d’un pixel doit être supérieure à 0 mm',
  'the picture was flipped before it was stored: the angles don’t say how it lies':
    'l’image a été retournée avant d’être stockée : les angles ne disent pas comment elle est orientée',
  'the picture was turned by {degrees}° before it was stored: the angles don’t say how it lies':
    'l’image a été tournée de {degrees}° avant d’être stockée : les angles ne disent pas comment elle est orientée',
  'less than 1, as if the patient were behind the detector':
    'inférieur à 1, comme si le patient était derrière le détecteur',
  'over {limit}, which no X-ray system has': 'supérieur à {limit}, ce qu’aucun système à rayons X n’a',
  'the size of the object must be more than 0 mm': 'la taille de l’objet doit être supérieure à 0 mm',
  'the object isn’t marked yet': 'l’objet n’est pas encore marqué',
  'a mark of the object lies outside the picture': 'une marque de l’objet est hors de l’image',
  'these points lie on no circle': 'ces points ne sont sur aucun cercle',
  'the two marks are at one place': 'les deux marques sont au même endroit',
  'too small on the picture: its size is known to less than half; zoom in, or take a larger object':
    'trop petit sur l’image : sa taille est connue à moins de la moitié près ; agrandir, ou prendre un objet plus grand',
  'its uncertainty must be more than 0 and at most half of it':
    'son incertitude doit être supérieure à 0 et d’au plus la moitié',
  'the picture would be more than 2 m large': 'l’image ferait plus de 2 m',
  'a regular grid over these slices would have {columns} × {rows} × {slices} voxels, more than are made ready at once':
    'une grille régulière sur ces coupes aurait {columns} × {rows} × {slices} voxels, plus que ce qui est préparé en une fois',
  'no point lies in an ultrasound region that is calibrated in millimetres':
    'aucun point n’est dans une région échographique étalonnée en millimètres',
  'the points lie inside and outside of the calibrated ultrasound region':
    'les points sont à l’intérieur et à l’extérieur de la région échographique étalonnée',
  'the points lie in ultrasound regions of differing scale':
    'les points sont dans des régions échographiques d’échelles différentes',
  'its RegionSpatialFormat is {format}, not 2D': 'son RegionSpatialFormat est {format}, pas 2D',
  'its physical units are {x} and {y}, not cm': 'ses unités physiques sont {x} et {y}, pas cm',
  'its PhysicalDeltaX or PhysicalDeltaY is 0 or missing': 'son PhysicalDeltaX ou PhysicalDeltaY vaut 0 ou manque',
  'no pixel of the image lies in it': 'aucun pixel de l’image n’y est',
  'not every image says where it lies in the patient':
    'toutes les images n’indiquent pas leur position dans le patient',
  'the images are not parallel to each other': 'les images ne sont pas parallèles entre elles',
  'the images have pixels of differing size': 'les images ont des pixels de tailles différentes',
  'there is {n} slice, and {least} or more are needed': 'il y a {n} coupe, et il en faut {least} ou plus',
  'there are {n} slices, and {least} or more are needed': 'il y a {n} coupes, et il en faut {least} ou plus',
  'an image lies where another one lies, and nothing says which of them belong together':
    'une image est au même endroit qu’une autre, et rien ne dit lesquelles vont ensemble',
  '{n} images lie where another one lies, and nothing says which of them belong together':
    '{n} images se trouvent là où en est une autre, et rien ne dit lesquelles vont ensemble',
  'the slices don’t form a regular grid, and colours are not resampled':
    'les coupes ne forment pas une grille régulière, et les couleurs ne sont pas rééchantillonnées',
  'gantry tilted by {degrees}°': 'statif incliné de {degrees}°',
  'slices shifted sideways by up to {mm} mm': 'coupes décalées latéralement jusqu’à {mm} mm',
  'slices {least} to {most} mm apart': 'coupes espacées de {least} à {most} mm',
  'a gap of {mm} mm left empty': 'un intervalle de {mm} mm laissé vide',
  '{n} gaps of up to {mm} mm left empty': '{n} trous allant jusqu’à {mm} mm laissés vides',
  'the data set is cut off: {problem}': 'le jeu de données est tronqué : {problem}',
  'unbalanced delimiters': 'délimiteurs non appariés',
  'a value of undefined length has no end': 'une valeur de longueur indéfinie n’a pas de fin',
  'an item reaches beyond the end': 'un item dépasse la fin',
  'sequences are nested too deep': 'des séquences sont imbriquées trop profondément',
  'the last element is cut off': 'le dernier élément est tronqué',
  'an element reaches beyond the end': 'un élément dépasse la fin',
  'it holds no pixel data': 'il ne contient pas de données de pixels',
  'the data set ends before the pixel data: {problem}':
    'le jeu de données finit avant les données de pixels : {problem}',
  '{syntax} video is not decoded': 'la vidéo {syntax} n’est pas décodée',
  '{syntax} and the way in which the pixel data are written contradict each other':
    '{syntax} et la façon dont les données de pixels sont écrites se contredisent',
  'the transfer syntax': 'la syntaxe de transfert',
  'its compressed pixel data reach beyond what was read': 'ses données de pixels compressées dépassent ce qui a été lu',
  'the pixel data are short: {available} bytes where {columns} × {rows} × {frames} pixels take {needed}':
    'les données de pixels sont trop courtes : {available} octets là où {columns} × {rows} × {frames} pixels en prennent {needed}',
  'it does not say what kind of object it is': 'il ne dit pas quel type d’objet il est',
  'the compressed pixel data are missing': 'les données de pixels compressées manquent',
  '{frames} frames are announced, but the compressed pixel data end before the last one does':
    '{frames} images sont annoncées, mais les données de pixels compressées finissent avant la dernière',
  'its frames are cut into fragments without saying where each frame starts':
    'ses images sont découpées en fragments sans dire où chacune commence',
  'the compressed pixel data end before the last frame does':
    'les données de pixels compressées finissent avant la dernière image',
  'the file is empty': 'le fichier est vide',
  'the file ends after its preamble': 'le fichier finit après son préambule',
  'it is too short to be a DICOM file': 'il est trop court pour être un fichier DICOM',
  'it has neither the DICOM prefix nor a DICOM data set': 'il n’a ni le préfixe DICOM ni un jeu de données DICOM',
  'the file meta information is damaged: {problem}': 'les méta-informations du fichier sont endommagées : {problem}',
  'its transfer syntax ({uid}) is not one that is read': 'sa syntaxe de transfert ({uid}) n’est pas lue',
  'the deflated data set grows beyond any honest image': 'le jeu de données décompressé dépasse toute image réelle',
  'the deflated data set is cut off': 'le jeu de données compressé est tronqué',
  'the deflated data set is damaged': 'le jeu de données compressé est endommagé',
  'it has no DICOM prefix, and what it holds names no DICOM storage class':
    'il n’a pas de préfixe DICOM, et son contenu ne nomme aucune classe de stockage DICOM',
  'the zip archive is damaged': 'l’archive zip est endommagée',
  'the archive holds more than {most} files; the rest is left out':
    'l’archive contient plus de {most} fichiers ; le reste est omis',
  'the archive unpacks to more than any set of images': 'l’archive se décompresse en plus que tout jeu d’images',
  'it is encrypted': 'il est chiffré',
  'it is compressed in a way that is not read': 'il est compressé d’une façon qui n’est pas lue',
  'it is larger than 2 GiB': 'il dépasse 2 Gio',
  'it could not be read': 'il n’a pas pu être lu',
  'it is not of the size that the archive says': 'il n’a pas la taille indiquée par l’archive',
  'the archive is damaged where it should be': 'l’archive est endommagée à son emplacement',
  'an image with this SOPInstanceUID is open already': 'une image avec cette SOPInstanceUID est déjà ouverte',
  'it is a document': 'c’est un document',
  '{what}: the server can’t be reached': '{what} : le serveur est injoignable',
  '{what}: the server asks for permission ({status})': '{what} : le serveur demande une autorisation ({status})',
  '{what}: the server doesn’t have it ({status})': '{what} : le serveur ne l’a pas ({status})',
  '{what}: the server failed ({status})': '{what} : le serveur a échoué ({status})',
  '{what}: the server’s answer holds no bytes': '{what} : la réponse du serveur ne contient pas d’octets',
  '{what}: the server’s answer is not DICOM JSON': '{what} : la réponse du serveur n’est pas du DICOM JSON',
  '{what}: cancelled': '{what} : annulé',
  'study: the server has no such study': 'examen : le serveur n’a pas cet examen',
  'metadata of a series: the server’s answer names no images':
    'métadonnées d’une série : la réponse du serveur ne nomme aucune image',
  'series of the study': 'séries de l’examen',
  'metadata of a series': 'métadonnées d’une série',
  'metadata of an object': 'métadonnées d’un objet',
  frame: 'image',
  instance: 'instance',
  store: 'stockage',
  'it is a picture of the screen, which does not show the tip of this confirmation. Close the report, press “Jump” beside the tip, and save again':
    'c’est une image de l’écran, qui ne montre pas la pointe de cette confirmation. Fermer le rapport, appuyer sur « Voir » à côté de la pointe, et enregistrer à nouveau',
  'without its identifying attributes {problem}': 'sans ses attributs identifiants : {problem}',
  'its transfer syntax and its pixel data contradict each other':
    'sa syntaxe de transfert et ses données de pixels se contredisent',
  'its compressed pixel data are damaged': 'ses données de pixels compressées sont endommagées',
  'the pixel data are short': 'les données de pixels sont trop courtes',
  'its pixel data can’t be written': 'ses données de pixels ne peuvent être écrites',
  'the export was stopped': 'l’export a été arrêté',
  'the images take more than 2 GiB': 'les images prennent plus de 2 Gio',
  'the archive takes more than 2 GiB': 'l’archive prend plus de 2 Gio',
  'image {n} can’t be exported: {problem}': 'l’image {n} ne peut être exportée : {problem}',
  '{n} of the findings have not been acknowledged': '{n} des constats n’ont pas été confirmés',
  'a confirmation can’t be exported: {problem}': 'une confirmation ne peut être exportée : {problem}',
  'the report of a confirmation can’t be written: {problem}':
    'le rapport d’une confirmation ne peut être écrit : {problem}',
  'the images could not be read': 'les images n’ont pas pu être lues',
  'the image says that it has burned-in annotation': 'l’image dit porter des annotations incrustées',
  'a scanned or digitised picture may have writing in it': 'une image numérisée peut porter des inscriptions',
  'a screen capture may have writing in it': 'une capture d’écran peut porter des inscriptions',
  'the image doesn’t say whether it has burned-in annotation':
    'l’image ne dit pas si elle porte des annotations incrustées',
  'a colour picture of a scanner may have writing in it':
    'une image couleur d’un appareil peut porter des inscriptions',
  'the image says that a person could be recognised in it': 'l’image dit qu’une personne pourrait y être reconnue',
  'a photograph may show somebody’s face': 'une photographie peut montrer un visage',
  'a face can be reconstructed from slices of the head':
    'un visage peut être reconstruit à partir de coupes de la tête',
  'overlay graphics are kept, which may be writing':
    'des graphiques superposés sont gardés, qui peuvent être des inscriptions',
  'graphics are stored in unused bits of the pixels': 'des graphiques sont stockés dans des bits inutilisés des pixels',
  'the compressed pixels carry a comment of their own': 'les pixels compressés portent un commentaire',
  'an image that the record names is not among the images':
    'une image que l’enregistrement nomme n’est pas parmi les images',
  'the record names frame {n} of an image of {all}': 'l’enregistrement nomme l’image {n} sur {all}',
  'none of the images is of the frame of reference of the record':
    'aucune des images n’est dans le référentiel de l’enregistrement',
  'the patient’s name in the images can’t be read in the character set that they give':
    'le nom du patient dans les images ne peut être lu dans le jeu de caractères indiqué',
  'the image has no valid StudyInstanceUID': 'l’image n’a pas de StudyInstanceUID valide',
  'the images that the record names are of several studies':
    'les images que l’enregistrement nomme sont de plusieurs examens',
  'an image that the record names has no valid SeriesInstanceUID':
    'une image que l’enregistrement nomme n’a pas de SeriesInstanceUID valide',
  'the images are of another frame of reference than the record':
    'les images sont dans un autre référentiel que l’enregistrement',
  'No picture: {problem}.': 'Pas d’image : {problem}.',
  'pixels compressed as {syntax} are not decoded here': 'les pixels compressés en {syntax} ne sont pas décodés ici',
  'the compressed picture has another size than the image says':
    'l’image compressée a une autre taille que celle indiquée',
  'the pixels of the image are damaged': 'les pixels de l’image sont endommagés',
  'the compressed pixels are damaged': 'les pixels compressés sont endommagés',
  'the image that the marks are on is not there': 'l’image qui porte les marques est absente',
  'neither tip nor target is marked': 'ni pointe ni cible ne sont marquées',
  'none of the images shows the place of the tip': 'aucune image ne montre l’endroit de la pointe',
  'none of the images shows the tip or the target': 'aucune image ne montre la pointe ou la cible',
  'the picture has no size that an image can have': 'l’image n’a pas une taille possible',
  'the picture has not three bytes for each of its pixels': 'l’image n’a pas trois octets par pixel',
  'only a target in the patient can be written as a segmentation':
    'seule une cible dans le patient peut être écrite comme segmentation',
  'the target has no inside that could be told, so it has no voxels':
    'la cible n’a pas d’intérieur déterminable, donc pas de voxels',
  'the images do not say where they lie in the patient': 'les images ne disent pas où elles sont dans le patient',
  'the images are not of one grid': 'les images ne sont pas d’une même grille',
  'no pixel of the images has its centre in the target: it is smaller than they show':
    'aucun pixel des images n’a son centre dans la cible : elle est plus petite que ce qu’elles montrent',
  'the images do not say how thick they are': 'les images ne disent pas leur épaisseur',
  'the target has no voxels': 'la cible n’a pas de voxels',
  'it is a key object selection: the report names the same images, in a file of its own':
    'c’est une sélection d’objets clés : le rapport nomme les mêmes images, dans un fichier à part',
  'it is no structured report': 'ce n’est pas un rapport structuré',
  'it is a report that TipCheck did not write': 'c’est un rapport que TipCheck n’a pas écrit',
  'what the report says is no confirmation: {problem}': 'ce que dit le rapport n’est pas une confirmation : {problem}',
  'it is {what}, not a closed outline': 'c’est {what}, pas un contour fermé',
  'it is {what}, not an outline': 'c’est {what}, pas un contour',
  'drawn in a way that is not read': 'dessiné d’une façon qui n’est pas lue',
  'several points': 'plusieurs points',
  'an open line': 'une ligne ouverte',
  'an open line in a plane': 'une ligne ouverte dans un plan',
  'an open line through space': 'une ligne ouverte dans l’espace',
  'its points are not as many as its kind of graphic has':
    'ses points ne sont pas aussi nombreux que ce type de graphique en a',
  'it encloses no area': 'il n’enferme aucune surface',
  'the axes of its ellipse do not cross in their middle': 'les axes de son ellipse ne se croisent pas en leur milieu',
  'the axes of its ellipsoid do not cross in their middle':
    'les axes de son ellipsoïde ne se croisent pas en leur milieu',
  'nothing is drawn of it': 'rien n’en est dessiné',
  'it is drawn partly as outlines and partly as points or lines':
    'il est dessiné en partie comme contours et en partie comme points ou lignes',
  'contour {n} does not hold the points that it says': 'le contour {n} ne contient pas les points annoncés',
  'it is several points, not one': 'ce sont plusieurs points, pas un',
  'its region is in another object: open the segmentation or structure set':
    'sa région est dans un autre objet : ouvrir la segmentation ou le jeu de structures',
  'it has no region, only values': 'il n’a pas de région, seulement des valeurs',
  'its region is written in a way that is not read': 'sa région est écrite d’une façon qui n’est pas lue',
  'its outlines are in different frames of reference': 'ses contours sont dans des référentiels différents',
  'it does not say on which single image or frame it is drawn': 'il ne dit pas sur quelle image il est dessiné',
  'its voxels are written in a way that is not read': 'ses voxels sont écrits d’une façon qui n’est pas lue',
  'it says that it is binary, but its voxels are not of one bit':
    'il se dit binaire, mais ses voxels ne sont pas d’un bit',
  'its voxels are compressed or missing': 'ses voxels sont compressés ou manquent',
  'its rows, columns and frames describe no image': 'ses lignes, colonnes et images ne décrivent aucune image',
  'it has more voxels than are read': 'il a plus de voxels que ce qui est lu',
  'it does not describe as many frames as it has': 'il ne décrit pas autant d’images qu’il en a',
  'it does not say where all of its frames lie in the patient':
    'il ne dit pas où sont toutes ses images dans le patient',
  'no frame belongs to it': 'aucune image ne lui appartient',
  'its frames have different orientations or spacings': 'ses images ont des orientations ou des espacements différents',
  'its frames do not lie on one grid of even distances, one straight above the other':
    'ses images ne sont pas sur une grille régulière, l’une juste au-dessus de l’autre',
  'its frames do not lie at even distances from each other': 'ses images ne sont pas à distances égales',
  'several of its frames lie at the same place': 'plusieurs de ses images sont au même endroit',
  'it is in another frame of reference than the images that are open':
    'il est dans un autre référentiel que les images ouvertes',
  'the image that it is drawn on is not open': 'l’image sur laquelle il est dessiné n’est pas ouverte',
  'it does not say on which frame of its image it is drawn':
    'il ne dit pas sur quelle image de sa série il est dessiné',
  'it is drawn on no image': 'il n’est dessiné sur aucune image',
  'it is drawn on several images that do not say where they lie in the patient':
    'il est dessiné sur plusieurs images qui ne disent pas où elles sont dans le patient',
  'it is drawn on images of different frames of reference': 'il est dessiné sur des images de référentiels différents',
  'objects of its kind hold no targets': 'les objets de ce type ne contiennent pas de cibles',
  'it holds no segment, region or measurement that could be a target':
    'il ne contient ni segment, ni région, ni mesure pouvant être une cible',
  'the object reaches over the edge of an ultrasound region': 'l’objet dépasse le bord d’une région échographique',
  'the object lies in a strip over time, which has no scale across':
    'l’objet est dans une bande temporelle, qui n’a pas d’échelle en travers',
  'enter the size of a pixel': 'saisir la taille d’un pixel',
  'enter the size of the object': 'saisir la taille de l’objet',
  'the file has regions, and none of them is a 2D picture with a scale: draw an object of known size in the region that it is to hold in':
    'le fichier a des régions, et aucune n’est une image 2D avec échelle : dessiner un objet de taille connue dans la région concernée',
  'Mark tip and shaft first.': 'Marquer d’abord la pointe et le corps.',
  'These marks have no place in the patient.': 'Ces marques n’ont pas de position dans le patient.',
  'Mark tip first.': 'Marquer d’abord la pointe.',
  'Mark shaft first: one point does not tell the direction of the device.':
    'Marquer d’abord le corps : un seul point ne donne pas la direction du dispositif.',
  'the marks lie inside and outside of the region that was calibrated':
    'les marques sont dans et hors de la région étalonnée',
  'the report itself is waiting for the archive': 'le rapport lui-même attend l’archive',
  'an earlier report goes first': 'un rapport antérieur passe d’abord',
  'it cannot be reached': 'elle est injoignable',
  'it asks for permission; sign in again': 'elle demande une autorisation ; se reconnecter',
  'it does not offer storing at this address': 'elle n’offre pas d’enregistrement à cette adresse',
  'it failed': 'elle a échoué',
  'its answer was not understood': 'sa réponse n’a pas été comprise',
  'what authorises requests failed': 'l’autorisation des requêtes a échoué',
  'it was cancelled': 'cela a été annulé',
  'it does not take objects of this size or kind': 'elle n’accepte pas les objets de cette taille ou de ce type',
  '{n} of {all} objects are stored': '{n} objets sur {all} sont archivés',
  'the archive took it and does not show it yet': 'l’archive l’a accepté et ne le montre pas encore',
  'the archive refused it without a reason': 'l’archive l’a refusé sans raison',
  'the archive refused it ({code})': 'l’archive l’a refusé ({code})',
  'the archive is out of resources ({code})': 'l’archive manque de ressources ({code})',
  'the object does not fit its SOP class ({code})': 'l’objet ne correspond pas à sa classe SOP ({code})',
  'the archive cannot understand the object ({code})': 'l’archive ne comprend pas l’objet ({code})',
  'the archive finds an invalid value in the object ({code})':
    'l’archive trouve une valeur invalide dans l’objet ({code})',
  'the archive could not process the object ({code})': 'l’archive n’a pas pu traiter l’objet ({code})',
  'the archive takes the identifier of the object for invalid ({code})':
    'l’archive juge l’identifiant de l’objet invalide ({code})',
  'the archive misses an attribute in the object ({code})': 'il manque à l’archive un attribut dans l’objet ({code})',
  'the archive does not take objects of this kind ({code})': 'l’archive n’accepte pas les objets de ce type ({code})',
  'the archive does not permit storing ({code})': 'l’archive ne permet pas le stockage ({code})',
  'the archive does not take this transfer syntax ({code})':
    'l’archive n’accepte pas cette syntaxe de transfert ({code})',
  'the archive changed values in it': 'l’archive y a changé des valeurs',
  'the archive left values of it out': 'l’archive en a omis des valeurs',
  'the archive finds that it does not fit its SOP class': 'l’archive trouve qu’il ne correspond pas à sa classe SOP',
  'the disk, or the space that this page may use, is full':
    'le disque, ou l’espace que cette page peut utiliser, est plein',
  'this browser has no database for this page': 'ce navigateur n’a pas de base de données pour cette page',
  'this browser does not let the page store anything': 'ce navigateur ne laisse rien enregistrer à la page',
  'a later version of this program uses its database':
    'une version plus récente de ce programme utilise sa base de données',
  'its database could not be used': 'sa base de données n’a pas pu être utilisée',
  'the images of archives that are open take more than the {megabytes} MB of memory that they may; unpack the archive and open its folder':
    'les images des archives ouvertes prennent plus que les {megabytes} Mo de mémoire permis ; décompresser l’archive et ouvrir son dossier',
  'it does not say which frame of reference its positions are in':
    'il ne dit pas dans quel référentiel sont ses positions',
  'it could not be read: {reason}': 'il n’a pas pu être lu : {reason}',
};
