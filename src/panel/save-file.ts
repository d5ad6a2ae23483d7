/** Hands a file over to the reader, as the browser saves downloads. The name must say nothing of a patient. */
export const saveFile = (name: string, type: string, content: string | Uint8Array | readonly Uint8Array[]): void => {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  // The blob copies them; none of ours is shared between threads, which it wouldn't take.
  const url = URL.createObjectURL(new Blob(pieces as BlobPart[], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the blob only after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
};
