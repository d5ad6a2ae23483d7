import type { germanPage } from '../de/page.ts';

/** Texts of the page that a site deploys: its settings, its address, the studies to choose from. */
export const spanishPage: Readonly<Record<keyof typeof germanPage, string>> = {
  'Settings of this site, {field}: {reason}.': 'Ajustes de este sitio, {field}: {reason}.',
  'The settings of this site (tipcheck.json) can’t be read: {reason}. Nothing is kept in this browser.':
    'Los ajustes de este sitio (tipcheck.json) no se pueden leer: {reason}. No se guarda nada en este navegador.',
  'it isn’t JSON': 'no es JSON',
  'it isn’t a JSON object': 'no es un objeto JSON',
  'it is larger than 1 MB': 'supera 1 MB',
  'the server failed': 'el servidor ha fallado',
  'the server can’t be reached': 'no se puede contactar con el servidor',
  'it asks for permission': 'pide permiso',
  'there is no such setting': 'no existe ese ajuste',
  'must be a name of 1 to 100 characters': 'debe ser un nombre de 1 a 100 caracteres',
  'must be an http or https address without user, password, query or fragment':
    'debe ser una dirección http o https sin usuario, contraseña, consulta ni fragmento',
  'must be an origin such as https://ris.example.org, without path and wildcard':
    'debe ser un origen como https://ris.example.org, sin ruta ni comodín',
  'must be a list of at most 50 entries': 'debe ser una lista de 50 entradas como máximo',
  'must have a name and a url and nothing else': 'debe tener name y url y nada más',
  'must be a whole number of MB from 64 to 65536': 'debe ser un número entero de MB de 64 a 65536',
  'must be webgl or processor': 'debe ser webgl o processor',
  'must be the id of a procedure profile': 'debe ser el identificador de un perfil de procedimiento',
  'must be a language that the viewer speaks: en, de, fr, es or zh':
    'debe ser un idioma del visor: en, de, fr, es o zh',
  'must be the address of a profile or a profile itself': 'debe ser la dirección de un perfil o un perfil',
  'A procedure profile of this site could not be loaded: profiles[{index}].':
    'No se pudo cargar un perfil de procedimiento de este sitio: profiles[{index}].',
  'The address asks for “{name}”, which this page doesn’t know.':
    'La dirección pide «{name}», que esta página no conoce.',
  '“{name}” in the address was passed over: {reason}.': 'Se omitió «{name}» de la dirección: {reason}.',
  '“{name}” in the address can’t be read.': '«{name}» de la dirección no se puede leer.',
  'it must be UIDs that DICOM allows': 'deben ser UID permitidos por DICOM',
  'it must be one UID that DICOM allows': 'debe ser un UID permitido por DICOM',
  'it must be a whole number from 1': 'debe ser un número entero desde 1',
  'it must be at most 64 characters': 'debe tener 64 caracteres como máximo',
  'it must be an http or https address': 'debe ser una dirección http o https',
  'it is given twice': 'está dado dos veces',
  'there is one viewer here': 'aquí hay un solo visor',
  'The address names an archive that this site doesn’t allow: nothing was asked of it.':
    'La dirección nombra un archivo que este sitio no permite: no se le ha pedido nada.',
  'This site has no archive of the name in the address.':
    'Este sitio no tiene ningún archivo con el nombre de la dirección.',
  'No archive is set up for this page: the study can’t be opened.':
    'Esta página no tiene ningún archivo configurado: no se puede abrir el estudio.',
  'The study has no such series: another is shown.': 'El estudio no tiene esa serie: se muestra otra.',
  'The series has {count} images: there is no image {number}.':
    'La serie tiene {count} imágenes: no hay imagen {number}.',
  'The study has no such confirmation.': 'El estudio no tiene esa confirmación.',
  'This page answers requests of the types STUDY and PATIENT, and no others.':
    'Esta página responde a solicitudes de los tipos STUDY y PATIENT, y a ninguna otra.',
  'Key images alone can’t be asked for: all images are shown.':
    'No se pueden pedir solo las imágenes clave: se muestran todas.',
  'Images are shown as they are stored; this viewer isn’t for diagnosis.':
    'Las imágenes se muestran tal como están guardadas; este visor no es para diagnóstico.',
  'The address names no study: studyUID or accessionNumber is missing.':
    'La dirección no nombra ningún estudio: falta studyUID o accessionNumber.',
  'The address names no patient: patientID is missing.': 'La dirección no nombra ningún paciente: falta patientID.',
  'The archive has no study that the address asks for.':
    'El archivo no tiene ningún estudio de los que pide la dirección.',
  'The archive lacks {count} of the studies that the address asks for.':
    'Al archivo le faltan {count} de los estudios que pide la dirección.',
  'The archive doesn’t say who issued the patient’s ID: make sure that this is the patient.':
    'El archivo no dice quién emitió el identificador del paciente: asegúrese de que es este paciente.',
  'The archive lists more studies than were searched: some, also newer ones, may be missing.':
    'El archivo enumera más estudios de los que se han buscado: pueden faltar algunos, también más recientes.',
  'The archive could not be searched: {reason}.': 'No se pudo buscar en el archivo: {reason}.',
  'The archive is asked for the studies…': 'Se consulta el archivo…',
  'What opens teaching cases could not be loaded.': 'No se ha podido cargar lo que abre los casos docentes.',
  'What talks to the page around this one could not be loaded.':
    'No se pudo cargar lo que habla con la página que contiene a esta.',
  'About this page': 'Acerca de esta página',
  Dismiss: 'Ocultar',
  'Choose a study': 'Elegir un estudio',
  'Patient ID': 'Identificador del paciente',
  Date: 'Fecha',
  Modality: 'Modalidad',
  Description: 'Descripción',
  Images: 'Imágenes',
  'no date': 'sin fecha',
  'no description': 'sin descripción',
  Open: 'Abrir',
  'What the address names could not be shown.': 'Lo que indica la dirección no se pudo mostrar.',
  'The study that the address names could not be opened.': 'El estudio que indica la dirección no se pudo abrir.',
};
