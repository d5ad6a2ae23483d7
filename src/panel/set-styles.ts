import { css } from 'lit';

export const setStyles = css`
  nav {
    margin: -12px -14px 12px;
    padding: 10px 14px;
    border-bottom: 1px solid var(--tc-line);
    background: var(--tc-bg);
  }
  nav p.set {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    margin: 0 0 4px;
  }
  nav p.set span {
    color: var(--tc-muted);
  }
  nav p.none {
    margin: 2px 0 0;
  }
  nav .row {
    gap: 6px;
    margin-top: 8px;
  }
  nav select {
    flex: 1 1 7em;
    min-width: 0;
  }
  progress {
    display: block;
    width: 100%;
    height: 6px;
    appearance: none;
    border: none;
    border-radius: 3px;
    background: var(--tc-raised);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--tc-raised);
  }
  progress::-webkit-progress-value {
    background: var(--tc-accent);
  }
  progress::-moz-progress-bar {
    background: var(--tc-accent);
  }
  .summary thead th:not(:first-child) {
    white-space: normal;
  }
  .summary h2:focus {
    outline: none;
  }
  button.link {
    display: block;
    width: 100%;
    min-height: 0;
    padding: 0;
    border: none;
    background: none;
    color: inherit;
    font-weight: 600;
    text-align: left;
    white-space: normal;
    text-decoration: underline;
    text-decoration-color: var(--tc-line);
    text-underline-offset: 3px;
  }
  dl {
    margin: 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 3px 4px;
    border-top: 1px solid var(--tc-line);
  }
  dl div:first-child {
    border-top: none;
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  svg.calibration {
    display: block;
    width: 100%;
    max-width: 360px;
    margin: 4px 0 8px;
  }
  svg.calibration text {
    fill: var(--tc-muted);
    font-size: 10px;
  }
  svg.calibration .axis {
    stroke: var(--tc-line);
  }
  svg.calibration .ideal {
    stroke: var(--tc-muted);
    stroke-dasharray: 4 3;
  }
  svg.calibration .bar {
    stroke: var(--tc-accent);
    stroke-width: 1.5;
  }
  svg.calibration circle {
    fill: var(--tc-accent);
  }
  ul.bins {
    margin: 0;
    padding-left: 18px;
    color: var(--tc-muted);
    font-size: 13px;
  }
  @media (pointer: coarse) {
    button.link {
      min-height: 44px;
    }
  }
`;
