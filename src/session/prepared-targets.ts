import { signal, type ReadonlySignal } from '@preact/signals-core';
import { isBuilt, isLarge, useLabelmapIndex, useMeshIndex, type LargeTarget } from '../assess/marks.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { buildSurface } from '../workers/surface-builder.ts';

/**
 * Makes large targets ready off the main thread, one after the other. A record with one that isn't ready has no assessment yet; where no worker
 * can be had, the surface is built where it is needed, which then takes a moment.
 */
export class PreparedTargets {
  readonly #begun = new WeakSet<LargeTarget>();
  /** Targets that a worker couldn't make ready. */
  readonly #left = new WeakSet<LargeTarget>();
  readonly #waiting = signal(0);
  /** What each record asked for last: targets that an edit has replaced meanwhile aren't made ready any more. */
  readonly #wanted = new Map<string, readonly LargeTarget[]>();
  #queue: Promise<void> = Promise.resolve();

  /** How many targets are being made ready. */
  get waiting(): ReadonlySignal<number> {
    return this.#waiting;
  }

  /** Whether every target of a record can be measured against at once. Those that can't are begun with. */
  isReady({ id, target, looks }: Confirmation): boolean {
    // Reading it makes whatever asks ask again when a target has become ready.
    void this.#waiting.value;
    const waiting = [target, ...(looks ?? []).map((look) => look.target)].filter(
      (one): one is LargeTarget => one !== undefined && isLarge(one) && !isBuilt(one) && !this.#left.has(one),
    );
    if (waiting.length > 0) this.#wanted.set(id, waiting);
    else this.#wanted.delete(id);
    for (const one of waiting) this.#begin(one);
    return waiting.length === 0;
  }

  #begin(target: LargeTarget): void {
    if (this.#begun.has(target)) return;
    this.#begun.add(target);
    this.#queue = this.#queue.then(async () => {
      if (![...this.#wanted.values()].some((wanted) => wanted.includes(target))) {
        this.#begun.delete(target);
        return;
      }
      this.#waiting.value += 1;
      try {
        await prepare(target);
      } catch {
        this.#left.add(target);
      } finally {
        this.#waiting.value -= 1;
      }
    });
  }
}

const prepare = async (target: LargeTarget): Promise<void> => {
  if (target.shape === 'mesh') {
    const vertices = Float64Array.from(target.vertices);
    const triangles = Uint32Array.from(target.triangles);
    const index = await buildSurface({ shape: 'mesh', vertices, triangles });
    useMeshIndex(target, index);
    return;
  }
  const { size, origin, orientation, betweenColumns, betweenRows, betweenSlices, bits } = target;
  const geometry = { size, origin, orientation, betweenColumns, betweenRows, betweenSlices };
  useLabelmapIndex(target, await buildSurface({ shape: 'labelmap', geometry, bits }));
};
