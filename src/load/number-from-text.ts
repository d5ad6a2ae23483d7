const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A DS or IS value; NaN where it isn't one. */
export const numberFromText = (text: string): number => (DECIMAL.test(text) ? Number(text) : NaN);
