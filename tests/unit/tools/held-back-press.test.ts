import { expect, test } from 'vitest';
import { Session } from '../../../src/session/session.ts';
import { addTools, type CornerstoneInstances } from '../../../src/tools/create-tools.ts';
import type { Press } from '../../../src/tools/gestures.ts';
import { TOOL_NAMES } from '../../../src/tools/tool-names.ts';

/** As much of Cornerstone as a tool group that holds tools needs. */
const cornerstone = () => {
  const registered = new Map<string, new () => { addNewAnnotation(event: object): unknown }>();
  return {
    registered,
    instances: {
      core: {},
      tools: {
        AnnotationTool: EventTarget,
        addTool: (Tool: { toolName: string } & (new () => never)) => registered.set(Tool.toolName, Tool),
        utilities: { triggerAnnotationRenderForViewportIds: () => undefined },
      },
    } as unknown as CornerstoneInstances,
    toolGroup: { hasTool: () => false, addTool: () => undefined, setToolEnabled: () => undefined } as never,
  };
};

test('a press of a person that Cornerstone acts on late marks nothing; one that a program makes does', () => {
  const { registered, instances, toolGroup } = cornerstone();
  const begun: Press[] = [];
  const marker = {
    begin: (press: Press) => {
      begun.push(press);
      return { move: () => undefined, end: () => undefined, cancel: () => undefined };
    },
    hover: () => undefined,
    doubleClick: () => false,
    key: () => false,
    shapes: () => [],
    release: () => undefined,
  };
  const installed = addTools(instances, toolGroup, {
    session: new Session(),
    acting: () => undefined,
    marker: () => marker,
  });
  const element = Object.assign(new EventTarget(), { ownerDocument: new EventTarget() }) as unknown as HTMLDivElement;
  installed.attach(element);
  const Tip = registered.get(TOOL_NAMES.tip);
  if (!Tip) throw new Error('no tool for tips');
  let claimed = 0;
  const press = (event?: { readonly isTrusted: boolean }): object => ({
    detail: { element, currentPoints: { canvas: [10, 20] }, ...(event && { event }) },
    preventDefault: () => {
      claimed += 1;
    },
  });
  const tool = new Tip();
  tool.addNewAnnotation(press({ isTrusted: true }));
  expect(begun).toHaveLength(0);
  tool.addNewAnnotation(press({ isTrusted: false }));
  tool.addNewAnnotation(press());
  expect(begun.map(({ canvas }) => canvas)).toEqual([
    [10, 20],
    [10, 20],
  ]);
  // Nothing else of Cornerstone's is done with any of them.
  expect(claimed).toBe(3);
});
