import type { Edit } from '../confirmation/edit.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { Handle } from '../overlay/handle.ts';

/** Where the mark of a handle lies in the record; of a radius, the centre. Null where it isn't marked. */
export const positionOf = (record: Confirmation, handle: Handle): readonly number[] | null => {
  switch (handle.mark) {
    case 'tip':
      return record.tip?.position ?? null;
    case 'entry':
      return record.entry ?? null;
    case 'plan-entry':
      return record.plan?.entry ?? null;
    case 'plan-target':
      return record.plan?.target ?? null;
    case 'shaft':
      return record.shaft?.[handle.index] ?? null;
    case 'target':
    case 'target-radius':
      return record.target && 'center' in record.target ? record.target.center : null;
    case 'target-point':
      return record.target?.shape === 'contour' ? (record.target.points[handle.index] ?? null) : null;
    case 'calibration':
      return null;
  }
};

/** The edit that takes the mark of a handle away; a radius or corner goes with its target, a point of the plan with the plan. */
export const removalOf = (handle: Handle): Edit =>
  handle.view === undefined ? removal(handle) : { kind: 'in-view', view: handle.view, edit: removal(handle) };

const removal = (handle: Handle): Edit => {
  switch (handle.mark) {
    case 'tip':
      return { kind: 'remove-tip' };
    case 'entry':
      return { kind: 'set-entry', position: null };
    case 'plan-entry':
    case 'plan-target':
      return { kind: 'remove-plan' };
    case 'shaft':
      return { kind: 'remove-shaft-point', index: handle.index };
    default:
      return { kind: 'remove-target' };
  }
};
