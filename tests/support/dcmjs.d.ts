/** What tests use of dcmjs, which has no types of its own: the library by which hosts hold their metadata. */
declare module 'dcmjs' {
  import type { DicomJson } from '../../src/load/json-source.ts';

  const dcmjs: {
    readonly data: {
      readonly DicomMetaDictionary: {
        naturalizeDataset(model: DicomJson): Readonly<Record<string, unknown>>;
      };
    };
  };
  export = dcmjs;
}
