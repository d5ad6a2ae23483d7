import { expect, test } from 'vitest';
import { lendToCalibration } from '../../../../src/hosts/ohif/calibrate-tool.ts';
import { readySession } from '../../../support/sessions.ts';

const begin = (first: string) => {
  const session = readySession();
  const host = { tool: first };
  const stop = lendToCalibration(session, {
    current: () => host.tool,
    use: (name) => (host.tool = name),
  });
  return { session, host, stop };
};

test('the primary button calibrates while that is asked for, and does again what it did before', () => {
  const { session, host } = begin('WindowLevel');
  session.tool.value = 'calibrate';
  expect(host.tool).toBe('TipCheckCalibrate');
  session.tool.value = null;
  expect(host.tool).toBe('WindowLevel');
});

test('a tool that was chosen meanwhile stays, and nothing is lent after the end', () => {
  const { session, host, stop } = begin('WindowLevel');
  session.tool.value = 'calibrate';
  host.tool = 'Zoom';
  session.tool.value = null;
  expect(host.tool).toBe('Zoom');
  stop();
  session.tool.value = 'calibrate';
  expect(host.tool).toBe('Zoom');
});
