import { css } from 'lit';

/** What opens over a viewer. */
export const dialogStyles = css`
  dialog {
    color: inherit;
    background: var(--tc-surface);
    border: 1px solid var(--tc-line);
    border-radius: 10px;
    max-width: min(1100px, calc(100vw - 24px));
    max-height: min(80vh, 80dvh);
    padding: 16px 20px;
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 60%);
  }
  .sheet-head {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 24px;
    position: sticky;
    top: -16px;
    background: var(--tc-surface);
    padding: 4px 0;
  }
  .sheet-head h2 {
    margin: 0;
  }
  dialog kbd {
    background: var(--tc-raised);
    border: 1px solid var(--tc-line);
    border-radius: 4px;
    padding: 1px 6px;
    font: inherit;
    white-space: nowrap;
  }
  dialog dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 14px;
    margin: 0 0 8px;
  }
  dialog dt {
    color: var(--tc-muted);
  }
  dialog dd {
    margin: 0;
  }
  dialog td {
    padding: 3px 10px 3px 0;
  }
  dialog fieldset {
    border: 1px solid var(--tc-line);
    border-radius: 6px;
    margin: 0 0 8px;
  }
  dialog label {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    padding: 3px 0;
  }
  dialog input:is([type='radio'], [type='checkbox']) {
    flex: none;
    width: 18px;
    height: 18px;
    min-height: 0;
    margin: 1px 0;
    accent-color: var(--tc-accent);
  }
  dialog h2 {
    margin: 0 0 10px;
    font-size: 16px;
  }
  dialog .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  /* A window that holds little is used to its edges. */
  @media (max-height: 560px), (max-width: 560px) {
    dialog {
      max-height: calc(100dvh - 12px);
      max-width: calc(100vw - 12px);
      padding: 10px 12px;
    }
    .sheet-head {
      top: -10px;
    }
  }
  @media (pointer: coarse) {
    dialog label {
      min-height: 44px;
      align-items: center;
    }
    dialog input:is([type='radio'], [type='checkbox']) {
      width: 24px;
      height: 24px;
    }
  }
`;
