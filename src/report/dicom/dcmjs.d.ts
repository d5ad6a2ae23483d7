/** What we use of dcmjs, which has no types of its own. */
declare module 'dcmjs' {
  interface Element {
    readonly vr: string;
    readonly Value: readonly unknown[];
  }
  const dcmjs: {
    readonly data: {
      readonly DicomDict: new (meta: Readonly<Record<string, Element>>) => {
        dict: Readonly<Record<string, Element>>;
        write(): ArrayBuffer;
      };
    };
  };
  export = dcmjs;
}
