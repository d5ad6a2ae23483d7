import { css } from 'lit';

/** Where the parts of a viewer stand, on a desktop, a tablet and in an enlarged window. */
export const layoutStyles = css`
  :host {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / 148px minmax(0, 1fr) 340px;
    grid-template-areas: 'header header header' 'tools tools tools' 'series stage panel' 'status status status';
    height: 100%;
    min-height: 420px;
    background: var(--tc-bg);
    overflow: hidden;
    position: relative;
  }
  :host(:focus) {
    outline: none;
  }
  /* Over everything, which would cover an outline. */
  :host(:focus-visible)::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 2px solid var(--tc-accent);
    pointer-events: none;
    z-index: 5;
  }
  :host([hidden]) {
    display: none;
  }
  main {
    grid-area: stage;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    position: relative;
    container: views / size;
  }
  div.findings {
    grid-area: panel;
    border-left: 1px solid var(--tc-line);
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  tipcheck-panel,
  tipcheck-case {
    flex: 1;
    min-height: 0;
  }
  /* A tablet held upright: the panel lies under the pictures. */
  @media (max-width: 960px) {
    :host {
      grid-template: auto auto auto minmax(300px, 1fr) minmax(0, 45%) auto / minmax(0, 1fr);
      grid-template-areas: 'header' 'tools' 'series' 'stage' 'panel' 'status';
    }
    div.findings {
      border-left: none;
      border-top: 1px solid var(--tc-line);
    }
  }
  /* A low or a narrow window, as one enlarged to 200 % or 400 %: the viewer scrolls as a whole, and the pictures keep a height of use. */
  @media (max-height: 560px), (max-width: 560px) {
    :host {
      grid-template: repeat(3, max-content) clamp(220px, 78vh, 420px) max-content max-content / minmax(0, 1fr);
      grid-template-areas: 'header' 'tools' 'series' 'stage' 'panel' 'status';
      min-height: 0;
      overflow: hidden auto;
    }
    div.findings {
      border-left: none;
      border-top: 1px solid var(--tc-line);
    }
  }
`;
