import { css } from 'lit';

/** What comes over the pictures or above the findings and goes again. */
export const messageStyles = css`
  .kept > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    padding: 8px 14px;
    background: var(--tc-raised);
    border-bottom: 1px solid var(--tc-line);
  }
  .kept p {
    flex: 1 1 180px;
    margin: 0;
  }
  .kept .warn {
    color: var(--tc-indeterminate);
  }
  .message {
    position: absolute;
    left: 50%;
    top: 16px;
    transform: translateX(-50%);
    max-width: min(90%, 560px);
    padding: 8px 14px;
    background: var(--tc-raised);
    border: 1px solid var(--tc-line);
    border-radius: 8px;
    box-shadow: 0 6px 24px rgb(0 0 0 / 50%);
    z-index: 3;
    display: flex;
    gap: 12px;
    align-items: center;
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    text-align: center;
    gap: 10px;
    color: var(--tc-muted);
    background: var(--tc-bg);
    z-index: 1;
    padding: 24px;
  }
  :host([dropping]) main::after {
    content: 'Drop to open';
    position: absolute;
    inset: 8px;
    border: 2px dashed var(--tc-accent);
    border-radius: 10px;
    display: grid;
    place-items: center;
    background: rgb(13 17 23 / 75%);
    font-size: 20px;
    z-index: 4;
  }
  input[type='file'] {
    position: absolute;
    width: 1px;
    height: 1px;
    min-height: 0;
    opacity: 0;
    pointer-events: none;
  }
`;
