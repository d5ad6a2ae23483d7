import { css } from 'lit';

/** The list of series, with targets of other systems and what was left out. */
export const seriesStyles = css`
  nav {
    grid-area: series;
    overflow: auto;
    border-right: 1px solid var(--tc-line);
    padding: 8px;
    display: flex;
    flex-direction: column;
    gap: 8px;
    background: var(--tc-surface);
  }
  nav button {
    display: block;
    width: 100%;
    padding: 6px;
    text-align: left;
    white-space: normal;
    flex: none;
  }
  nav canvas {
    display: block;
    width: 100%;
    aspect-ratio: 4 / 3;
    background: #000;
    border-radius: 3px;
    margin-bottom: 5px;
  }
  nav small {
    color: var(--tc-muted);
  }
  nav [aria-pressed='true'] small {
    color: inherit;
  }
  nav .targets {
    font-size: 13px;
  }
  nav .targets h2 {
    margin: 0 0 4px;
    font-size: inherit;
  }
  nav .targets ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  nav .targets li {
    margin-bottom: 10px;
    overflow-wrap: anywhere;
  }
  nav .targets input {
    width: 5em;
  }
  nav .targets button {
    display: block;
    margin-top: 4px;
    text-align: center;
  }
  nav details {
    color: var(--tc-muted);
    font-size: 13px;
  }
  nav details li {
    margin-bottom: 6px;
    overflow-wrap: anywhere;
  }
  nav details ul {
    padding-left: 16px;
    margin: 4px 0;
  }
  @media (max-width: 960px), (max-height: 560px) {
    nav {
      flex-direction: row;
      border-right: none;
      border-bottom: 1px solid var(--tc-line);
      padding: 6px 8px;
    }
    nav button {
      width: 190px;
      display: grid;
      grid-template-columns: 64px 1fr;
      gap: 8px;
      align-items: center;
    }
    nav canvas {
      margin: 0;
    }
    nav .targets {
      flex: none;
      width: 190px;
    }
  }
`;
