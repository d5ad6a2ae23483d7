import { TOOL_NAMES } from '../../tools/tool-names.ts';
import type { ToolbarService } from './services.ts';

/** Tool groups in which the primary button may mark: the host's of stacks and of planes. */
const TOOL_GROUPS = ['default', 'mpr', 'SRToolGroup'] as const;

/** By the names that the buttons have in the host; the icons are the host's own. */
const BUTTONS = [
  { mark: 'target', label: 'Mark target', icon: 'tool-circle', tooltip: 'Press at its centre, release at its edge' },
  { mark: 'tip', label: 'Mark tip', icon: 'tool-probe', tooltip: 'Click the end of the needle, wire or catheter' },
  { mark: 'shaft', label: 'Mark shaft', icon: 'tool-length', tooltip: 'Click another point on the device' },
] as const;

/** Puts the marking tools into the host's toolbar. */
export const addToolbarButtons = (toolbar: ToolbarService): void => {
  const buttons = BUTTONS.map(({ mark, label, icon, tooltip }) => ({
    id: TOOL_NAMES[mark],
    uiType: 'ohif.toolButton',
    props: {
      icon,
      label,
      tooltip,
      commands: [
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
