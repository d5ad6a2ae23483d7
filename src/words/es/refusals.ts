import type { germanRefusals } from '../de/refusals.ts';

/** Why something could not be read, shown, exported or stored. */
export const spanishRefusals: Readonly<Record<keyof typeof germanRefusals, string>> = {
  'confidence must lie between 0.5 and 1': 'la confianza debe estar entre 0.5 y 1',
  'its images are not of the study that was opened from the archive':
    'sus imágenes no son del estudio abierto desde el archivo',
  'a DICOMDIR lists files and holds no image; the files that it lists are read by themselves':
    'un DICOMDIR lista archivos y no contiene imagen; los archivos listados se leen por sí mismos',
  '{object}, not an image': '{object}, no una imagen',
  'an object of modality {modality}': 'un objeto de modalidad {modality}',
  'a key object selection': 'una selección de objetos clave',
  'a structured report': 'un informe estructurado',
  'a presentation state': 'un estado de presentación',
  'a segmentation, registration or raw data object': 'una segmentación, un registro o datos en bruto',
  'a real world value mapping': 'una correspondencia de valores reales',
  'a surface scan': 'un escaneo de superficie',
  'a radiotherapy object': 'un objeto de radioterapia',
  'a waveform': 'una forma de onda',
  'an encapsulated document': 'un documento encapsulado',
  'a radiotherapy or procedure object': 'un objeto de radioterapia o de procedimiento',
  'a hanging protocol': 'un protocolo de presentación',
  'a colour palette': 'una paleta de colores',
  'an implant template': 'una plantilla de implante',
  'it has neither rows nor columns of pixels': 'no tiene filas ni columnas de píxeles',
  'Rows and Columns ({rows}, {columns}) describe no image':
    'Rows y Columns ({rows}, {columns}) no describen ninguna imagen',
  'it has no valid SOPInstanceUID, so no record could name it':
    'no tiene SOPInstanceUID válido, así que ningún registro podría nombrarla',
  'NumberOfFrames ({number}) is not a count': 'NumberOfFrames ({number}) no es un número de imágenes',
  '{frames} frames are more than the {most} that are read': '{frames} imágenes superan las {most} que se leen',
  'BitsAllocated is missing or not 1, 8, 16, 32 or 64': 'BitsAllocated falta o no es 1, 8, 16, 32 ni 64',
  'SamplesPerPixel is {samples}, not 1, 3 or 4': 'SamplesPerPixel es {samples}, no 1, 3 ni 4',
  'SamplesPerPixel is missing': 'SamplesPerPixel falta',
  'the size of a pixel must be greater than 0 mm': 'el tamaño de un píxel debe ser mayor que 0 mm',
  'the picture was flipped before it was stored: the angles don’t say how it lies':
    'la imagen se volteó antes de guardarse: los ángulos no dicen cómo está orientada',
  'the picture was turned by {degrees}° before it was stored: the angles don’t say how it lies':
    'la imagen se giró {degrees}° antes de guardarse: los ángulos no dicen cómo está orientada',
  'less than 1, as if the patient were behind the detector':
    'menor que 1, como si el paciente estuviera detrás del detector',
  'over {limit}, which no X-ray system has': 'superior a {limit}, que ningún equipo de rayos X tiene',
  'the size of the object must be more than 0 mm': 'el tamaño del objeto debe ser mayor que 0 mm',
  'the object isn’t marked yet': 'el objeto aún no está marcado',
  'a mark of the object lies outside the picture': 'una marca del objeto está fuera de la imagen',
  'these points lie on no circle': 'estos puntos no están en ningún círculo',
  'the two marks are at one place': 'las dos marcas están en el mismo sitio',
  'too small on the picture: its size is known to less than half; zoom in, or take a larger object':
    'demasiado pequeño en la imagen: su tamaño se conoce con menos de la mitad de precisión; amplíe o use un objeto mayor',
  'its uncertainty must be more than 0 and at most half of it':
    'su incertidumbre debe ser mayor que 0 y como máximo la mitad',
  'the picture would be more than 2 m large': 'la imagen mediría más de 2 m',
  'a regular grid over these slices would have {columns} × {rows} × {slices} voxels, more than are made ready at once':
    'una rejilla regular sobre estos cortes tendría {columns} × {rows} × {slices} vóxeles, más de los que se preparan a la vez',
  'no point lies in an ultrasound region that is calibrated in millimetres':
    'ningún punto está en una región de ecografía calibrada en milímetros',
  'the points lie inside and outside of the calibrated ultrasound region':
    'los puntos están dentro y fuera de la región de ecografía calibrada',
  'the points lie in ultrasound regions of differing scale':
    'los puntos están en regiones de ecografía de distinta escala',
  'its RegionSpatialFormat is {format}, not 2D': 'su RegionSpatialFormat es {format}, no 2D',
  'its physical units are {x} and {y}, not cm': 'sus unidades físicas son {x} y {y}, no cm',
  'its PhysicalDeltaX or PhysicalDeltaY is 0 or missing': 'su PhysicalDeltaX o PhysicalDeltaY es 0 o falta',
  'no pixel of the image lies in it': 'ningún píxel de la imagen está en ella',
  'not every image says where it lies in the patient': 'no todas las imágenes dicen dónde están en el paciente',
  'the images are not parallel to each other': 'las imágenes no son paralelas entre sí',
  'the images have pixels of differing size': 'las imágenes tienen píxeles de tamaño distinto',
  'there is {n} slice, and {least} or more are needed': 'hay {n} corte, y hacen falta {least} o más',
  'there are {n} slices, and {least} or more are needed': 'hay {n} cortes, y hacen falta {least} o más',
  'an image lies where another one lies, and nothing says which of them belong together':
    'una imagen está donde ya hay otra y nada dice cuáles van juntas',
  '{n} images lie where another one lies, and nothing says which of them belong together':
    '{n} imágenes están donde está otra, y nada dice cuáles van juntas',
  'the slices don’t form a regular grid, and colours are not resampled':
    'los cortes no forman una cuadrícula regular y los colores no se remuestrean',
  'gantry tilted by {degrees}°': 'gantry inclinado {degrees}°',
  'slices shifted sideways by up to {mm} mm': 'cortes desplazados lateralmente hasta {mm} mm',
  'slices {least} to {most} mm apart': 'cortes separados de {least} a {most} mm',
  'a gap of {mm} mm left empty': 'un hueco de {mm} mm queda vacío',
  '{n} gaps of up to {mm} mm left empty': '{n} huecos de hasta {mm} mm dejados vacíos',
  'the data set is cut off: {problem}': 'el conjunto de datos está cortado: {problem}',
  'unbalanced delimiters': 'delimitadores desequilibrados',
  'a value of undefined length has no end': 'un valor de longitud indefinida no tiene final',
  'an item reaches beyond the end': 'un ítem sobrepasa el final',
  'sequences are nested too deep': 'las secuencias están anidadas en exceso',
  'the last element is cut off': 'el último elemento está cortado',
  'an element reaches beyond the end': 'un elemento sobrepasa el final',
  'it holds no pixel data': 'no contiene datos de píxeles',
  'the data set ends before the pixel data: {problem}':
    'el conjunto de datos acaba antes de los datos de píxeles: {problem}',
  '{syntax} video is not decoded': 'el vídeo {syntax} no se decodifica',
  '{syntax} and the way in which the pixel data are written contradict each other':
    '{syntax} y la forma en que están escritos los datos de píxeles se contradicen',
  'the transfer syntax': 'la sintaxis de transferencia',
  'its compressed pixel data reach beyond what was read': 'sus datos de píxeles comprimidos sobrepasan lo leído',
  'the pixel data are short: {available} bytes where {columns} × {rows} × {frames} pixels take {needed}':
    'los datos de píxeles son cortos: {available} bytes donde {columns} × {rows} × {frames} píxeles ocupan {needed}',
  'it does not say what kind of object it is': 'no dice qué clase de objeto es',
  'the compressed pixel data are missing': 'faltan los datos de píxeles comprimidos',
  '{frames} frames are announced, but the compressed pixel data end before the last one does':
    'se anuncian {frames} imágenes, pero los datos de píxeles comprimidos acaban antes de la última',
  'its frames are cut into fragments without saying where each frame starts':
    'sus imágenes están cortadas en fragmentos sin decir dónde empieza cada una',
  'the compressed pixel data end before the last frame does':
    'los datos de píxeles comprimidos acaban antes de la última imagen',
  'the file is empty': 'el archivo está vacío',
  'the file ends after its preamble': 'el archivo acaba tras su preámbulo',
  'it is too short to be a DICOM file': 'es demasiado corto para ser un archivo DICOM',
  'it has neither the DICOM prefix nor a DICOM data set': 'no tiene ni el prefijo DICOM ni un conjunto de datos DICOM',
  'the file meta information is damaged: {problem}': 'la metainformación del archivo está dañada: {problem}',
  'its transfer syntax ({uid}) is not one that is read':
    'su sintaxis de transferencia ({uid}) no es de las que se leen',
  'the deflated data set grows beyond any honest image':
    'el conjunto de datos descomprimido supera cualquier imagen real',
  'the deflated data set is cut off': 'el conjunto de datos comprimido está cortado',
  'the deflated data set is damaged': 'el conjunto de datos comprimido está dañado',
  'it has no DICOM prefix, and what it holds names no DICOM storage class':
    'no tiene prefijo DICOM, y su contenido no nombra ninguna clase de almacenamiento DICOM',
  'the zip archive is damaged': 'el archivo zip está dañado',
  'the archive holds more than {most} files; the rest is left out':
    'el archivo contiene más de {most} ficheros; el resto se omite',
  'the archive unpacks to more than any set of images':
    'el archivo se desempaqueta en más que cualquier conjunto de imágenes',
  'it is encrypted': 'está cifrado',
  'it is compressed in a way that is not read': 'está comprimido de un modo que no se lee',
  'it is larger than 2 GiB': 'supera los 2 GiB',
  'it could not be read': 'no se pudo leer',
  'it is not of the size that the archive says': 'no tiene el tamaño que dice el archivo',
  'the archive is damaged where it should be': 'el archivo está dañado donde debería estar',
  'an image with this SOPInstanceUID is open already': 'ya hay abierta una imagen con este SOPInstanceUID',
  'it is a document': 'es un documento',
  '{what}: the server can’t be reached': '{what}: no se puede contactar con el servidor',
  '{what}: the server asks for permission ({status})': '{what}: el servidor pide permiso ({status})',
  '{what}: the server doesn’t have it ({status})': '{what}: el servidor no lo tiene ({status})',
  '{what}: the server failed ({status})': '{what}: el servidor falló ({status})',
  '{what}: the server’s answer holds no bytes': '{what}: la respuesta del servidor no contiene bytes',
  '{what}: the server’s answer is not DICOM JSON': '{what}: la respuesta del servidor no es DICOM JSON',
  '{what}: cancelled': '{what}: cancelado',
  'study: the server has no such study': 'estudio: el servidor no tiene ese estudio',
  'metadata of a series: the server’s answer names no images':
    'metadatos de una serie: la respuesta del servidor no nombra imágenes',
  'series of the study': 'series del estudio',
  'metadata of a series': 'metadatos de una serie',
  'metadata of an object': 'metadatos de un objeto',
  frame: 'imagen',
  instance: 'instancia',
  store: 'almacenamiento',
  'it is a picture of the screen, which does not show the tip of this confirmation. Close the report, press “Jump” beside the tip, and save again':
    'es una imagen de la pantalla, que no muestra la punta de esta confirmación. Cierre el informe, pulse «Ver» junto a la punta y guarde de nuevo',
  'without its identifying attributes {problem}': 'sin sus atributos identificativos: {problem}',
  'its transfer syntax and its pixel data contradict each other':
    'su sintaxis de transferencia y sus datos de píxeles se contradicen',
  'its compressed pixel data are damaged': 'sus datos de píxeles comprimidos están dañados',
  'the pixel data are short': 'los datos de píxeles son cortos',
  'its pixel data can’t be written': 'sus datos de píxeles no se pueden escribir',
  'the export was stopped': 'la exportación se detuvo',
  'the images take more than 2 GiB': 'las imágenes ocupan más de 2 GiB',
  'the archive takes more than 2 GiB': 'el archivo ocupa más de 2 GiB',
  'image {n} can’t be exported: {problem}': 'la imagen {n} no se puede exportar: {problem}',
  '{n} of the findings have not been acknowledged': '{n} de los hallazgos no se han confirmado',
  'a confirmation can’t be exported: {problem}': 'una confirmación no se puede exportar: {problem}',
  'the report of a confirmation can’t be written: {problem}':
    'el informe de una confirmación no se puede escribir: {problem}',
  'the images could not be read': 'no se pudieron leer las imágenes',
  'the image says that it has burned-in annotation': 'la imagen dice que tiene anotaciones incrustadas',
  'a scanned or digitised picture may have writing in it': 'una imagen escaneada o digitalizada puede llevar texto',
  'a screen capture may have writing in it': 'una captura de pantalla puede llevar texto',
  'the image doesn’t say whether it has burned-in annotation': 'la imagen no dice si tiene anotaciones incrustadas',
  'a colour picture of a scanner may have writing in it': 'una imagen en color de un equipo puede llevar texto',
  'the image says that a person could be recognised in it':
    'la imagen dice que se podría reconocer a una persona en ella',
  'a photograph may show somebody’s face': 'una fotografía puede mostrar una cara',
  'a face can be reconstructed from slices of the head':
    'se puede reconstruir una cara a partir de cortes de la cabeza',
  'overlay graphics are kept, which may be writing': 'se conservan gráficos superpuestos, que pueden ser texto',
  'graphics are stored in unused bits of the pixels': 'hay gráficos en bits no usados de los píxeles',
  'the compressed pixels carry a comment of their own': 'los píxeles comprimidos llevan un comentario propio',
  'an image that the record names is not among the images':
    'una imagen que el registro nombra no está entre las imágenes',
  'the record names frame {n} of an image of {all}': 'el registro nombra la imagen {n} de {all}',
  'none of the images is of the frame of reference of the record':
    'ninguna de las imágenes es del marco de referencia del registro',
  'the patient’s name in the images can’t be read in the character set that they give':
    'el nombre del paciente en las imágenes no se puede leer con el juego de caracteres indicado',
  'the image has no valid StudyInstanceUID': 'la imagen no tiene StudyInstanceUID válido',
  'the images that the record names are of several studies':
    'las imágenes que el registro nombra son de varios estudios',
  'an image that the record names has no valid SeriesInstanceUID':
    'una imagen que el registro nombra no tiene SeriesInstanceUID válido',
  'the images are of another frame of reference than the record':
    'las imágenes son de otro marco de referencia que el registro',
  'No picture: {problem}.': 'Sin imagen: {problem}.',
  'pixels compressed as {syntax} are not decoded here': 'los píxeles comprimidos como {syntax} no se decodifican aquí',
  'the compressed picture has another size than the image says':
    'la imagen comprimida tiene otro tamaño que el indicado',
  'the pixels of the image are damaged': 'los píxeles de la imagen están dañados',
  'the compressed pixels are damaged': 'los píxeles comprimidos están dañados',
  'the image that the marks are on is not there': 'falta la imagen en la que están las marcas',
  'neither tip nor target is marked': 'no están marcadas ni la punta ni la diana',
  'none of the images shows the place of the tip': 'ninguna imagen muestra el lugar de la punta',
  'none of the images shows the tip or the target': 'ninguna imagen muestra la punta ni la diana',
  'the picture has no size that an image can have': 'la imagen no tiene un tamaño posible',
  'the picture has not three bytes for each of its pixels': 'la imagen no tiene tres bytes por píxel',
  'only a target in the patient can be written as a segmentation':
    'solo una diana en el paciente se puede escribir como segmentación',
  'the target has no inside that could be told, so it has no voxels':
    'la diana no tiene un interior determinable, así que no tiene vóxeles',
  'the images do not say where they lie in the patient': 'las imágenes no dicen dónde están en el paciente',
  'the images are not of one grid': 'las imágenes no son de una misma rejilla',
  'no pixel of the images has its centre in the target: it is smaller than they show':
    'ningún píxel de las imágenes tiene su centro en la diana: es menor de lo que muestran',
  'the images do not say how thick they are': 'las imágenes no dicen su grosor',
  'the target has no voxels': 'la diana no tiene vóxeles',
  'it is a key object selection: the report names the same images, in a file of its own':
    'es una selección de objetos clave: el informe nombra las mismas imágenes, en un archivo propio',
  'it is no structured report': 'no es un informe estructurado',
  'it is a report that TipCheck did not write': 'es un informe que TipCheck no escribió',
  'what the report says is no confirmation: {problem}': 'lo que dice el informe no es una confirmación: {problem}',
  'it is {what}, not a closed outline': 'es {what}, no un contorno cerrado',
  'it is {what}, not an outline': 'es {what}, no un contorno',
  'drawn in a way that is not read': 'dibujado de un modo que no se lee',
  'several points': 'varios puntos',
  'an open line': 'una línea abierta',
  'an open line in a plane': 'una línea abierta en un plano',
  'an open line through space': 'una línea abierta en el espacio',
  'its points are not as many as its kind of graphic has': 'sus puntos no son tantos como tiene ese tipo de gráfico',
  'it encloses no area': 'no encierra ningún área',
  'the axes of its ellipse do not cross in their middle': 'los ejes de su elipse no se cruzan en su centro',
  'the axes of its ellipsoid do not cross in their middle': 'los ejes de su elipsoide no se cruzan en su centro',
  'nothing is drawn of it': 'no hay nada dibujado de él',
  'it is drawn partly as outlines and partly as points or lines':
    'está dibujado en parte como contornos y en parte como puntos o líneas',
  'contour {n} does not hold the points that it says': 'el contorno {n} no contiene los puntos que dice',
  'it is several points, not one': 'son varios puntos, no uno',
  'its region is in another object: open the segmentation or structure set':
    'su región está en otro objeto: abra la segmentación o el conjunto de estructuras',
  'it has no region, only values': 'no tiene región, solo valores',
  'its region is written in a way that is not read': 'su región está escrita de un modo que no se lee',
  'its outlines are in different frames of reference': 'sus contornos están en distintos marcos de referencia',
  'it does not say on which single image or frame it is drawn': 'no dice en qué única imagen está dibujado',
  'its voxels are written in a way that is not read': 'sus vóxeles están escritos de un modo que no se lee',
  'it says that it is binary, but its voxels are not of one bit': 'dice ser binaria, pero sus vóxeles no son de un bit',
  'its voxels are compressed or missing': 'sus vóxeles están comprimidos o faltan',
  'its rows, columns and frames describe no image': 'sus filas, columnas e imágenes no describen ninguna imagen',
  'it has more voxels than are read': 'tiene más vóxeles de los que se leen',
  'it does not describe as many frames as it has': 'no describe tantas imágenes como tiene',
  'it does not say where all of its frames lie in the patient': 'no dice dónde están todas sus imágenes en el paciente',
  'no frame belongs to it': 'ninguna imagen le pertenece',
  'its frames have different orientations or spacings': 'sus imágenes tienen distintas orientaciones o espaciados',
  'its frames do not lie on one grid of even distances, one straight above the other':
    'sus imágenes no están en una rejilla regular, una justo sobre otra',
  'its frames do not lie at even distances from each other': 'sus imágenes no están a distancias iguales',
  'several of its frames lie at the same place': 'varias de sus imágenes están en el mismo sitio',
  'it is in another frame of reference than the images that are open':
    'está en otro marco de referencia que las imágenes abiertas',
  'the image that it is drawn on is not open': 'la imagen en la que está dibujado no está abierta',
  'it does not say on which frame of its image it is drawn': 'no dice en qué fotograma de su imagen está dibujado',
  'it is drawn on no image': 'no está dibujado en ninguna imagen',
  'it is drawn on several images that do not say where they lie in the patient':
    'está dibujado en varias imágenes que no dicen dónde están en el paciente',
  'it is drawn on images of different frames of reference':
    'está dibujado en imágenes de distintos marcos de referencia',
  'objects of its kind hold no targets': 'los objetos de su clase no contienen dianas',
  'it holds no segment, region or measurement that could be a target':
    'no contiene segmento, región ni medida que pueda ser una diana',
  'the object reaches over the edge of an ultrasound region': 'el objeto sobrepasa el borde de una región de ecografía',
  'the object lies in a strip over time, which has no scale across':
    'el objeto está en una banda temporal, que no tiene escala transversal',
  'enter the size of a pixel': 'introduzca el tamaño de un píxel',
  'enter the size of the object': 'introduzca el tamaño del objeto',
  'the file has regions, and none of them is a 2D picture with a scale: draw an object of known size in the region that it is to hold in':
    'el fichero tiene regiones y ninguna es una imagen 2D con escala: dibuje un objeto de tamaño conocido en la región en que debe valer',
  'Mark tip and shaft first.': 'Primero hay que marcar la punta y el vástago.',
  'These marks have no place in the patient.': 'Estas marcas no tienen posición en el paciente.',
  'Mark tip first.': 'Primero hay que marcar la punta.',
  'Mark shaft first: one point does not tell the direction of the device.':
    'Primero hay que marcar el vástago: un solo punto no da la dirección del dispositivo.',
  'the marks lie inside and outside of the region that was calibrated':
    'las marcas están dentro y fuera de la región calibrada',
  'the report itself is waiting for the archive': 'el propio informe está a la espera del archivo',
  'an earlier report goes first': 'un informe anterior va primero',
  'it cannot be reached': 'no se puede acceder a él',
  'it asks for permission; sign in again': 'pide permiso; vuelva a iniciar sesión',
  'it does not offer storing at this address': 'no ofrece guardado en esta dirección',
  'it failed': 'falló',
  'its answer was not understood': 'no se entendió su respuesta',
  'what authorises requests failed': 'falló la autorización de las peticiones',
  'it was cancelled': 'se canceló',
  'it does not take objects of this size or kind': 'no acepta objetos de este tamaño o tipo',
  '{n} of {all} objects are stored': '{n} de {all} objetos están guardados',
  'the archive took it and does not show it yet': 'el archivo lo aceptó y aún no lo muestra',
  'the archive refused it without a reason': 'el archivo lo rechazó sin motivo',
  'the archive refused it ({code})': 'el archivo lo rechazó ({code})',
  'the archive is out of resources ({code})': 'el archivo no tiene recursos ({code})',
  'the object does not fit its SOP class ({code})': 'el objeto no se ajusta a su clase SOP ({code})',
  'the archive cannot understand the object ({code})': 'el archivo no entiende el objeto ({code})',
  'the archive finds an invalid value in the object ({code})':
    'el archivo encuentra un valor no válido en el objeto ({code})',
  'the archive could not process the object ({code})': 'el archivo no pudo procesar el objeto ({code})',
  'the archive takes the identifier of the object for invalid ({code})':
    'el archivo considera no válido el identificador del objeto ({code})',
  'the archive misses an attribute in the object ({code})': 'al archivo le falta un atributo en el objeto ({code})',
  'the archive does not take objects of this kind ({code})': 'el archivo no acepta objetos de esta clase ({code})',
  'the archive does not permit storing ({code})': 'el archivo no permite almacenar ({code})',
  'the archive does not take this transfer syntax ({code})':
    'el archivo no acepta esta sintaxis de transferencia ({code})',
  'the archive changed values in it': 'el archivo cambió valores en él',
  'the archive left values of it out': 'el archivo omitió valores de él',
  'the archive finds that it does not fit its SOP class': 'el archivo encuentra que no se ajusta a su clase SOP',
  'the disk, or the space that this page may use, is full':
    'el disco, o el espacio que esta página puede usar, está lleno',
  'this browser has no database for this page': 'este navegador no tiene base de datos para esta página',
  'this browser does not let the page store anything': 'este navegador no permite que la página guarde nada',
  'a later version of this program uses its database': 'una versión más reciente de este programa usa su base de datos',
  'its database could not be used': 'no se pudo usar su base de datos',
  'the images of archives that are open take more than the {megabytes} MB of memory that they may; unpack the archive and open its folder':
    'las imágenes de los archivos comprimidos abiertos ocupan más de los {megabytes} MB de memoria permitidos; descomprima el archivo y abra su carpeta',
  'it does not say which frame of reference its positions are in':
    'no dice en qué marco de referencia están sus posiciones',
  'it could not be read: {reason}': 'no se pudo leer: {reason}',
};
