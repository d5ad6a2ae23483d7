/** As much of XMLHttpRequest as a DICOMweb client uses, for Node, which has none. */
export class XhrOverFetch {
  responseType = '';
  withCredentials = false;
  readyState = 0;
  status = 0;
  response: unknown = null;
  onreadystatechange: (() => void) | null = null;
  onloadstart: (() => void) | null = null;
  onloadend: (() => void) | null = null;
  onprogress: (() => void) | null = null;
  #method = 'GET';
  #url = '';
  #requestHeaders = new Headers();
  #responseHeaders = new Headers();
  #abort = new AbortController();

  open(method: string, url: string): void {
    this.#method = method.toUpperCase();
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#requestHeaders.append(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#responseHeaders.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.#responseHeaders].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body?: Uint8Array<ArrayBuffer>): void {
    void this.#exchange(body);
  }

  async #exchange(body: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
    try {
      const answer = await fetch(this.#url, {
        method: this.#method,
        headers: this.#requestHeaders,
        signal: this.#abort.signal,
        ...(body && { body }),
      });
      this.#responseHeaders = answer.headers;
      this.response =
        this.responseType === 'arraybuffer'
          ? await answer.arrayBuffer()
          : this.responseType === 'json'
            ? await answer.json().catch(() => null)
            : await answer.text();
      this.status = answer.status;
    } catch {
      this.status = 0;
    }
    this.readyState = 4;
    this.onreadystatechange?.();
    this.onloadend?.();
  }
}
