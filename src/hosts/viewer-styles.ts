import { css } from 'lit';

export const viewerStyles = css`
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
  :host([hidden]) {
    display: none;
  }
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    gap: 14px;
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
  header .patient {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  header .patient small {
    color: var(--tc-muted);
    margin-left: 10px;
    font-size: 13px;
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
  main {
    grid-area: stage;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    position: relative;
  }
  .stage {
    flex: 1;
    min-height: 0;
    display: grid;
    gap: 2px;
    background: var(--tc-line);
  }
  .stage[data-layout='planes'] {
    grid-template: 1fr 1fr / 3fr 2fr;
  }
  .stage[data-layout='planes'] .axial {
    grid-row: 1 / 3;
  }
  .stage[data-layout='device'] {
    grid-template: 1fr 1fr / 1fr 1fr;
  }
  .reference-lines {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
    stroke-width: 1;
    stroke-opacity: 0.75;
  }
  .reference-lines text {
    font-size: 11px;
    stroke: rgb(0 0 0 / 70%);
    stroke-width: 3;
    paint-order: stroke;
  }
  /* Side by side, or one above the other where that leaves more room for square pictures. */
  main {
    container: views / size;
  }
  .stage[data-layout='biplane'] {
    grid-template: minmax(0, 1fr) / repeat(2, minmax(0, 1fr));
  }
  .cines {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 2px;
    background: var(--tc-line);
  }
  .cines .cine {
    flex-wrap: wrap;
    gap: 2px 10px;
  }
  .cines .view-label {
    flex: 1 1 auto;
    color: var(--tc-muted);
    font-size: 13px;
  }
  @container views (aspect-ratio < 0.9) {
    .stage[data-layout='biplane'] {
      grid-template: repeat(2, minmax(0, 1fr)) / minmax(0, 1fr);
    }
    .cines {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .viewport {
    position: relative;
    min-width: 0;
    min-height: 0;
    background: #000;
    overflow: hidden;
    touch-action: none;
    user-select: none;
  }
  .overlay-planes {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .overlay {
    position: absolute;
    inset: 0;
    pointer-events: none;
    font-size: 13px;
    color: #dbe4ee;
    text-shadow:
      0 0 3px #000,
      0 1px 2px #000;
  }
  .overlay .edge {
    position: absolute;
    font-weight: 600;
    color: #f0d58c;
  }
  .overlay .top {
    top: 6px;
    left: 50%;
    transform: translateX(-50%);
  }
  .overlay .bottom {
    bottom: 6px;
    left: 50%;
    transform: translateX(-50%);
  }
  .overlay .left {
    left: 8px;
    top: 50%;
    transform: translateY(-50%);
  }
  .overlay .right {
    right: 8px;
    top: 50%;
    transform: translateY(-50%);
  }
  .overlay .title {
    position: absolute;
    left: 10px;
    top: 8px;
    color: var(--plane, inherit);
  }
  .overlay .slab {
    position: absolute;
    left: 10px;
    top: 26px;
    color: #ffd166;
  }
  .overlay .note {
    position: absolute;
    left: 10px;
    top: 26px;
    max-width: calc(100% - 20px);
    color: #f0d58c;
  }
  .overlay .note:not(:empty) + .slab {
    top: 44px;
  }
  .overlay .window {
    position: absolute;
    right: 10px;
    bottom: 8px;
    white-space: pre;
  }
  .overlay .bar {
    position: absolute;
    left: 14px;
    bottom: 14px;
    width: 7px;
    border: 1.5px solid #dbe4ee;
    border-right: none;
    filter: drop-shadow(0 0 2px #000);
  }
  .overlay .bar span {
    position: absolute;
    left: 12px;
    bottom: -4px;
    white-space: nowrap;
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
  .findings {
    grid-area: panel;
    border-left: 1px solid var(--tc-line);
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  tipcheck-panel {
    flex: 1;
    min-height: 0;
  }
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
  dialog {
    color: inherit;
    background: var(--tc-surface);
    border: 1px solid var(--tc-line);
    border-radius: 10px;
    max-height: 80vh;
    padding: 16px 20px;
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
    display: block;
    padding: 3px 0;
  }
  @media (max-width: 960px) {
    :host {
      grid-template: auto auto auto minmax(300px, 1fr) minmax(0, 38%) auto / minmax(0, 1fr);
      grid-template-areas: 'header' 'tools' 'series' 'stage' 'panel' 'status';
    }
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
    footer .live {
      flex-basis: 100%;
      justify-content: flex-start;
    }
    .findings {
      border-left: none;
      border-top: 1px solid var(--tc-line);
    }
  }
`;
