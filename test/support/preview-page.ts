/** The page of a preview in Chromium, as in a webview but without VS Code around it: what it is told, and what it says. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { FromPreview, ToPreview } from '../../client/webview/preview/messages.ts';
import type { Form } from '../../convert/form/form.ts';
import { type Piece, piecesOf } from '../../convert/preview/pieces.ts';
import { Sent } from '../../convert/preview/sent.ts';
import type { PreviewAnswer, PreviewFrame, PreviewPiece } from '../../server/protocol/preview.ts';

const dist = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
/** Colours as a theme gives them. */
const THEME = ':root { --vscode-editor-background: #fff; --vscode-editor-foreground: #222; --vscode-focusBorder: #00f; }';

export interface PreviewPage {
  readonly page: Page;
  /** Errors, what the console was told, and addresses asked for. */
  readonly heard: readonly string[];
  tell(message: ToPreview): Promise<void>;
  /** What the page said, in order. */
  said(): Promise<readonly FromPreview[]>;
  /** Two frames later: scrolls and resizes were told of. */
  settled(): Promise<void>;
}

/** @param kept what a former life of the page kept */
export async function openPreviewPage(
  browser: Browser,
  use: (preview: PreviewPage) => Promise<void>,
  kept?: object,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 }, offline: true });
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', ({ message }) => heard.push(message));
  page.on('request', (request) => request.url().startsWith('data:') || heard.push(request.url()));
  const words = { oneFinding: '1 finding', findings: '{0} findings', count: '{0}: {1}' };
  await page.setContent(
    `<!DOCTYPE html><html><body data-view="preview"><script type="application/json" id="words">${JSON.stringify(words)}</script></body></html>`,
  );
  await page.addStyleTag({ content: THEME });
  await page.addStyleTag({ path: dist('webview.css') });
  await page.evaluate((state) => {
    const said: unknown[] = [];
    const api = {
      postMessage: (one: unknown) => said.push(one),
      getState: () => state,
      setState: (one: unknown) => Object.assign(globalThis, { kept: one }),
    };
    Object.assign(globalThis, { said, acquireVsCodeApi: () => api });
  }, kept);
  await page.addScriptTag({ path: dist('webview.js') });
  const settled = () =>
    page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
  try {
    await use({
      page,
      heard,
      tell: async (message) => {
        await page.evaluate((data) => dispatchEvent(new MessageEvent('message', { data })), message);
        await settled();
      },
      said: () => page.evaluate(() => (globalThis as unknown as { said: readonly FromPreview[] }).said),
      settled,
    });
  } finally {
    await context.close();
  }
}

/** Pieces of HTML as an answer that has all of them. */
export function answerOf(
  pieces: readonly (Partial<PreviewPiece> & { readonly html: string; readonly line?: number })[],
): ToPreview {
  const frame: PreviewFrame = {
    title: '',
    language: 'ja',
    form: 'f',
    forms: [FORM],
    contents: [],
    elsewhere: [],
    unprinted: 0,
    home: '',
    uris: [],
  };
  return {
    is: 'answer',
    answer: {
      revision: 1,
      order: pieces.map(({ line = -1 }, i) => [i + 1, line] as const),
      made: pieces.map(({ line: _line, ...piece }, i) => ({ ...piece, piece: i + 1 })),
      frame,
    } satisfies PreviewAnswer,
  };
}

const FORM = { id: 'f', name: 'disclosure', label: '開示書', uri: 'file:///p/a.kaiji.yaml', detail: 'a.kaiji.yaml' };

/** A whole form as an answer. */
export function answerWith(form: Form): ToPreview {
  return answerOf(piecesOf(form, undefined).map(told));
}

/** Forms one after the other as answers, each with what the one before had not. */
export function answersWith(): (form: Form) => ToPreview {
  const sent = new Sent<Piece>();
  return (form) => {
    const pieces = piecesOf(form, undefined);
    const { order, made } = sent.patch(pieces, ({ html }) => html, sent.revision);
    const answer: PreviewAnswer = {
      revision: sent.revision,
      order: order.map((number, i) => [number, pieces[i]?.line ?? -1]),
      made: made.map(([piece, what]) => {
        const { line: _line, ...rest } = told(what);
        return { ...rest, piece };
      }),
    };
    return { is: 'answer', answer };
  };
}

function told({ is, html, count, uri, line = -1 }: Piece) {
  return { html, line, ...(is ? { is } : {}), ...(count === undefined ? {} : { count }), ...(uri === undefined ? {} : { uri }) };
}
