import { css } from 'lit';

export const profileStyles = css`
  .procedure label,
  .procedure select {
    flex: 1;
    min-width: 0;
  }
  .procedure label {
    display: flex;
    gap: 8px;
  }
  .procedure select {
    color: var(--tc-text);
  }
  .threshold .reminder {
    overflow-wrap: anywhere;
  }
  .blocked {
    margin: 0 0 6px;
    padding: 4px 8px;
    border: 1px solid var(--tc-line);
    border-left: 4px double var(--tc-outside);
  }
  .threshold {
    padding: 8px 0;
    border-top: 1px solid var(--tc-line);
  }
  .threshold label {
    display: flex;
    color: var(--tc-text);
    min-height: 32px;
    cursor: pointer;
  }
  .threshold input[type='checkbox'] {
    flex: none;
    width: 18px;
    height: 18px;
    min-height: 0;
    margin: 0;
  }
  .threshold .limit {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    color: var(--tc-muted);
  }
  .threshold input[type='number'] {
    width: 64px;
    min-height: 28px;
    padding: 2px 6px;
    text-align: right;
    color: var(--tc-text);
  }
  .threshold .result {
    margin: 4px 0 0;
    padding-left: 8px;
    border-left: 4px dotted var(--tc-muted);
    color: var(--tc-muted);
  }
  .threshold .met {
    color: var(--tc-text);
    border-left: 4px solid var(--tc-inside);
  }
  .threshold .not-met {
    color: var(--tc-text);
    border-left: 4px double var(--tc-outside);
  }
  .threshold .undecided {
    color: var(--tc-text);
    border-left: 4px dashed var(--tc-indeterminate);
  }
  @media (pointer: coarse) {
    .threshold label,
    .threshold input[type='number'] {
      min-height: 44px;
    }
  }
`;
