/** Texts of the page that a site deploys: its settings, its address, the studies to choose from. */
export const germanPage = {
  'Settings of this site, {field}: {reason}.': 'Einstellungen dieser Seite, {field}: {reason}.',
  'The settings of this site (tipcheck.json) can’t be read: {reason}. Nothing is kept in this browser.':
    'Die Einstellungen dieser Seite (tipcheck.json) sind nicht lesbar: {reason}. In diesem Browser wird nichts aufbewahrt.',
  'it isn’t JSON': 'es ist kein JSON',
  'it isn’t a JSON object': 'es ist kein JSON-Objekt',
  'it is larger than 1 MB': 'es ist größer als 1 MB',
  'the server failed': 'der Server ist gescheitert',
  'the server can’t be reached': 'der Server ist nicht erreichbar',
  'it asks for permission': 'es verlangt eine Berechtigung',
  'there is no such setting': 'eine solche Einstellung gibt es nicht',
  'must be a name of 1 to 100 characters': 'muss ein Name von 1 bis 100 Zeichen sein',
  'must be an http or https address without user, password, query or fragment':
    'muss eine http- oder https-Adresse ohne Benutzer, Kennwort, Abfrage und Fragment sein',
  'must be an origin such as https://ris.example.org, without path and wildcard':
    'muss ein Ursprung wie https://ris.example.org sein, ohne Pfad und Platzhalter',
  'must be a list of at most 50 entries': 'muss eine Liste von höchstens 50 Einträgen sein',
  'must have a name and a url and nothing else': 'muss name und url haben und sonst nichts',
  'must be a whole number of MB from 64 to 65536': 'muss eine ganze Zahl von MB von 64 bis 65536 sein',
  'must be webgl or processor': 'muss webgl oder processor sein',
  'must be the id of a procedure profile': 'muss die Kennung eines Prozedurprofils sein',
  'must be a language that the viewer speaks: en, de, fr, es or zh':
    'muss eine Sprache des Betrachters sein: en, de, fr, es oder zh',
  'must be the address of a profile or a profile itself': 'muss die Adresse eines Profils oder selbst ein Profil sein',
  'A procedure profile of this site could not be loaded: profiles[{index}].':
    'Ein Prozedurprofil dieser Seite konnte nicht geladen werden: profiles[{index}].',
  'The address asks for “{name}”, which this page doesn’t know.':
    'Die Adresse verlangt „{name}“, was diese Seite nicht kennt.',
  '“{name}” in the address was passed over: {reason}.': '„{name}“ in der Adresse wurde übergangen: {reason}.',
  '“{name}” in the address can’t be read.': '„{name}“ in der Adresse ist nicht lesbar.',
  'it must be UIDs that DICOM allows': 'es müssen UIDs sein, die DICOM erlaubt',
  'it must be one UID that DICOM allows': 'es muss eine UID sein, die DICOM erlaubt',
  'it must be a whole number from 1': 'es muss eine ganze Zahl ab 1 sein',
  'it must be at most 64 characters': 'es dürfen höchstens 64 Zeichen sein',
  'it must be an http or https address': 'es muss eine http- oder https-Adresse sein',
  'it is given twice': 'es ist doppelt angegeben',
  'there is one viewer here': 'hier gibt es einen einzigen Betrachter',
  'The address names an archive that this site doesn’t allow: nothing was asked of it.':
    'Die Adresse nennt ein Archiv, das diese Seite nicht erlaubt: Es wurde nichts angefragt.',
  'This site has no archive of the name in the address.': 'Diese Seite hat kein Archiv mit dem Namen in der Adresse.',
  'No archive is set up for this page: the study can’t be opened.':
    'Für diese Seite ist kein Archiv eingerichtet: Die Studie kann nicht geöffnet werden.',
  'The study has no such series: another is shown.': 'Die Studie hat keine solche Serie: Eine andere wird gezeigt.',
  'The series has {count} images: there is no image {number}.':
    'Die Serie hat {count} Bilder: Ein Bild {number} gibt es nicht.',
  'The study has no such confirmation.': 'Die Studie hat keine solche Bestätigung.',
  'This page answers requests of the types STUDY and PATIENT, and no others.':
    'Diese Seite beantwortet Anfragen der Arten STUDY und PATIENT, keine anderen.',
  'Key images alone can’t be asked for: all images are shown.':
    'Schlüsselbilder allein können nicht verlangt werden: Alle Bilder werden gezeigt.',
  'Images are shown as they are stored; this viewer isn’t for diagnosis.':
    'Bilder werden gezeigt, wie sie gespeichert sind; dieser Betrachter ist nicht zur Diagnose.',
  'The address names no study: studyUID or accessionNumber is missing.':
    'Die Adresse nennt keine Studie: studyUID oder accessionNumber fehlt.',
  'The address names no patient: patientID is missing.': 'Die Adresse nennt keinen Patienten: patientID fehlt.',
  'The archive has no study that the address asks for.': 'Das Archiv hat keine Studie, die die Adresse verlangt.',
  'The archive lacks {count} of the studies that the address asks for.':
    'Dem Archiv fehlen {count} der Studien, die die Adresse verlangt.',
  'The archive doesn’t say who issued the patient’s ID: make sure that this is the patient.':
    'Das Archiv sagt nicht, wer die Patientennummer vergeben hat: Vergewissern Sie sich, dass es dieser Patient ist.',
  'The archive lists more studies than were searched: some, also newer ones, may be missing.':
    'Das Archiv führt mehr Studien auf, als durchsucht wurden: Einige, auch neuere, können fehlen.',
  'The archive could not be searched: {reason}.': 'Das Archiv konnte nicht durchsucht werden: {reason}.',
  'The archive is asked for the studies…': 'Das Archiv wird nach den Studien gefragt…',
  'What opens teaching cases could not be loaded.': 'Was Lehrfälle öffnet, konnte nicht geladen werden.',
  'What talks to the page around this one could not be loaded.':
    'Was mit der umgebenden Seite spricht, konnte nicht geladen werden.',
  'About this page': 'Über diese Seite',
  Dismiss: 'Ausblenden',
  'Choose a study': 'Studie wählen',
  'Patient ID': 'Patientennummer',
  Date: 'Datum',
  Modality: 'Modalität',
  Description: 'Beschreibung',
  Images: 'Bilder',
  'no date': 'kein Datum',
  'no description': 'keine Beschreibung',
  Open: 'Öffnen',
  'What the address names could not be shown.': 'Was die Adresse nennt, konnte nicht angezeigt werden.',
  'The study that the address names could not be opened.':
    'Die Studie, die die Adresse nennt, konnte nicht geöffnet werden.',
} as const satisfies Readonly<Record<string, string>>;
