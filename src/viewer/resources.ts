/** What the machine has, as browsers tell it. */
export interface Machine {
  readonly cores: number;
  /** GB, in coarse steps; undefined where the browser doesn't say. */
  readonly memory: number | undefined;
}

export const thisMachine = (): Machine =>
  typeof navigator === 'undefined'
    ? { cores: 1, memory: undefined }
    : {
        cores: navigator.hardwareConcurrency,
        memory: (navigator as Navigator & { readonly deviceMemory?: number }).deviceMemory,
      };

const MOST_WORKERS = 6;
/** Each decoder has memory of its own that it never gives back. */
const WORKERS_OF_SMALL_MACHINES = 2;
const SMALL_MACHINE_GB = 2;

/** Even of two cores the page leaves most of one to the decoders. */
const WORKERS_OF_TWO_CORES = 2;

/** How many workers decode: one core is left for the page where there are more than two. */
export const decodeWorkers = ({ cores, memory }: Machine): number => {
  const most = memory !== undefined && memory <= SMALL_MACHINE_GB ? WORKERS_OF_SMALL_MACHINES : MOST_WORKERS;
  return Math.max(1, Math.min(most, cores, Math.max(WORKERS_OF_TWO_CORES, cores - 1)));
};

export const MB = 2 ** 20;
/** Less than this and single pictures don't fit. */
const LEAST_BUDGET_MB = 64;
const MOST_BUDGET_MB = 2048;
const BUDGET_UNTOLD_MB = 1024;
/** The rest is for the page, the GPU's copies on machines that share memory, and everybody else. */
const SHARE_OF_MEMORY = 1 / 4;

/** Bytes of decoded images that may stay in memory. `askedMB` is the host's wish; what is no size is no wish. */
export const memoryBudget = (askedMB: number | null, { memory }: Machine): number => {
  if (askedMB !== null && askedMB > 0) return Math.max(LEAST_BUDGET_MB, askedMB) * MB;
  if (memory === undefined) return BUDGET_UNTOLD_MB * MB;
  return Math.min(MOST_BUDGET_MB, memory * 1024 * SHARE_OF_MEMORY) * MB;
};
