/** Texts of sets of teaching cases. */
export const germanSets = {
  'Leave the set': 'Sammlung verlassen',
  'Set of cases': 'Fallsammlung',
  Summary: 'Bilanz',
  Case: 'Fall',
  Cases: 'Fälle',
  'Case {number}': 'Fall {number}',
  'Case {number}: {outcome}': 'Fall {number}: {outcome}',
  'Case {number} of {count}': 'Fall {number} von {count}',
  'Next case': 'Nächster Fall',
  'Previous case': 'Voriger Fall',
  'Choose a case': 'Fall wählen',
  'not decided': 'nicht entschieden',
  'not scored': 'nicht bewertet',
  open: 'offen',
  '{answered} of {count} answered': '{answered} von {count} beantwortet',
  '{right} right, {wrong} wrong, {other} not decided, {open} open':
    '{right} richtig, {wrong} falsch, {other} nicht entschieden, {open} offen',
  'Attempt {number}. The summary counts the first: {outcome}.':
    'Versuch {number}. Die Bilanz zählt den ersten: {outcome}.',
  'Nothing is answered yet.': 'Noch ist nichts beantwortet.',
  '{answered} of {cases} cases answered: {right} right, {wrong} wrong. The first attempt at each counts.':
    '{answered} von {cases} Fällen beantwortet: {right} richtig, {wrong} falsch. Es zählt der erste Versuch bei jedem.',
  'Right when tried again: {count}.': 'Beim nochmaligen Versuch richtig: {count}.',
  'Back to the case': 'Zurück zum Fall',
  'Your answers are kept in this browser alone, without anything of you, and sent nowhere.':
    'Ihre Antworten bleiben allein in diesem Browser, ohne Angaben zu Ihnen, und werden nirgendwohin gesendet.',
  'This browser keeps nothing for the page: your answers end with it.':
    'Dieser Browser bewahrt für die Seite nichts auf: Ihre Antworten enden mit ihr.',
  'Answers that this browser kept of the set can’t be read. They are left as they are, and your answers end with the page, until you press “Forget my answers” in the summary.':
    'Antworten, die dieser Browser zu der Sammlung aufbewahrt hat, sind nicht lesbar. Sie bleiben, wie sie sind, und Ihre Antworten enden mit der Seite, bis Sie in der Bilanz „Meine Antworten vergessen“ drücken.',
  'Nothing is kept here: your answers end with the page.':
    'Hier wird nichts aufbewahrt: Ihre Antworten enden mit der Seite.',
  Outcome: 'Ergebnis',
  'Tip, off by': 'Spitze, Abstand',
  '{count} attempts': '{count} Versuche',
  Errors: 'Fehler',
  'Said inside, is outside': 'Innerhalb gesagt, ist außerhalb',
  'Said outside, is inside': 'Außerhalb gesagt, ist innerhalb',
  'Said where the images can’t tell': 'Festgelegt, wo die Bilder es nicht sagen können',
  'Not said though the images tell': 'Offen gelassen, obwohl die Bilder es zeigen',
  'The tip, against the experts’': 'Die Spitze gegen die der Experten',
  'Within the experts’ spread: {right} of {of}.': 'Innerhalb der Streuung der Experten: {right} von {of}.',
  'Median distance: {mm} mm.': 'Median der Abstände: {mm} mm.',
  'Mean ± SD': 'Mittel ± SD',
  'How sure, and how often right': 'Wie sicher, und wie oft richtig',
  'how sure': 'wie sicher',
  'Brier score {brier} over {count} answers: 0 is best, 0.25 is guessing.':
    'Brier-Score {brier} über {count} Antworten: 0 ist am besten, 0,25 ist geraten.',
  'You were as sure as you were right.': 'Sie waren so sicher, wie Sie richtig lagen.',
  'Too sure by {points} percentage points.': 'Um {points} Prozentpunkte zu sicher.',
  'Not sure enough by {points} percentage points.': 'Um {points} Prozentpunkte zu unsicher.',
  '{from} to {to} % sure: {right} of {count} right ({low} to {high} %)':
    'Zu {from} bis {to} % sicher: {right} von {count} richtig ({low} bis {high} %)',
  'Share right over how sure you were: {list}': 'Anteil richtiger Antworten über der Sicherheit: {list}',
  'Forget my answers': 'Meine Antworten vergessen',
  'Forget my answers…': 'Meine Antworten vergessen…',
  'Forget all answers of this set': 'Alle Antworten dieser Sammlung vergessen',
} as const satisfies Readonly<Record<string, string>>;
