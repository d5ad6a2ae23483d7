import type { ProcedureProfile, Threshold } from './profile.ts';

/**
 * The bundled profiles. A number stands here only with its source; where none was found, a profile has no threshold. All are off: whether one of
 * them is a site's policy is the site's to say. `docs/profiles.md` is written from this.
 */

type Blocking = ProcedureProfile['blocking'];

/** Without these there is nothing to go on. */
const marked = (unconfirmed: string): Blocking => [
  { code: 'tip-unconfirmed', why: unconfirmed },
  { code: 'tip-contradicted' },
  { code: 'no-tip' },
  { code: 'no-target' },
  { code: 'tip-outside-image' },
  { code: 'region-mismatch' },
  { code: 'different-frame-of-reference' },
  { code: 'artefact-band-unknown' },
];

const IN_MM: Blocking = [{ code: 'sigma-unknown' }, { code: 'uncalibrated' }, { code: 'at-detector-scale' }];

const TWO_VIEWS: Blocking = [{ code: 'views-too-parallel' }, { code: 'ray-gap' }];

const inDepth = (oneView: string): Blocking => [
  { code: 'single-projection', why: oneView },
  { code: 'out-of-plane-unknown' },
  ...TWO_VIEWS,
];

const NEEDLE_ERROR: Threshold = {
  metric: 'tipToCenter',
  comparison: 'at-most',
  limit: 2.7,
  unit: 'mm',
  title: 'Allowable needle placement error in targeted lesions',
  source: 'de Jong et al., Med Devices (Auckl) 2018, doi:10.2147/MDER.S160444',
  seen: 'abstract',
  note: 'Mean of the largest errors that 153 respondents at CIRSE 2016 would allow: an opinion, not an outcome. Many patient series lie above it.',
  stated: 2.7,
  enabled: false,
};

/** What every source of a margin has in common, and TipCheck hasn't. */
const PREDICTED =
  'The source measured the margin on images after treatment; what is held against it here is that of the ellipsoid the device’s numbers predict: a predicted margin, not a measured one.';

const margin = (limit: number, title: string, source: string, note: string): Threshold => ({
  metric: 'ablativeMargin',
  comparison: 'at-least',
  limit,
  unit: 'mm',
  title,
  source,
  seen: 'abstract',
  note: `${note} ${PREDICTED}`,
  stated: limit,
  enabled: false,
});

const cavoatrial = (limit: number, title: string, note: string): Threshold => ({
  metric: 'tipToCenter',
  comparison: 'at-most',
  limit,
  unit: 'mm',
  title,
  source: 'Gullo et al., Br J Radiol 2025;98:237, doi:10.1093/bjr/tqae218',
  seen: 'abstract',
  note,
  stated: limit,
  narrowest: 20,
  inProjection: true,
  enabled: false,
});

/** The bundled procedure profiles. Their thresholds are off. */
export const PROFILES: readonly ProcedureProfile[] = [
  {
    tipcheckProfile: 1,
    id: 'biopsy',
    procedure: 'Biopsy',
    metrics: [
      {
        name: 'normalDistance',
        why: 'A core is long: what lies beside its axis is missed however far it is advanced.',
      },
      { name: 'signedDistance', why: 'Whether the tip is in the lesion, and how far from its edge.' },
      { name: 'remainingAdvance', why: 'How far there is to go, or by how much it was overshot.' },
      { name: 'angularError' },
      { name: 'tipToCenter', why: 'The usual headline; it hides the direction of the miss.' },
    ],
    thresholds: [NEEDLE_ERROR],
    blocking: [
      ...marked('If the mark is the shaft, the sample comes from somewhere else.'),
      ...IN_MM,
      ...inDepth('Lesion and needle that overlap may be centimetres apart.'),
      { code: 'open-surface', why: 'A target without an inside can not be sampled from within.' },
    ],
  },
  {
    tipcheckProfile: 1,
    id: 'drainage',
    procedure: 'Drainage',
    metrics: [
      {
        name: 'signedDistance',
        why: 'How deep the tip lies within the collection: the side holes behind it must lie within, too.',
      },
      { name: 'insertedLength', why: 'To compare with the length from the tip to the last side hole.' },
      { name: 'normalDistance', why: 'Whether further advance leads into the collection.' },
      { name: 'remainingAdvance' },
      { name: 'tipToCenter' },
    ],
    thresholds: [],
    blocking: [
      ...marked('If the mark is the shaft, the end may lie beyond the far wall.'),
      ...IN_MM,
      ...inDepth('Collection and drain that overlap may be centimetres apart.'),
      { code: 'open-surface', why: 'A collection without an inside can not be drained from within.' },
    ],
  },
  {
    tipcheckProfile: 1,
    id: 'vascular-access',
    procedure: 'Vascular access (CVC, PICC)',
    metrics: [
      { name: 'tipToCenter', why: 'Tip from the marked cavo-atrial junction.' },
      { name: 'remainingAdvance', why: 'How far to advance, or to withdraw where negative.' },
      { name: 'insertedLength' },
    ],
    thresholds: [
      cavoatrial(
        30,
        'Tip within 3 cm of the cavo-atrial junction',
        'The zone that the source takes as acceptable. Mark the junction as the target and give it a sigma: on chest X-rays readers differ by −2.5 to +1.8 cm (PMC5124912).',
      ),
      cavoatrial(
        20,
        'Tip within 2 cm of the cavo-atrial junction',
        'Readings of chest X-rays vary by ±2 cm (repeatability 1.79 cm against CT): no zone thinner than this is supported. Give the target a sigma.',
      ),
    ],
    // A chest X-ray is one projection; that alone doesn't stop anybody.
    blocking: [...marked('The end that is seen may be a loop or a crossing of the catheter.'), ...IN_MM, ...TWO_VIEWS],
  },
  {
    tipcheckProfile: 1,
    id: 'embolization',
    procedure: 'Embolization',
    metrics: [
      { name: 'tipToCenter', why: 'Tip from the place where it is to be released.' },
      { name: 'remainingAdvance', why: 'Along the vessel: short of that place, or beyond it.' },
      { name: 'signedDistance' },
    ],
    thresholds: [],
    // Angiography is made of single projections; contrast, not distance, shows which vessel it is.
    blocking: [...marked('What is released leaves at the true tip.'), ...TWO_VIEWS],
  },
  {
    tipcheckProfile: 1,
    id: 'angioplasty-stent',
    procedure: 'Angioplasty or stent',
    metrics: [
      { name: 'remainingAdvance', why: 'Along the vessel: short of the lesion, or beyond it.' },
      { name: 'tipToCenter' },
      { name: 'depthError' },
    ],
    thresholds: [],
    blocking: [
      ...marked('A wire or marker that ends elsewhere moves the stent with it.'),
      { code: 'uncalibrated' },
      { code: 'at-detector-scale' },
      ...TWO_VIEWS,
    ],
  },
  {
    tipcheckProfile: 1,
    id: 'ablation',
    procedure: 'Ablation (RFA, MWA, cryo)',
    metrics: [
      {
        name: 'ablativeMargin',
        why: 'The least depth of the tumour surface within the ablation zone; negative where it isn’t covered.',
      },
      { name: 'tipToCenter' },
      { name: 'normalDistance', why: 'How far off the centre the zone will lie, whatever the depth.' },
      { name: 'depthError' },
      { name: 'angularError' },
    ],
    thresholds: [
      margin(
        5,
        'Ablative margin, hepatocellular carcinoma',
        'Laimer et al., Eur Radiol 2020;30(5), “Minimal ablative margin (MAM) assessment with image fusion”, https://www.springermedizin.de/minimal-ablative-margin-mam-assessment-with-image-fusion-an-inde/17609272',
        'No local progression above 5 mm in 110 patients; each millimetre more went with a risk lower by about 30 %.',
      ),
      margin(
        5,
        'Ablative margin, colorectal metastases, rigid registration',
        'Laimer et al., Eur Radiol 2025;35:1046, doi:10.1007/s00330-024-10956-5',
        'No local progression from 5 mm on, measured with SAFIR, in 173 metastases. Two programs differed by 2 mm in the median.',
      ),
      margin(
        4,
        'Ablative margin, colorectal metastases, non-rigid registration',
        'Laimer et al., Eur Radiol 2025;35:1046, doi:10.1007/s00330-024-10956-5',
        'No local progression from 4 mm on, measured with Ablation-fit, in 173 metastases.',
      ),
      margin(
        3,
        'Ablative margin, colorectal metastases, all of a 3 mm zone',
        'Laimer et al., Eur Radiol 2021;31:6489, PMC8379110',
        'The smallest margin that, wholly ablated, showed no local progression in 76 metastases. The source’s other rule, 90 % of a 6 mm margin, isn’t one distance and can’t be judged here.',
      ),
      NEEDLE_ERROR,
    ],
    blocking: [
      ...marked('If the mark is the shaft, the zone lies deeper than it seems.'),
      ...IN_MM,
      ...inDepth('Tumour and probe that overlap may be centimetres apart.'),
      { code: 'open-surface', why: 'A tumour without an inside has no margin.' },
    ],
  },
  {
    tipcheckProfile: 1,
    id: 'ptcd',
    procedure: 'Biliary drainage (PTCD)',
    metrics: [
      { name: 'signedDistance', why: 'Whether the tip is in the duct; a duct is small beside its uncertainty.' },
      { name: 'remainingAdvance' },
      { name: 'normalDistance' },
      { name: 'insertedLength' },
    ],
    thresholds: [],
    blocking: [
      ...marked('If the mark is the shaft, the end may lie beyond the duct, in a vessel.'),
      ...IN_MM,
      ...inDepth('Overlap isn’t contact: contrast in the duct or another view shows it.'),
    ],
  },
  {
    tipcheckProfile: 1,
    id: 'vertebroplasty',
    procedure: 'Vertebroplasty or kyphoplasty',
    metrics: [
      { name: 'signedDistance', why: 'How far the tip is from the wall of the vertebral body.' },
      { name: 'depthError' },
      { name: 'lateralError', why: 'The pedicle leaves little room beside the planned path.' },
      { name: 'angularError' },
      { name: 'entryError' },
    ],
    thresholds: [],
    blocking: [
      ...marked('If the mark is the shaft, the end may be through the anterior wall.'),
      ...IN_MM,
      ...inDepth('One view doesn’t show the spinal canal apart from the body.'),
      { code: 'near-boundary', why: 'Near the wall cement may go where it must not.' },
    ],
  },
  {
    tipcheckProfile: 1,
    id: 'nerve-joint-injection',
    procedure: 'Nerve or joint injection',
    metrics: [
      { name: 'tipToCenter', why: 'How far from the nerve or the joint space.' },
      { name: 'signedDistance', why: 'Negative: within the marked structure.' },
      { name: 'remainingAdvance' },
    ],
    thresholds: [],
    blocking: [
      ...marked('If the mark is the shaft, the tip may be in the nerve or a vessel.'),
      ...IN_MM,
      ...inDepth('Needle and nerve that overlap may be apart in depth.'),
      { code: 'near-boundary', why: 'Whether the tip is within the structure is not decided.' },
    ],
  },
];
