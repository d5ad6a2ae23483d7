import { html } from 'lit';

/** Of the dialog in which a teaching case is made; it comes with it, not with the viewer. */
export const caseMakingStyle = html`<style>
  .making {
    width: min(1040px, calc(100vw - 70px));
  }
  .making .texts {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 16px;
  }
  .making label.explanation {
    grid-column: 1 / -1;
  }
  .making label.stacked {
    display: block;
    margin-bottom: 8px;
  }
  .making :is(input[type='text'], textarea) {
    font: inherit;
    color: inherit;
    background: var(--tc-raised);
    border: 1px solid var(--tc-line);
    border-radius: 6px;
    padding: 5px 9px;
  }
  .making label.stacked > :is(input, textarea, select) {
    display: block;
    width: 100%;
  }
  .making .choices > label {
    flex: 1 1 200px;
  }
  .making fieldset {
    min-width: 0;
    padding: 4px 12px 10px;
  }
  .making fieldset button {
    height: auto;
    white-space: normal;
  }
  .making fieldset.series label {
    align-items: baseline;
  }
  .making ol {
    margin: 0 0 8px;
    padding: 0 0 0 20px;
  }
  .making li {
    padding: 3px 0 3px 4px;
  }
  .making li > label {
    display: inline-flex;
    align-items: center;
    width: min(420px, 100%);
  }
  .making li > label > input {
    flex: 1;
    min-width: 0;
  }
  .making .drawn {
    display: inline-flex;
    gap: 12px;
    margin: 0 8px;
  }
  .making .drawn label {
    gap: 5px;
    align-items: center;
  }
  .making .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
    gap: 8px;
    margin-bottom: 8px;
  }
  .making .tile {
    display: block;
    height: auto;
    padding: 4px;
    text-align: center;
  }
  .making .picture {
    position: relative;
    display: grid;
    place-items: center;
    aspect-ratio: 4 / 3;
    background: #000;
    color: #fff;
    margin-bottom: 3px;
  }
  .making .picture > :is(canvas, svg) {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  .making .large .picture {
    aspect-ratio: auto;
    height: min(62vh, 62dvh);
  }
  .making .large p {
    margin: 6px 0;
  }
  .making .pages {
    align-items: center;
    margin-bottom: 8px;
  }
  .making .tile > span {
    display: block;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .making label.file {
    align-items: center;
    flex-wrap: wrap;
  }
  /* The viewer hides its own, which its buttons press. */
  .making input[type='file'] {
    position: static;
    width: auto;
    max-width: 100%;
    height: auto;
    opacity: 1;
    pointer-events: auto;
  }
  .making input[type='file']::file-selector-button {
    font: inherit;
    color: inherit;
    background: var(--tc-raised);
    border: 1px solid var(--tc-line);
    border-radius: 6px;
    padding: 5px 9px;
    margin-right: 8px;
  }
  .making h2:focus {
    outline: none;
  }
  @media (max-width: 700px) {
    .making .texts {
      grid-template-columns: 1fr;
    }
    .making .pictures {
      grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    }
  }
</style>`;
