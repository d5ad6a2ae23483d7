import { css } from 'lit';

export const looksStyles = css`
  .looks small {
    display: block;
    font-size: 12px;
    color: var(--tc-muted);
    white-space: normal;
  }
  .looks th,
  .looks td {
    vertical-align: top;
    padding: 4px 6px 4px 0;
  }
  .looks td {
    white-space: normal;
  }
  .looks td:last-child {
    padding: 0;
  }
  .looks td:last-child button {
    padding: 2px 5px;
  }
  .looks thead th {
    color: var(--tc-muted);
    font-size: 12px;
  }
  .looks thead th:not(:first-child) {
    text-align: right;
  }
  .looks tbody tr {
    border-top: 1px solid var(--tc-line);
  }
  .looks tr.last {
    box-shadow: inset 3px 0 var(--tc-accent);
  }
  .looks tr.last th {
    padding-left: 8px;
  }
  .looks small.tag {
    color: var(--tc-accent);
  }
  .looks small.inside {
    color: var(--tc-inside);
  }
  .looks small.outside {
    color: var(--tc-outside);
  }
  .looks small.indeterminate {
    color: var(--tc-indeterminate);
  }
  .looks .row {
    align-items: center;
  }
  .chart {
    display: block;
    width: 100%;
    max-width: 420px;
    margin-bottom: 6px;
    fill: none;
    stroke: var(--tc-muted);
  }
  .chart text {
    font-size: 10px;
    fill: var(--tc-muted);
    stroke: none;
  }
  .chart rect.inside {
    fill: color-mix(in srgb, var(--tc-inside) 14%, transparent);
    stroke: none;
  }
  .chart .surface {
    stroke-dasharray: 4 3;
  }
  .chart .bar {
    stroke: var(--tc-text);
    stroke-width: 1.5;
  }
  .chart circle {
    fill: var(--tc-indeterminate);
    stroke: none;
  }
  .chart circle.inside {
    fill: var(--tc-inside);
  }
  .chart circle.outside {
    fill: var(--tc-outside);
  }
  .chart circle.last {
    fill: none;
    stroke: var(--tc-accent);
  }
  @media (forced-colors: active) {
    .chart rect.inside {
      fill: none;
      stroke: var(--tc-line);
      stroke-dasharray: 1 3;
    }
    .looks tr.last th {
      border-left: 4px solid Highlight;
    }
  }
`;
