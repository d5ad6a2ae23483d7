import type { germanSets } from '../de/sets.ts';

/** Texts of sets of teaching cases. */
export const frenchSets: Readonly<Record<keyof typeof germanSets, string>> = {
  'Leave the set': 'Quitter la collection',
  'Set of cases': 'Collection de cas',
  Summary: 'Bilan',
  Case: 'Cas',
  Cases: 'Cas',
  'Case {number}': 'Cas {number}',
  'Case {number}: {outcome}': 'Cas {number} : {outcome}',
  'Case {number} of {count}': 'Cas {number} sur {count}',
  'Next case': 'Cas suivant',
  'Previous case': 'Cas précédent',
  'Choose a case': 'Choisir un cas',
  'not decided': 'non tranché',
  'not scored': 'non noté',
  open: 'à faire',
  '{answered} of {count} answered': '{answered} sur {count} traités',
  '{right} right, {wrong} wrong, {other} not decided, {open} open':
    '{right} justes, {wrong} faux, {other} non tranchés, {open} à faire',
  'Attempt {number}. The summary counts the first: {outcome}.':
    'Essai {number}. Le bilan compte le premier : {outcome}.',
  'Nothing is answered yet.': 'Rien n’est encore traité.',
  '{answered} of {cases} cases answered: {right} right, {wrong} wrong. The first attempt at each counts.':
    '{answered} cas sur {cases} traités : {right} justes, {wrong} faux. Le premier essai de chacun compte.',
  'Right when tried again: {count}.': 'Justes après un nouvel essai : {count}.',
  'Back to the case': 'Retour au cas',
  'Your answers are kept in this browser alone, without anything of you, and sent nowhere.':
    'Vos réponses sont gardées dans ce seul navigateur, sans rien sur vous, et ne sont envoyées nulle part.',
  'This browser keeps nothing for the page: your answers end with it.':
    'Ce navigateur ne garde rien pour la page : vos réponses disparaissent avec elle.',
  'Answers that this browser kept of the set can’t be read. They are left as they are, and your answers end with the page, until you press “Forget my answers” in the summary.':
    'Des réponses que ce navigateur a gardées de la collection ne peuvent pas être lues. Elles restent telles quelles, et vos réponses disparaissent avec la page, tant que vous n’avez pas choisi « Oublier mes réponses » dans le bilan.',
  'Nothing is kept here: your answers end with the page.':
    'Rien n’est gardé ici : vos réponses disparaissent avec la page.',
  Outcome: 'Résultat',
  'Tip, off by': 'Pointe, écart',
  '{count} attempts': '{count} essais',
  Errors: 'Erreurs',
  'Said inside, is outside': 'Dit à l’intérieur, est à l’extérieur',
  'Said outside, is inside': 'Dit à l’extérieur, est à l’intérieur',
  'Said where the images can’t tell': 'Tranché alors que les images ne permettent pas de le dire',
  'Not said though the images tell': 'Non tranché alors que les images le montrent',
  'The tip, against the experts’': 'La pointe face à celle des experts',
  'Within the experts’ spread: {right} of {of}.': 'Dans la dispersion des experts : {right} sur {of}.',
  'Median distance: {mm} mm.': 'Distance médiane : {mm} mm.',
  'Mean ± SD': 'Moyenne ± ET',
  'How sure, and how often right': 'Degré de certitude et justesse',
  'how sure': 'degré de certitude',
  'Brier score {brier} over {count} answers: 0 is best, 0.25 is guessing.':
    'Score de Brier {brier} sur {count} réponses : 0 est le mieux, 0,25 revient à deviner.',
  'You were as sure as you were right.': 'Votre certitude correspondait à votre justesse.',
  'Too sure by {points} percentage points.': 'Trop sûr de {points} points de pourcentage.',
  'Not sure enough by {points} percentage points.': 'Pas assez sûr de {points} points de pourcentage.',
  '{from} to {to} % sure: {right} of {count} right ({low} to {high} %)':
    'Sûr à {from}–{to} % : {right} sur {count} justes ({low} à {high} %)',
  'Share right over how sure you were: {list}': 'Part de réponses justes selon le degré de certitude : {list}',
  'Forget my answers': 'Oublier mes réponses',
  'Forget my answers…': 'Oublier mes réponses…',
  'Forget all answers of this set': 'Oublier toutes les réponses de cette collection',
};
