import type { germanPage } from '../de/page.ts';

/** Texts of the page that a site deploys: its settings, its address, the studies to choose from. */
export const frenchPage: Readonly<Record<keyof typeof germanPage, string>> = {
  'Settings of this site, {field}: {reason}.': 'Réglages de ce site, {field} : {reason}.',
  'The settings of this site (tipcheck.json) can’t be read: {reason}. Nothing is kept in this browser.':
    'Les réglages de ce site (tipcheck.json) sont illisibles : {reason}. Rien n’est conservé dans ce navigateur.',
  'it isn’t JSON': 'ce n’est pas du JSON',
  'it isn’t a JSON object': 'ce n’est pas un objet JSON',
  'it is larger than 1 MB': 'il dépasse 1 Mo',
  'the server failed': 'le serveur a échoué',
  'the server can’t be reached': 'le serveur est injoignable',
  'it asks for permission': 'elle demande une autorisation',
  'there is no such setting': 'ce réglage n’existe pas',
  'must be a name of 1 to 100 characters': 'doit être un nom de 1 à 100 caractères',
  'must be an http or https address without user, password, query or fragment':
    'doit être une adresse http ou https sans utilisateur, mot de passe, requête ni fragment',
  'must be an origin such as https://ris.example.org, without path and wildcard':
    'doit être une origine telle que https://ris.example.org, sans chemin ni joker',
  'must be a list of at most 50 entries': 'doit être une liste de 50 entrées au plus',
  'must have a name and a url and nothing else': 'doit avoir name et url et rien d’autre',
  'must be a whole number of MB from 64 to 65536': 'doit être un nombre entier de Mo de 64 à 65536',
  'must be webgl or processor': 'doit être webgl ou processor',
  'must be the id of a procedure profile': 'doit être l’identifiant d’un profil de procédure',
  'must be a language that the viewer speaks: en, de, fr, es or zh':
    'doit être une langue de la visionneuse : en, de, fr, es ou zh',
  'must be the address of a profile or a profile itself': 'doit être l’adresse d’un profil ou un profil',
  'A procedure profile of this site could not be loaded: profiles[{index}].':
    'Un profil de procédure de ce site n’a pas pu être chargé : profiles[{index}].',
  'The address asks for “{name}”, which this page doesn’t know.':
    'L’adresse demande « {name} », que cette page ne connaît pas.',
  '“{name}” in the address was passed over: {reason}.': '« {name} » dans l’adresse a été ignoré : {reason}.',
  '“{name}” in the address can’t be read.': '« {name} » dans l’adresse est illisible.',
  'it must be UIDs that DICOM allows': 'il faut des UID permis par DICOM',
  'it must be one UID that DICOM allows': 'il faut un UID permis par DICOM',
  'it must be a whole number from 1': 'il faut un nombre entier à partir de 1',
  'it must be at most 64 characters': 'il faut 64 caractères au plus',
  'it must be an http or https address': 'il faut une adresse http ou https',
  'it is given twice': 'il est donné deux fois',
  'there is one viewer here': 'il n’y a qu’une visionneuse ici',
  'The address names an archive that this site doesn’t allow: nothing was asked of it.':
    'L’adresse nomme une archive que ce site n’autorise pas : rien ne lui a été demandé.',
  'This site has no archive of the name in the address.': 'Ce site n’a pas d’archive du nom donné dans l’adresse.',
  'No archive is set up for this page: the study can’t be opened.':
    'Aucune archive n’est configurée pour cette page : l’examen ne peut pas être ouvert.',
  'The study has no such series: another is shown.': 'L’examen n’a pas cette série : une autre est affichée.',
  'The series has {count} images: there is no image {number}.':
    'La série a {count} images : il n’y a pas d’image {number}.',
  'The study has no such confirmation.': 'L’examen n’a pas cette confirmation.',
  'This page answers requests of the types STUDY and PATIENT, and no others.':
    'Cette page répond aux requêtes des types STUDY et PATIENT, à aucune autre.',
  'Key images alone can’t be asked for: all images are shown.':
    'Les images clés seules ne peuvent être demandées : toutes les images sont affichées.',
  'Images are shown as they are stored; this viewer isn’t for diagnosis.':
    'Les images sont affichées telles qu’enregistrées ; cette visionneuse n’est pas destinée au diagnostic.',
  'The address names no study: studyUID or accessionNumber is missing.':
    'L’adresse ne nomme aucun examen : studyUID ou accessionNumber manque.',
  'The address names no patient: patientID is missing.': 'L’adresse ne nomme aucun patient : patientID manque.',
  'The archive has no study that the address asks for.': 'L’archive n’a aucun examen demandé par l’adresse.',
  'The archive lacks {count} of the studies that the address asks for.':
    'Il manque à l’archive {count} des examens demandés par l’adresse.',
  'The archive doesn’t say who issued the patient’s ID: make sure that this is the patient.':
    'L’archive ne dit pas qui a émis l’identifiant du patient : assurez-vous qu’il s’agit bien de ce patient.',
  'The archive lists more studies than were searched: some, also newer ones, may be missing.':
    'L’archive liste plus d’examens que ceux parcourus : certains, même plus récents, peuvent manquer.',
  'The archive could not be searched: {reason}.': 'L’archive n’a pas pu être interrogée : {reason}.',
  'The archive is asked for the studies…': 'L’archive est interrogée…',
  'What opens teaching cases could not be loaded.': 'Ce qui ouvre les cas d’enseignement n’a pas pu être chargé.',
  'What talks to the page around this one could not be loaded.':
    'Ce qui communique avec la page englobante n’a pas pu être chargé.',
  'About this page': 'À propos de cette page',
  Dismiss: 'Masquer',
  'Choose a study': 'Choisir un examen',
  'Patient ID': 'Identifiant du patient',
  Date: 'Date',
  Modality: 'Modalité',
  Description: 'Description',
  Images: 'Images',
  'no date': 'sans date',
  'no description': 'sans description',
  Open: 'Ouvrir',
  'What the address names could not be shown.': 'Ce que l’adresse désigne n’a pas pu être affiché.',
  'The study that the address names could not be opened.': 'L’examen désigné par l’adresse n’a pas pu être ouvert.',
};
