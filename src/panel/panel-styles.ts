import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: block;
    overflow-x: hidden;
    overflow-y: auto;
    background: var(--tc-surface);
    container-type: inline-size;
  }
  /* Under the pictures, as on a tablet held upright, the panel is wide and low: its parts stand in as many columns as there is room for. */
  @container (min-width: 640px) {
    .body {
      columns: 2;
      column-gap: 0;
      column-rule: 1px solid var(--tc-line);
    }
    .body section {
      break-inside: avoid;
    }
    .body > .steps {
      column-span: all;
    }
  }
  section {
    padding: 10px 14px;
    border-bottom: 1px solid var(--tc-line);
  }
  h2 {
    margin: 0 0 6px;
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.04em;
    color: var(--tc-muted);
  }
  .announced,
  .told-pixels {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .verdict {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--tc-surface);
    display: grid;
    grid-template-columns: 52px 1fr;
    gap: 12px;
    align-items: center;
    padding: 14px;
    border-bottom: 1px solid var(--tc-line);
    border-left: 5px solid var(--colour);
    --colour: var(--tc-muted);
  }
  .verdict.inside {
    --colour: var(--tc-inside);
  }
  .verdict.outside {
    --colour: var(--tc-outside);
    border-left-style: double;
  }
  .verdict.indeterminate {
    --colour: var(--tc-indeterminate);
    border-left-style: dashed;
  }
  /* Another picture's verdict has no colour of its own. */
  .verdict.elsewhere {
    --colour: var(--tc-muted);
  }
  .verdict .unmet {
    font-weight: 600;
    color: var(--tc-outside);
  }
  .verdict .not-of-this {
    font-weight: 600;
    color: var(--tc-indeterminate);
  }
  .verdict svg {
    fill: none;
    stroke: var(--colour);
    stroke-width: 2.5;
  }
  @media (forced-colors: active) {
    .verdict strong,
    .verdict .unmet {
      text-decoration: underline;
    }
    /* So that the line at its side can be told from that of another verdict. */
    .verdict {
      border-left-width: 8px;
    }
  }
  .verdict .dot {
    fill: var(--colour);
    stroke: none;
  }
  .verdict strong {
    font-size: 20px;
    color: var(--colour);
  }
  .verdict p {
    margin: 2px 0 0;
  }
  .evidence {
    display: flex;
    gap: 10px;
    align-items: center;
    justify-content: space-between;
  }
  .reminder {
    margin: 6px 0 0;
    color: var(--tc-muted);
    font-size: 13px;
  }
  .suggestion {
    border-left: 5px solid #7ef29d;
  }
  .suggestion p,
  .examination p {
    margin: 4px 0;
  }
  .examination {
    margin-top: 8px;
    padding: 6px 10px;
    border: 1px solid var(--tc-line);
    border-radius: 6px;
  }
  .examination.contradicted {
    border: 2px solid var(--tc-outside);
  }
  .examination.doubted {
    border: 2px dashed var(--tc-indeterminate);
  }
  .examination.not-told {
    border-style: dashed;
  }
  .reasons {
    margin: 4px 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
  }
  .reasons li {
    padding-left: 16px;
    text-indent: -16px;
  }
  .reasons li::before {
    content: '·';
    display: inline-block;
    width: 16px;
    text-indent: 0;
    font-weight: 700;
  }
  .reasons li[data-supports='true']::before {
    content: '+';
    color: var(--tc-inside);
  }
  .reasons li[data-supports='false']::before {
    content: '−';
    color: var(--tc-outside);
  }
  .axis-profile {
    display: block;
    width: 100%;
    max-width: 420px;
    margin: 4px 0;
    background: #0b0e12;
    border-radius: 4px;
    --ink: #e8edf2;
  }
  .axis-profile polyline {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .axis-profile .fitted {
    stroke: #7ef29d;
    stroke-width: 1;
    stroke-dasharray: 4 3;
  }
  .axis-profile .foot {
    stroke: var(--ink);
    stroke-opacity: 0.4;
  }
  .axis-profile .end {
    stroke: #7ef29d;
    stroke-width: 1.5;
  }
  .axis-profile text {
    fill: var(--ink);
    font-size: 10px;
  }
  .axis-profile .mark {
    stroke: #ffd166;
    stroke-width: 1.75;
    fill: none;
  }
  .axis-profile text.mark {
    stroke: none;
    fill: #ffd166;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    text-align: left;
    font-weight: 400;
    padding: 3px 6px 3px 0;
  }
  td {
    text-align: right;
    padding: 3px 0;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  td.spread {
    color: var(--tc-muted);
    padding-left: 8px;
    min-width: 74px;
  }
  tr.absent {
    color: var(--tc-muted);
  }
  details table {
    margin-top: 4px;
  }
  summary {
    cursor: pointer;
    color: var(--tc-muted);
    padding: 4px 0;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .caveats li {
    padding: 3px 0 3px 20px;
    position: relative;
  }
  .caveats li::before {
    content: '!';
    position: absolute;
    left: 0;
    top: 5px;
    width: 14px;
    height: 14px;
    border: 1.5px solid var(--tc-indeterminate);
    border-radius: 50%;
    color: var(--tc-indeterminate);
    font: 700 10px/11px system-ui;
    text-align: center;
  }
  .marks li,
  .cases li {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
  }
  .marks li {
    flex-wrap: wrap;
    justify-content: flex-end;
  }
  .marks .name {
    flex: 1 0 auto;
  }
  .marks input {
    width: 76px;
    min-height: 28px;
    padding: 2px 6px;
    text-align: right;
  }
  .cases button.case {
    flex: 1;
    min-width: 0;
    text-align: left;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .row {
    display: flex;
    gap: 8px;
    flex-wrap: wrap;
    margin-top: 8px;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--tc-muted);
  }
  .modality input {
    width: 58px;
    min-height: 28px;
    padding: 2px 6px;
    text-align: right;
  }
  .modality select {
    flex: 1 1 150px;
    min-width: 0;
    max-width: 100%;
  }
  .modality .row {
    align-items: center;
    margin-top: 6px;
  }
  .modality .band {
    line-height: 32px;
  }
  .modality .effect {
    margin: 6px 0 0;
    font-variant-numeric: tabular-nums;
  }
  .zones h3 {
    margin: 12px 0 4px;
    font-size: 13px;
    font-weight: 600;
  }
  .zones li {
    display: flex;
    align-items: start;
    justify-content: space-between;
    padding: 3px 0;
  }
  .zones .piece {
    display: block;
    color: var(--tc-muted);
    font-variant-numeric: tabular-nums;
  }
  .zones form {
    display: grid;
    gap: 8px;
    margin: 6px 0;
  }
  .zones .fields {
    display: flex;
    gap: 8px;
  }
  .zones .fields[hidden] {
    display: none;
  }
  .zones .fields label {
    display: block;
    flex: 1;
  }
  .zones .fields input,
  .zones .source input {
    width: 100%;
    min-width: 0;
  }
  .zones form > button {
    justify-self: start;
  }
  .calibration form {
    display: grid;
    gap: 8px;
  }
  .calibration form > label:not(.check) {
    display: grid;
    grid-template-columns: 68px 1fr;
    gap: 8px;
  }
  .calibration .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(84px, 1fr));
    gap: 8px;
    align-items: end;
  }
  .calibration .fields label {
    display: grid;
    gap: 2px;
    font-size: 13px;
  }
  .calibration .fields input,
  .calibration .fields select,
  .calibration form > label select {
    width: 100%;
    min-width: 0;
    color: var(--tc-text);
  }
  .calibration .check input {
    flex: none;
    width: 18px;
    height: 18px;
    min-height: 0;
    margin: 0;
  }
  .calibration p,
  .scale p {
    margin: 0 0 4px;
  }
  .calibration .row {
    margin: 0;
  }
  .calibration b {
    white-space: nowrap;
  }
  .calibration .conflict {
    padding: 4px 8px;
    border: 1px solid var(--tc-line);
    border-left: 4px double var(--tc-outside);
  }
  .scale button {
    margin: 2px 6px 2px 0;
  }
  .steps ol {
    margin: 0;
    padding-left: 20px;
  }
  .steps li {
    margin-bottom: 6px;
  }
  .none {
    color: var(--tc-muted);
  }
  @media (pointer: coarse) {
    .marks input,
    .modality input {
      min-height: 44px;
    }
  }
`;
