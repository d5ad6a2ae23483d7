import type { germanAccess } from '../de/access.ts';

/** Texts for whoever works by keys or hears the viewer. */
export const chineseAccess: Readonly<Record<keyof typeof germanAccess, string>> = {
  Pictures: '图像',
  'View {number}: {series}': '视图 {number}：{series}',
  'Image {number} of {count}.': '第 {number} 幅，共 {count} 幅。',
  'Marks in the picture: {marks}.': '图像中的标记：{marks}。',
  'No marks in the picture.': '图像中没有标记。',
  'Cursor for keys: arrows move it by an image pixel (Shift: ten, Ctrl: a tenth), Enter marks, Escape ends.':
    '键盘光标：方向键每次移动一个图像像素（Shift：十个，Ctrl：十分之一），Enter 标记，Esc 结束。',
  'Choose first what to mark: T target, N tip, S shaft, E entry, P plan.':
    '请先选择要标记的内容：T 靶点，N 尖端，S 针杆，E 进针点，P 计划。',
  'Move the mark with the arrows, then press Enter again.': '用方向键移动标记，然后再按一次 Enter。',
  'Move the cursor to the edge of the target, then press Enter again.': '将光标移到靶点边缘，然后再按一次 Enter。',
  'The picture has changed meanwhile: begin this mark again.': '图像已改变：请重新开始此标记。',
  'Cursor for keys, on or off: arrows move it, Enter marks': '键盘光标开/关：方向键移动，Enter 标记',
  'Move the selected mark or the cursor a tenth of an image pixel': '将所选标记或光标移动十分之一个图像像素',
};
