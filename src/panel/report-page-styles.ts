import { css } from 'lit';

/** Black on white, on the screen as on paper. */
export const reportPageStyles = css`
  .page {
    background: #fff;
    color: #000;
    font:
      13px/1.35 Helvetica,
      Arial,
      sans-serif;
    padding: 24px 28px 16px;
    margin: 0 auto 16px;
    max-width: 760px;
    color-scheme: light;
    /* A page is paper, whatever the colours of the screen are. */
    forced-color-adjust: none;
  }
  .page h3 {
    font-size: 21px;
    line-height: 1.2;
    margin: 0 0 8px;
    padding-bottom: 4px;
    border-bottom: 1.5px solid #000;
  }
  .page h4 {
    font-size: 13.5px;
    margin: 10px 0 3px;
  }
  .page p {
    margin: 0;
  }
  .page dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
    gap: 4px 14px;
    margin: 0 0 10px;
  }
  .page dt,
  .page small,
  .page figcaption,
  .page footer {
    font-size: 11px;
    color: #555;
  }
  .page dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .page .verdict {
    display: grid;
    grid-template-columns: 48px 1fr;
    gap: 14px;
    align-items: center;
    padding: 8px 14px;
    margin: 0 0 12px;
    border: 1.5px solid #000;
    break-inside: avoid;
  }
  .page .verdict.outside {
    border: 4px double #000;
  }
  .page .verdict.indeterminate {
    border-style: dashed;
  }
  .page .verdict svg {
    fill: none;
    stroke: #000;
    stroke-width: 2.5;
  }
  .page .verdict .dot {
    fill: #000;
    stroke: none;
  }
  .page .verdict strong {
    font-size: 22px;
    line-height: 1.2;
  }
  .page .against {
    font-weight: 700;
  }
  .page .seen {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 18px;
    align-items: flex-start;
    margin-bottom: 10px;
  }
  .page figure {
    position: relative;
    margin: 0 0 20px;
    flex: 0 1 400px;
    min-width: 240px;
    break-inside: avoid;
  }
  .page figure.wide {
    flex-basis: 100%;
  }
  .page figure ~ figure:not(.wide),
  .page figure:not(.wide):has(~ figure) {
    flex-basis: calc(50% - 9px);
  }
  .page figure div,
  .page figure canvas,
  .page figure .marks {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .page figcaption {
    position: absolute;
    top: calc(100% + 2px);
  }
  .page .measures {
    flex: 1 1 220px;
  }
  .page .measures h4 {
    margin-top: 0;
  }
  .page .no-picture {
    flex-basis: 100%;
  }
  .page table {
    width: 100%;
    border-collapse: collapse;
  }
  .page th,
  .page td {
    text-align: left;
    font-weight: 400;
    padding: 3px 6px 3px 0;
    border-bottom: 0.5px solid #bbb;
    vertical-align: top;
    white-space: normal;
  }
  .page td.value {
    text-align: right;
    font-weight: 700;
    white-space: nowrap;
  }
  .page ul {
    margin: 0;
    padding-left: 16px;
    list-style: disc;
  }
  .page .signature {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 14px;
    margin: 34px 0 14px;
    break-inside: avoid;
  }
  .page .signature span {
    display: block;
    min-height: 20px;
    border-bottom: 1px solid #000;
  }
  .page footer {
    border-top: 0.5px solid #888;
    padding-top: 4px;
  }
  @media print {
    .page {
      padding: 0;
      margin: 0;
      max-width: none;
      break-after: page;
    }
    .page:last-child {
      break-after: auto;
    }
  }
`;
