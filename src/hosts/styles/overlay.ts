import { css } from 'lit';

/** Letters, rulers and texts over a picture. */
export const overlayStyles = css`
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
`;
