/** English words that no other language of the catalogs has: what is left of a sentence that was only half found. */
const ENGLISH =
  /(?<!\p{L})(the|of|is|are|and|which|that|with|this|its|not|it|inside|outside|may|lies|target|needle)(?!\p{L})/giu;

export const leftEnglish = (text: string): readonly string[] => text.match(ENGLISH) ?? [];
