/** What the bench asks of each page, whoever shows the pictures. */
export interface Contestant {
  /** Begins to open what was chosen; what the page shows and holds is asked for below. */
  open(files: readonly File[], workload: Opened): void;
  /** The canvas that shows the picture; null while there is none. */
  canvas(): HTMLCanvasElement | null;
  /** How many frames are decoded and kept. */
  decoded(): number;
  /** Asks for a frame to be shown, 0-based in the order of slices. */
  show(index: number): void;
}

export interface Opened {
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
  readonly kind: 'ct' | 'xa' | 'us';
}
