import { css } from 'lit';

/** Header, tools, the bars under the pictures and the status line. */
export const barStyles = css`
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 6px 14px;
    padding: 6px 12px;
    background: var(--tc-surface);
    border-bottom: 1px solid var(--tc-line);
  }
  header .brand {
    font-weight: 700;
    letter-spacing: 0.01em;
  }
  header .brand svg {
    width: 20px;
    height: 20px;
    vertical-align: -4px;
    margin-right: 6px;
    fill: none;
    stroke: var(--tc-accent);
    stroke-width: 2;
  }
  /* Whose images these are is never cut off. */
  header .patient {
    flex: 1 1 160px;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 10px;
    overflow-wrap: anywhere;
  }
  header .patient small {
    color: var(--tc-muted);
    font-size: 13px;
  }
  header select {
    flex: 0 1 auto;
    min-width: 0;
    max-width: 100%;
  }
  .tools {
    grid-area: tools;
    padding: 6px 12px;
    background: var(--tc-surface);
    border-bottom: 1px solid var(--tc-line);
  }
  .tools [role='toolbar'] {
    display: flex;
    /* As many lines whichever tool is picked: a picture that moves makes the next click miss. */
    flex-wrap: wrap;
    gap: 6px 4px;
    align-items: center;
  }
  .tools [role='toolbar'] > * {
    flex: none;
  }
  .tools button {
    padding-inline: 7px;
  }
  @media (pointer: fine) {
    .tools button {
      min-inline-size: 30px;
    }
  }
  .tools select {
    width: 96px;
  }
  .tools .presets {
    width: 126px;
  }
  .tools .caption {
    color: var(--tc-muted);
    font-size: 13px;
  }
  .tools .gap {
    width: 1px;
    align-self: stretch;
    background: var(--tc-line);
    margin: 2px;
  }
  .planes-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 4px 12px;
    background: var(--tc-surface);
    border-top: 1px solid var(--tc-line);
    font-size: 13px;
  }
  .planes-bar label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--tc-muted);
  }
  .planes-bar input {
    width: 64px;
    text-align: right;
  }
  .planes-bar .hint {
    color: var(--tc-indeterminate);
  }
  .cine {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 12px;
    background: var(--tc-surface);
    border-top: 1px solid var(--tc-line);
  }
  .cine input {
    flex: 1;
    padding: 0;
    accent-color: var(--tc-accent);
  }
  .cine output {
    min-width: 110px;
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  footer {
    grid-area: status;
    display: flex;
    align-items: center;
    gap: 2px 18px;
    flex-wrap: wrap;
    padding: 3px 12px;
    background: var(--tc-surface);
    border-top: 1px solid var(--tc-line);
    color: var(--tc-muted);
    font-size: 13px;
    min-height: 30px;
  }
  footer b {
    color: var(--tc-text);
    font-weight: 500;
  }
  footer .warn {
    color: var(--tc-indeterminate);
  }
  /* What comes and goes has its place from the start: no picture moves under a pointer because of it. */
  footer .live {
    flex: 0 0 330px;
    margin-left: auto;
    height: 24px;
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 18px;
    overflow: hidden;
    white-space: nowrap;
  }
  footer button.keeping {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-decoration: underline dotted;
  }
  @media (pointer: coarse) {
    footer .live,
    footer button.keeping {
      height: auto;
      min-height: 44px;
    }
  }
  @media (max-width: 960px) {
    /* The room is the patient's: the sign alone says whose viewer it is. */
    header .brand {
      font-size: 0;
    }
    header select {
      max-width: 150px;
    }
    header select {
      flex: 0 1 200px;
    }
    footer .live {
      flex: 1 1 150px;
    }
  }
  @media (max-height: 560px), (max-width: 560px) {
    header select {
      flex: 1 1 180px;
    }
    header .patient {
      flex-basis: calc(100% - 130px);
    }
    footer .live {
      height: auto;
      min-height: 24px;
      flex-wrap: wrap;
      white-space: normal;
    }
  }
`;
