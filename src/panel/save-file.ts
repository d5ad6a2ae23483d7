/** Hands a file over to the reader, as the browser saves downloads. The name must say nothing of a patient. */
export const saveFile = (name: string, type: string, content: string | Uint8Array): void => {
  const url = URL.createObjectURL(new Blob([typeof content === 'string' ? content : content.slice()], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the blob only after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
};
