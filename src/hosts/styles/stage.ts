import { css } from 'lit';

/** The viewports and how they are laid out. */
export const stageStyles = css`
  .stage {
    flex: 1;
    min-height: 0;
    position: relative;
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
  /* In the place of the view that is being made. */
  .preview {
    position: absolute;
    inset: 0;
    z-index: 1;
    display: grid;
    place-items: center;
    container-type: size;
    pointer-events: none;
    background: #000;
    forced-color-adjust: none;
  }
  .preview canvas {
    width: min(100cqw, 100cqh * var(--shape));
    aspect-ratio: var(--shape);
  }
  .preview.axial {
    grid-area: 1 / 1 / 3 / 2;
  }
  .preview.coronal {
    grid-area: 1 / 2 / 2 / 3;
  }
  .preview.sagittal {
    grid-area: 2 / 2 / 3 / 3;
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
    /* Pictures and what is drawn on them keep their colours: they are light on dark in every theme. */
    forced-color-adjust: none;
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
  .stage:focus {
    outline: none;
  }
  .key-cursor {
    position: absolute;
    left: -30px;
    top: -30px;
    width: 60px;
    height: 60px;
    pointer-events: none;
    fill: none;
    z-index: 1;
  }
  .key-cursor .under {
    stroke: rgb(0 0 0 / 75%);
    stroke-width: 4;
  }
  .key-cursor .over {
    stroke: #fff;
    stroke-width: 1.5;
  }
  /* Something is being drawn from one place to another. */
  .key-cursor.pressed .over {
    stroke: #ffd166;
    stroke-dasharray: 4 3;
  }
  .viewport:focus {
    outline: none;
  }
  /* Over the picture, which would cover an outline. */
  .viewport:focus-visible::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 2px solid #4cc9f0;
    outline: 1px solid #000;
    outline-offset: -3px;
    pointer-events: none;
    z-index: 2;
  }
`;
