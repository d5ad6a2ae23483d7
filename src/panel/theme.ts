import { css, unsafeCSS } from 'lit';

/** Colours and controls shared by every element. Custom properties can be set from outside; verdict colours are told apart by form and word as well. */
export const theme = css`
  :host {
    --tc-bg: #0d1117;
    --tc-surface: #161b22;
    --tc-raised: #21262d;
    --tc-line: #30363d;
    --tc-text: #e6edf3;
    --tc-muted: #9aa7b4;
    --tc-accent: #4cc9f0;
    --tc-inside: #3fb950;
    --tc-outside: #ff7b72;
    --tc-indeterminate: #e3b341;
    color-scheme: dark;
    color: var(--tc-text);
    font:
      14px/1.4 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      sans-serif;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
    background: var(--tc-raised);
    border: 1px solid var(--tc-line);
    border-radius: 6px;
    padding: 5px 9px;
    min-height: 32px;
  }
  button {
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    border-color: var(--tc-muted);
  }
  [hidden] {
    display: none;
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  button[aria-pressed='true'] {
    background: color-mix(in srgb, var(--tc-accent) 22%, var(--tc-raised));
    border-color: var(--tc-accent);
  }
  button.primary {
    background: #1f6feb;
    border-color: #388bfd;
    color: #fff;
  }
  button.quiet {
    background: transparent;
    border-color: transparent;
    padding: 2px 8px;
    color: var(--tc-muted);
  }
  button.quiet:hover:not(:disabled) {
    color: var(--tc-text);
    border-color: var(--tc-line);
  }
  :focus-visible {
    outline: 2px solid var(--tc-accent);
    outline-offset: 1px;
  }
  @media (pointer: coarse) {
    button,
    select,
    input,
    summary {
      min-height: 44px;
      min-width: 44px;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --tc-bg: #000;
      --tc-surface: #000;
      --tc-raised: #1c2128;
      --tc-line: #9aa7b4;
      --tc-text: #fff;
      --tc-muted: #dbe4ee;
    }
    button:disabled {
      opacity: 0.7;
    }
    :focus-visible {
      outline-width: 3px;
    }
  }
  /* Colours are the reader's own here. What a colour alone would tell is told by system colours that differ in lightness, too. */
  @media (forced-colors: active) {
    :host {
      --tc-accent: Highlight;
      --tc-inside: CanvasText;
      --tc-outside: CanvasText;
      --tc-indeterminate: CanvasText;
      --tc-muted: CanvasText;
      --tc-text: CanvasText;
      --tc-line: CanvasText;
      --tc-surface: Canvas;
      --tc-raised: Canvas;
      --tc-bg: Canvas;
    }
    button[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
      color: HighlightText;
    }
    button.primary {
      border-width: 2px;
    }
    button.quiet {
      border-color: ButtonBorder;
    }
    button:disabled {
      opacity: 1;
      color: GrayText;
      border-color: GrayText;
    }
    :focus-visible {
      outline: 3px solid Highlight;
      outline-offset: 2px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

/** The properties that a page may set, with their defaults above (docs/embedding.md). */
const PUBLIC_PROPERTIES = [
  '--tc-bg',
  '--tc-surface',
  '--tc-raised',
  '--tc-line',
  '--tc-text',
  '--tc-muted',
  '--tc-accent',
  '--tc-inside',
  '--tc-outside',
  '--tc-indeterminate',
];

/** What is set on an element holds for the elements of ours inside of it, too: each has its defaults on itself. */
export const themeInside = css`
  tipcheck-panel,
  tipcheck-case,
  tipcheck-report {
    ${unsafeCSS(PUBLIC_PROPERTIES.map((name) => `${name}: inherit;`).join(' '))}
  }
`;
