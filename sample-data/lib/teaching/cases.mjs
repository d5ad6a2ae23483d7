import { ctCase, mrCase, READERS_MM } from './stacks.mjs';
import { usCase, xaCase } from './pictures.mjs';

/**
 * Twelve ways to miss the tip: phantoms, each with what it teaches. Where the tip is, is chosen before anything is drawn; two of the experts of CT and
 * MR are simulated.
 * @typedef {{ files: import('../study.mjs').File[], references: object[], keyViews: object[] }} Drawn
 * @typedef {{ id: string, title: string, question: string, difficulty: 'easy' | 'medium' | 'hard', procedure: string, verdict: string, teaches: string, explanation: string, draw: () => Drawn }} Case
 * @type {readonly Case[]}
 */
export const CASES = [
  {
    id: 'us-short',
    title: 'Cyst puncture, one picture',
    question: 'Is the tip of the needle in the cyst?',
    difficulty: 'easy',
    procedure: 'drainage',
    verdict: 'outside',
    teaches: 'A needle that points at the middle of its target is not in it yet.',
    explanation:
      'The whole needle lies in the plane: the bright line ends with a brighter point, the tip. It points at the middle of the cyst, and ends 3.5 mm before its wall. The distance to the wall counts, not the direction.',
    draw: () =>
      usCase({
        name: 'us-short',
        number: 71,
        seed: 710,
        tips: [-12.5],
        caption: 'The bright end, before the wall',
      }),
  },
  {
    id: 'ct-dot',
    title: 'A needle across the slices',
    question: 'Is the tip of the needle in the bright nodule?',
    difficulty: 'easy',
    procedure: 'biopsy',
    verdict: 'outside',
    teaches: 'A bright dot in the target is a cut through the shaft, unless the needle ends in that slice.',
    explanation:
      'The needle crosses the slices. In the slice through the middle of the nodule its shaft is seen as a bright dot, right in the nodule. Followed on from slice to slice it goes through the far wall and ends 4 mm beyond it.',
    draw: () =>
      ctCase({
        seed: 4101,
        at: [-11.5, 0.5, 0],
        radius: 7.5,
        value: 130,
        window: [-60, 260],
        options: { slope: 38, azimuth: 25, tip: [5, 3, 6] },
        captions: ['The needle ends here', 'The nodule, with the shaft in it'],
      }),
  },
  {
    id: 'us-run',
    title: 'Cyst puncture, a run of five pictures',
    question: 'Is the tip of the needle in the cyst at the end of the run? Mark on its last picture.',
    difficulty: 'easy',
    procedure: 'drainage',
    verdict: 'inside',
    teaches: 'A tip is where it is in the last picture: an early one confirms nothing.',
    explanation:
      'The needle is pushed on from picture to picture. In the first four it ends outside the cyst or at its wall; in the last it is 6 mm inside.',
    draw: () =>
      usCase({
        name: 'us-run',
        number: 72,
        seed: 720,
        tips: [-25, -20, -15, -9, -3],
        caption: 'The last picture',
      }),
  },
  {
    id: 'ct-flame',
    title: 'A needle that lies in its slice',
    question: 'Does the needle reach the bright nodule?',
    difficulty: 'medium',
    procedure: 'biopsy',
    verdict: 'outside',
    teaches: 'The dark flame beyond a needle is an artefact: the needle ends where the flame begins.',
    explanation:
      'Metal along the rays leaves a dark band that goes on beyond the end, here as far as the nodule. The steel itself ends at the last bright voxels, 3 mm before the nodule; blooming makes it look about a pixel longer than it is.',
    draw: () =>
      ctCase({
        seed: 4102,
        at: [10, 0.5, 0.5],
        radius: 7,
        value: 130,
        window: [-100, 300],
        options: { slope: 2, azimuth: -25, tip: [-4, 3, 0], streaks: 170, thickness: 2, spacing: 2, depth: 44 },
        captions: ['Bright steel ends, dark flame begins', 'The nodule'],
      }),
  },
  {
    id: 'ct-two',
    title: 'Two needles',
    question: 'Is the tip of the posterior needle, the lower one in the pictures, in the bright nodule?',
    difficulty: 'medium',
    procedure: 'ablation',
    verdict: 'inside',
    teaches: 'Of several needles each is followed from its own hub: the tip nearest to the target may be another’s.',
    explanation:
      'The anterior needle, the longer line in the slice of the nodule, ends outside of it. The posterior one crosses the slices: in each of them only a piece of it is seen, and it ends 4 mm inside.',
    draw: () =>
      ctCase({
        seed: 4103,
        at: [4, 0, 0],
        radius: 8,
        value: 130,
        window: [-60, 260],
        options: {
          paths: [
            [
              [8, 4, 3],
              [-32, 17, -7],
              [-76, 31, -18],
            ],
            [
              [5, -9, 1],
              [-34, -13, -2],
              [-78, -18, -5],
            ],
          ],
        },
        captions: ['The end of the posterior needle', 'The nodule'],
      }),
  },
  {
    id: 'ct-above',
    title: 'A needle and a collection',
    question: 'Is the tip of the needle in the dark collection?',
    difficulty: 'hard',
    procedure: 'drainage',
    verdict: 'outside',
    teaches: 'In the slice a needle can seem to be in place, and pass above or below: look along all three axes.',
    explanation:
      'Seen from above the tip lies within the outline of the collection. But the collection begins two slices higher: the tip is 2 mm below its lowest point. Coronal and sagittal planes show the gap.',
    draw: () =>
      ctCase({
        seed: 4104,
        at: [1, 0.5, 10.5],
        radius: 8.5,
        value: -25,
        window: [-160, 220],
        options: { slope: 6, azimuth: 35, tip: [0, 0, -5], thickness: 1.5, spacing: 1.5, depth: 39, noise: 14 },
        captions: ['The tip: no collection in this slice', 'The collection, above'],
      }),
  },
  {
    id: 'ct-thick',
    title: 'A small nodule',
    question: 'Is the tip of the needle in the bright nodule?',
    difficulty: 'hard',
    procedure: 'biopsy',
    verdict: 'cannot-tell',
    teaches: 'A tip at the edge of a target can’t be placed more finely than the slices are thick.',
    explanation:
      'The slices are 5 mm thick, and the needle runs nearly across them. Its end is a faint dot in one slice and gone in the next: partial volume, it ends somewhere in between. The border of the nodule lies there, too. The tip was drawn 0.2 mm inside; thinner slices are needed to say so.',
    draw: () =>
      ctCase({
        seed: 4105,
        at: [5.8, 0, 0],
        radius: 6,
        value: 130,
        sigma: 1.4,
        window: [-60, 260],
        options: { slope: 78, azimuth: 15, tip: [2, -2, 0.5], thickness: 5, spacing: 5, depth: 80 },
        captions: ['The last that is seen of the needle', 'The nodule'],
      }),
  },
  {
    id: 'mr-void',
    title: 'A dark line in MR',
    question: 'Is the tip of the metal in the bright nodule?',
    difficulty: 'hard',
    procedure: 'biopsy',
    verdict: 'cannot-tell',
    teaches: 'In a gradient echo the void is not the needle: it may end up to 10 mm from the metal.',
    explanation:
      'The void ends 5 mm inside the nodule. The metal that it was drawn from ends 9 mm earlier, before the nodule, and is shifted along the frequency-encode direction as well. How far void and metal lie apart depends on the sequence and on the angle to the field: this picture alone doesn’t tell.',
    draw: () =>
      mrCase({
        seed: 4201,
        at: [12, 0, 0],
        radius: 8,
        signal: 1.5,
        sigma: 3,
        captions: ['The metal ends here, the void goes on', 'The nodule'],
      }),
  },
  {
    id: 'mr-deep',
    title: 'A dark line in a large nodule',
    question: 'Is the tip of the metal in the bright nodule?',
    difficulty: 'medium',
    procedure: 'biopsy',
    verdict: 'inside',
    teaches: 'Where the void ends more than 10 mm inside a target, the metal is in it whatever the shift.',
    explanation:
      'The void ends 18 mm inside the nodule, and the metal 6 mm before that. Even the largest shift that is known would leave the metal inside: here the void answers the question, though it is not the needle.',
    draw: () =>
      mrCase({
        seed: 4202,
        at: [3, 0, 0],
        radius: 15,
        signal: 1.5,
        sigma: 3,
        options: { tip: [0, 1, 0], azimuth: -14, ahead: 2, aside: -0.8 },
        captions: ['The metal ends here', 'The nodule'],
      }),
  },
  {
    id: 'us-plane',
    title: 'Cyst puncture, another patient',
    question: 'Is the tip of the needle in the cyst?',
    difficulty: 'hard',
    procedure: 'drainage',
    verdict: 'cannot-tell',
    teaches: 'The end of the bright line is the tip only if the whole needle lies in the plane of the beam.',
    explanation:
      'The line fades out in the cyst instead of ending in a bright point: the needle leaves the plane there. Its tip was drawn 12 mm further on, behind the far wall, where this picture shows nothing of it. Turn or tilt the probe until the end is sharp.',
    draw: () =>
      usCase({
        name: 'us-plane',
        number: 73,
        seed: 730,
        tips: [13],
        lost: 12,
        sigma: 1,
        caption: 'The line fades, the tip is further on',
      }),
  },
  {
    id: 'xa-depth',
    title: 'Vertebral biopsy, one projection',
    question: 'Is the tip of the needle in the dense ball?',
    difficulty: 'medium',
    procedure: 'biopsy',
    verdict: 'cannot-tell',
    teaches: 'A projection shows what lies before or behind as if it were inside: one view tells nothing of depth.',
    explanation:
      'The tip lies in the shadow of the ball, and was drawn 16 mm behind it. A second view from another side is needed: outside in any one view is outside, inside in one view is nothing yet.',
    draw: () =>
      xaCase({
        name: 'xa-depth',
        number: 74,
        seed: 740,
        views: [{ primary: -8, secondary: 4 }],
        target: { center: [1, -6, 2], radius: 7 },
        tip: [2.5, 17, 0.5],
        direction: [-30, -9, -6],
        sigma: 0.6,
        captions: ['In the shadow of the ball'],
      }),
  },
  {
    id: 'xa-two',
    title: 'Vertebral biopsy, two projections',
    question: 'Is the tip of the needle in the dense ball? Mark in both views.',
    difficulty: 'medium',
    procedure: 'biopsy',
    verdict: 'inside',
    teaches: 'Two views from different sides place a tip in depth, if it is the same point in both.',
    explanation:
      'In both views, 71° apart, the tip lies in the shadow of the ball and well away from its edge. Put together the tip is 3 mm from the middle of a ball of 7 mm.',
    draw: () =>
      xaCase({
        name: 'xa-two',
        number: 75,
        seed: 750,
        views: [
          { primary: -30, secondary: 5 },
          { primary: 41, secondary: -6 },
        ],
        target: { center: [0.5, -4, 1], radius: 7 },
        tip: [2.2, -1.8, 2.2],
        direction: [-12, -23, -3.5],
        sigma: 0.8,
        captions: ['First view', 'Second view'],
      }),
  },
  {
    id: 'xa-scale',
    title: 'Fluoroscopy without a scale',
    question: 'Is the tip of the needle in the dense ball?',
    difficulty: 'medium',
    procedure: 'biopsy',
    verdict: 'outside',
    teaches: 'Without a scale there are no millimetres: inside or outside can be said, how far cannot.',
    explanation:
      'The file doesn’t say how large a pixel is: every distance is in pixels, until something of known size in the same depth has been measured. Outside in one projection is outside all the same: the tip ends before the edge of the shadow.',
    draw: () =>
      xaCase({
        name: 'xa-scale',
        number: 76,
        seed: 760,
        views: [{ primary: 12, secondary: -4 }],
        target: { center: [-3, -5, 3], radius: 7 },
        tip: [6.5, -4, -1.5],
        direction: [-26, -6, 9],
        sigma: 1,
        isCalibrated: false,
        captions: ['Beside the shadow'],
      }),
  },
];

/** The set itself. */
export const SET = {
  id: 'ways-to-miss-the-tip',
  title: 'Thirteen ways to miss the tip',
  order: /** @type {const} */ ('as-listed'),
};

/** What an author writes of a case. @param {Case} one @param {Drawn} drawn */
export const draftOf = (
  { id: _id, draw: _draw, title, question, difficulty, procedure, verdict, teaches, explanation },
  drawn,
) => ({
  tipcheckDraft: 1,
  title,
  question,
  difficulty,
  procedure,
  licence: 'CC0-1.0',
  source: 'phantom, drawn by a program',
  asks: ['target', 'tip'],
  references: drawn.references,
  verdict,
  teaches,
  explanation:
    drawn.references.length > 1
      ? `${explanation} Beside what is true stand two simulated readers, who scatter about it by ${String(READERS_MM)} mm (1 SD) along each axis.`
      : explanation,
  keyViews: drawn.keyViews,
  reveal: ['reference-marks', 'differences', 'key-views', 'explanation'],
});
