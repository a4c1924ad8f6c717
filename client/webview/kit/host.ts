/** The extension as a page sees it: messages, what is kept for when the page is shown again, and the page's words. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** @typeParam In what the extension says. @typeParam Out what the page says. @typeParam Word names of the page's words. @typeParam State what is kept */
export interface PageHost<In, Out, Word extends string, State> {
  post(message: Out): void;
  /** Told one at a time, in the order they were sent. */
  onMessage(take: (message: In) => void): void;
  /** A text in the user's language, its `{0}`, `{1}` … replaced. */
  word(name: Word, ...values: readonly (string | number)[]): string;
  /** What was kept last; undefined for a page that is new. */
  readonly kept: State | undefined;
  /** Keeps it until the tab is closed, whether the page is shown or not, and after a restart. */
  keep(state: State): void;
}

/** To be called once. */
export function pageHost<In, Out, Word extends string, State>(): PageHost<In, Out, Word, State> {
  const api = acquireVsCodeApi();
  const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}') as Readonly<Record<string, string>>;
  return {
    post: (message) => api.postMessage(message),
    onMessage: (take) => window.addEventListener('message', ({ data }: MessageEvent<In>) => take(data)),
    word: (name, ...values) => (words[name] ?? name).replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? '')),
    kept: (api.getState() ?? undefined) as State | undefined,
    keep: (state) => api.setState(state),
  };
}
