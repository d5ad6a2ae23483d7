/** How a series is laid out: in one view, in the three planes of its volume, in planes along a device, or beside another. */
export type Layout = 'single' | 'planes' | 'device' | 'biplane';
