import type { germanSets } from '../de/sets.ts';

/** Texts of sets of teaching cases. */
export const spanishSets: Readonly<Record<keyof typeof germanSets, string>> = {
  'Leave the set': 'Salir de la colección',
  'Set of cases': 'Colección de casos',
  Summary: 'Resumen',
  Case: 'Caso',
  Cases: 'Casos',
  'Case {number}': 'Caso {number}',
  'Case {number}: {outcome}': 'Caso {number}: {outcome}',
  'Case {number} of {count}': 'Caso {number} de {count}',
  'Next case': 'Caso siguiente',
  'Previous case': 'Caso anterior',
  'Choose a case': 'Elegir un caso',
  'not decided': 'no decidido',
  'not scored': 'sin puntuar',
  open: 'pendiente',
  '{answered} of {count} answered': '{answered} de {count} respondidos',
  '{right} right, {wrong} wrong, {other} not decided, {open} open':
    '{right} correctos, {wrong} incorrectos, {other} no decididos, {open} pendientes',
  'Attempt {number}. The summary counts the first: {outcome}.':
    'Intento {number}. El resumen cuenta el primero: {outcome}.',
  'Nothing is answered yet.': 'Aún no se ha respondido nada.',
  '{answered} of {cases} cases answered: {right} right, {wrong} wrong. The first attempt at each counts.':
    '{answered} de {cases} casos respondidos: {right} correctos, {wrong} incorrectos. Cuenta el primer intento de cada uno.',
  'Right when tried again: {count}.': 'Correctos al volver a intentarlo: {count}.',
  'Back to the case': 'Volver al caso',
  'Your answers are kept in this browser alone, without anything of you, and sent nowhere.':
    'Sus respuestas se guardan solo en este navegador, sin nada sobre usted, y no se envían a ninguna parte.',
  'This browser keeps nothing for the page: your answers end with it.':
    'Este navegador no guarda nada para la página: sus respuestas terminan con ella.',
  'Answers that this browser kept of the set can’t be read. They are left as they are, and your answers end with the page, until you press “Forget my answers” in the summary.':
    'Las respuestas que este navegador guardó de la colección no se pueden leer. Se dejan como están, y sus respuestas terminan con la página, hasta que pulse «Olvidar mis respuestas» en el resumen.',
  'Nothing is kept here: your answers end with the page.':
    'Aquí no se guarda nada: sus respuestas terminan con la página.',
  Outcome: 'Resultado',
  'Tip, off by': 'Punta, desviación',
  '{count} attempts': '{count} intentos',
  Errors: 'Errores',
  'Said inside, is outside': 'Dijo dentro, está fuera',
  'Said outside, is inside': 'Dijo fuera, está dentro',
  'Said where the images can’t tell': 'Dijo algo donde las imágenes no pueden decirlo',
  'Not said though the images tell': 'No dijo nada aunque las imágenes lo muestran',
  'The tip, against the experts’': 'La punta frente a la de los expertos',
  'Within the experts’ spread: {right} of {of}.': 'Dentro de la dispersión de los expertos: {right} de {of}.',
  'Median distance: {mm} mm.': 'Distancia mediana: {mm} mm.',
  'Mean ± SD': 'Media ± DE',
  'How sure, and how often right': 'Cuánta seguridad y cuánto acierto',
  'how sure': 'seguridad',
  'Brier score {brier} over {count} answers: 0 is best, 0.25 is guessing.':
    'Puntuación de Brier {brier} sobre {count} respuestas: 0 es lo mejor, 0,25 es adivinar.',
  'You were as sure as you were right.': 'Su seguridad correspondió a su acierto.',
  'Too sure by {points} percentage points.': 'Demasiada seguridad, en {points} puntos porcentuales.',
  'Not sure enough by {points} percentage points.': 'Poca seguridad, en {points} puntos porcentuales.',
  '{from} to {to} % sure: {right} of {count} right ({low} to {high} %)':
    'Seguridad del {from} al {to} %: {right} de {count} correctos ({low} a {high} %)',
  'Share right over how sure you were: {list}': 'Proporción de aciertos según la seguridad: {list}',
  'Forget my answers': 'Olvidar mis respuestas',
  'Forget my answers…': 'Olvidar mis respuestas…',
  'Forget all answers of this set': 'Olvidar todas las respuestas de esta colección',
};
