import type { germanSets } from '../de/sets.ts';

/** Texts of sets of teaching cases. */
export const chineseSets: Readonly<Record<keyof typeof germanSets, string>> = {
  'Leave the set': '离开病例集',
  'Set of cases': '病例集',
  Summary: '总结',
  Case: '病例',
  Cases: '病例数',
  'Case {number}': '病例 {number}',
  'Case {number}: {outcome}': '病例 {number}：{outcome}',
  'Case {number} of {count}': '第 {number} 例，共 {count} 例',
  'Next case': '下一例',
  'Previous case': '上一例',
  'Choose a case': '选择病例',
  'not decided': '未判定',
  'not scored': '未评分',
  open: '未答',
  '{answered} of {count} answered': '已答 {answered}/{count}',
  '{right} right, {wrong} wrong, {other} not decided, {open} open':
    '正确 {right}，错误 {wrong}，未判定 {other}，未答 {open}',
  'Attempt {number}. The summary counts the first: {outcome}.': '第 {number} 次尝试。总结只计第一次：{outcome}。',
  'Nothing is answered yet.': '尚无作答。',
  '{answered} of {cases} cases answered: {right} right, {wrong} wrong. The first attempt at each counts.':
    '已答 {answered}/{cases} 例：正确 {right}，错误 {wrong}。每例只计第一次尝试。',
  'Right when tried again: {count}.': '再次尝试后正确：{count}。',
  'Back to the case': '返回病例',
  'Your answers are kept in this browser alone, without anything of you, and sent nowhere.':
    '您的作答仅保存在此浏览器中，不含任何个人信息，也不会发送到别处。',
  'This browser keeps nothing for the page: your answers end with it.':
    '此浏览器不为本页保存任何内容：关闭页面后作答即消失。',
  'Answers that this browser kept of the set can’t be read. They are left as they are, and your answers end with the page, until you press “Forget my answers” in the summary.':
    '此浏览器保存的本病例集作答无法读取。它们会原样保留；在您于总结中点击“清除我的作答”之前，您的作答在关闭页面后即消失。',
  'Nothing is kept here: your answers end with the page.': '此处不保存任何内容：关闭页面后作答即消失。',
  Outcome: '结果',
  'Tip, off by': '尖端偏差',
  '{count} attempts': '{count} 次尝试',
  Errors: '错误类型',
  'Said inside, is outside': '答“内”，实为“外”',
  'Said outside, is inside': '答“外”，实为“内”',
  'Said where the images can’t tell': '图像无法判断时作了判定',
  'Not said though the images tell': '图像可判断时未作判定',
  'The tip, against the experts’': '尖端与专家标记的比较',
  'Within the experts’ spread: {right} of {of}.': '在专家离散范围内：{right}/{of}。',
  'Median distance: {mm} mm.': '距离中位数：{mm} mm。',
  'Mean ± SD': '均值 ± SD',
  'How sure, and how often right': '把握程度与正确率',
  'how sure': '把握程度',
  'Brier score {brier} over {count} answers: 0 is best, 0.25 is guessing.':
    '{count} 次作答的 Brier 评分为 {brier}：0 最佳，0.25 相当于猜测。',
  'You were as sure as you were right.': '把握程度与正确率相符。',
  'Too sure by {points} percentage points.': '过于自信，高出 {points} 个百分点。',
  'Not sure enough by {points} percentage points.': '自信不足，低 {points} 个百分点。',
  '{from} to {to} % sure: {right} of {count} right ({low} to {high} %)':
    '把握 {from}–{to} %：{count} 次中正确 {right} 次（{low}–{high} %）',
  'Share right over how sure you were: {list}': '正确率随把握程度的变化：{list}',
  'Forget my answers': '清除我的作答',
  'Forget my answers…': '清除我的作答…',
  'Forget all answers of this set': '清除此病例集的全部作答',
};
