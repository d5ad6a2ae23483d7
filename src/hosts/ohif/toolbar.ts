import { TOOL_NAMES } from '../../tools/tool-names.ts';
import { EXTENSION_ID, OPEN_PANEL } from './names.ts';
import type { ToolbarService } from './services.ts';

/** Tool groups in which the primary button may mark: the host's of stacks and of planes. */
const TOOL_GROUPS = ['default', 'mpr', 'SRToolGroup'] as const;

/** Drawn as the marks themselves are: ring, cross hair, square on a line, ring at the end of a line. */
const BUTTONS = [
  {
    mark: 'target',
    label: 'Mark target',
    tooltip: 'press at its centre, release at its edge',
    paths: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0 -17', 'M9.5 9.5l5 5M9.5 14.5l5 -5'],
  },
  {
    mark: 'tip',
    label: 'Mark tip',
    tooltip: 'click the end of the needle, wire or catheter',
    paths: ['M20.5 3.5L11 13', 'M8 10.5v3M8 18.5v3M2.5 16h3M10.5 16h3'],
  },
  {
    mark: 'shaft',
    label: 'Mark shaft',
    tooltip: 'click another point on the device',
    paths: ['M20.5 3.5L15 9M10 14L3.5 20.5', 'M9.5 8.5h6v6h-6z'],
  },
  {
    mark: 'find',
    label: 'Find tip',
    tooltip: 'click the device anywhere, then accept or dismiss what is found',
    paths: ['M20.5 3.5L13.5 10.5', 'M9 9.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0 -11'],
  },
] as const;

/** The component of the host's toolbar that our buttons are made of. */
export const BUTTON_TYPE = `${EXTENSION_ID}.markButton`;

/** Puts the marking tools into the host's toolbar. */
export const addToolbarButtons = (toolbar: ToolbarService): void => {
  const buttons = BUTTONS.map(({ mark, label, tooltip, paths }) => ({
    id: TOOL_NAMES[mark],
    uiType: BUTTON_TYPE,
    props: {
      label,
      tooltip,
      paths,
      commands: [
        // Before anything is marked: the panel takes room from the pictures, and none of it must come while somebody drags.
        { commandName: OPEN_PANEL },
        {
          commandName: 'setToolActiveToolbar',
          commandOptions: { toolName: TOOL_NAMES[mark], toolGroupIds: [...TOOL_GROUPS] },
        },
      ],
      evaluate: 'evaluate.cornerstoneTool',
    },
  }));
  // Named anew in 3.11.
  if (toolbar.register) toolbar.register(buttons);
  else toolbar.addButtons?.(buttons);
  const section = toolbar.sections?.['primary'] ?? 'primary';
  const ids = buttons.map(({ id }) => id);
  if (toolbar.updateSection) toolbar.updateSection(section, ids);
  else toolbar.createButtonSection?.(section, ids);
};
