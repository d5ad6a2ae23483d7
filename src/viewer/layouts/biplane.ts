import type { Arrange, Arrangement } from './arrangement.ts';
import { arrangeStack } from './single.ts';

/** Two runs side by side, each moved by itself. */
export const arrangeBiplane: Arrange = (scene, series, index, beside) => {
  if (!beside) throw new Error('two views need a second run');
  const one = arrangeStack(scene, series, index, { name: 'View-1', title: () => 'View 1' });
  const other = arrangeStack({ ...scene, ...scene.beside }, beside.series, beside.index, {
    name: 'View-2',
    title: () => 'View 2',
  });
  const fit: Arrangement['fit'] = (viewport) => {
    (viewport as { resetCamera?: () => void }).resetCamera?.();
  };
  return {
    ...one,
    opened: Promise.all([one.opened, other.opened]).then(() => undefined),
    fit,
    beside: other,
    dispose: () => {
      other.cine?.stop();
      other.dispose();
      one.dispose();
    },
  };
};
