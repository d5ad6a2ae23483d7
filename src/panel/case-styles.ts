import { css } from 'lit';

export const caseStyles = css`
  :host {
    display: block;
    overflow: auto;
    padding: 12px 14px 16px;
    background: var(--tc-surface);
    outline: none;
  }
  h2 {
    font-size: 17px;
    line-height: 1.3;
    margin: 0 0 6px;
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: 12px;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--tc-muted);
    margin: 16px 0 6px;
  }
  p {
    margin: 0 0 8px;
    overflow-wrap: anywhere;
  }
  .about,
  small,
  .none {
    color: var(--tc-muted);
    font-size: 13px;
  }
  .question {
    font-size: 15px;
  }
  ul.asked {
    list-style: none;
    margin: 0;
    padding: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
  }
  fieldset {
    border: 1px solid var(--tc-line);
    border-radius: 6px;
    margin: 12px 0 0;
    padding: 6px 10px 10px;
    min-width: 0;
  }
  legend {
    padding: 0 4px;
    color: var(--tc-muted);
    font-size: 13px;
  }
  .says label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
  }
  input[type='radio'] {
    min-height: 0;
    width: 18px;
    height: 18px;
    accent-color: var(--tc-accent);
  }
  .sure {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .sure input[type='range'] {
    flex: 1;
    min-width: 0;
    padding: 0;
    accent-color: var(--tc-accent);
  }
  .sure input[type='number'] {
    width: 5em;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
    align-items: center;
  }
  .outcome {
    border: 1px solid var(--tc-line);
    border-left: 6px solid var(--tc-indeterminate);
    border-radius: 6px;
    padding: 8px 12px;
    margin: 8px 0;
  }
  #reason {
    margin-top: 6px;
  }
  .outcome.right {
    border-left-color: var(--tc-inside);
  }
  .outcome.wrong {
    border-left-color: var(--tc-outside);
    border-left-style: double;
  }
  .outcome h2 {
    margin: 0 0 2px;
  }
  .outcome h2:focus {
    outline: none;
  }
  .outcome p:last-child {
    margin: 0;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 3px 4px;
    border-top: 1px solid var(--tc-line);
    vertical-align: top;
  }
  thead th {
    border-top: none;
    color: var(--tc-muted);
    font-weight: 400;
    font-size: 12px;
    vertical-align: bottom;
  }
  th {
    text-align: left;
    text-wrap: balance;
    font-weight: 400;
  }
  tr.whole th {
    font-weight: 600;
  }
  td,
  thead th:not(:first-child) {
    text-align: right;
    white-space: nowrap;
  }
  th small,
  td small {
    display: block;
  }
  .is-right {
    color: var(--tc-inside);
  }
  .is-wrong {
    color: var(--tc-outside);
  }
  .views {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }
  .views button {
    white-space: normal;
    text-align: left;
  }
  .warn {
    color: var(--tc-outside);
  }
  @media (min-width: 561px) and (max-width: 960px) {
    .blind {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 0 20px;
    }
  }
  @media (pointer: coarse) {
    .says label {
      min-height: 44px;
    }
    input[type='radio'] {
      min-width: 0;
    }
  }
`;
