/** Whether a viewport shows the tip that is marked: a picture without it proves nothing. */
export const showsTip = (view: HTMLElement): boolean => {
  const box = view.getBoundingClientRect();
  return [...view.querySelectorAll('[data-mark=tip][data-ghost=false]')].some((mark) => {
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
  });
};
