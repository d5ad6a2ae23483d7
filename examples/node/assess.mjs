import { assess, isRefused, parseRecord } from 'tipcheck';

const record = parseRecord({
  tipcheck: 1,
  id: 'example',
  space: { kind: 'patient', frameOfReferenceUID: '1.2.826.0.1.3680043.8.498.1' },
  target: { shape: 'sphere', center: [0, 0, 0], radius: 8 },
  tip: { position: [1, 2, 0], evidence: 'person', sigma: 0.5 },
});
if (isRefused(record)) throw new Error(record.message);
const assessment = assess(record);
if (isRefused(assessment)) throw new Error(assessment.message);
const { value, unit, sigma } = assessment.metrics.tipToCenter;
console.log(`${assessment.verdict}, ${value.toFixed(2)} ${unit} from the centre (sigma ${sigma.toFixed(2)})`);
