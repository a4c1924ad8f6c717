/** The server of VS Code for the Web, as a worker in a real browser: it starts without a disk, and loads what reads sheets when first asked. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSheets } from '../../convert/sheet/read.ts';
import type { ExportAnswer } from '../../server/protocol/exports.ts';
import { xlsxOf } from '../support/xlsx.ts';
import { provision } from './provision.mjs';
import { launch } from './workbench.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** A PNG of one pixel, as base64. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** A package that only the client can read, by URI. */
const PACKAGE = 'vscode-vfs://example/service';
const FILES: Readonly<Record<string, string>> = {
  [`${PACKAGE}/kaiji.yaml`]: 'kaiji: package/v1\n',
  [`${PACKAGE}/disclosure.kaiji.yaml`]:
    'kaiji: disclosure/v1\nsections:\n  - section: org.structure\n    body: |\n      社長が統括します。\n\n      ![体制図](structure.png)\n',
  [`${PACKAGE}/checklist.kaiji.yaml`]:
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-94, answer: 一人ずつに発行しています。 }\n',
};

let files: Server;
let browser: Browser;
let page: Page;
/** Paths asked for, in order. */
const asked: string[] = [];

beforeAll(async () => {
  const provisioned = await provision();
  if (provisioned.missing !== undefined) throw new Error(provisioned.missing);
  files = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    asked.push(path);
    try {
      const isPage = path === '/';
      response.setHeader('Content-Type', isPage ? 'text/html' : path.endsWith('.js') ? 'text/javascript' : 'application/json');
      response.end(isPage ? '<!doctype html>' : readFileSync(`${dist}${path}`));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => files.listen(0, '127.0.0.1', listening));
  browser = await launch(provisioned.chromium);
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(files.address() as AddressInfo).port}/`);
  // The client's side of the protocol, as small as it can be: it reads files for the server, and answers everything else with null.
  await page.evaluate(
    async ([picture, texts]) => {
      // As VS Code starts it: by a script of its own making, whose address tells nothing.
      const script = new Blob([`importScripts('${location.origin}/web/server.js')`]);
      const worker = new Worker(URL.createObjectURL(script));
      const waiting = new Map<number, (result: unknown) => void>();
      let last = 0;
      worker.onmessage = ({ data }) => {
        if (data.method !== undefined) {
          const { uri = '' } = (data.params ?? {}) as { readonly uri?: string };
          const results: Readonly<Record<string, unknown>> = {
            'kaiji/io/list': Object.keys(texts).filter((one) => one.startsWith(`${uri}/`)),
            'kaiji/io/exists': uri in texts,
            'kaiji/io/read': texts[uri],
            'kaiji/io/readBytes': picture,
          };
          if (data.id !== undefined) worker.postMessage({ jsonrpc: '2.0', id: data.id, result: results[data.method] ?? null });
        } else waiting.get(data.id)?.(data.result ?? data.error ?? null);
      };
      const request = (method: string, params: unknown) =>
        new Promise<unknown>((done) => {
          waiting.set(++last, done);
          worker.postMessage({ jsonrpc: '2.0', id: last, method, params });
        });
      Object.assign(globalThis, { request });
      const initializationOptions = { catalogs: `${location.origin}/catalogs`, programs: location.origin };
      await request('initialize', { processId: null, rootUri: null, locale: 'ja', capabilities: {}, initializationOptions });
      worker.postMessage({ jsonrpc: '2.0', method: 'initialized', params: {} });
    },
    [PICTURE, FILES] as const,
  );
});

afterAll(async () => {
  await browser?.close();
  files?.close();
});

const request = (method: string, params: object) =>
  page.evaluate(
    ([name, parameters]) =>
      (globalThis as unknown as { request(method: string, params: unknown): Promise<unknown> }).request(name, parameters),
    [method, params] as const,
  );

test('a clause is told, and a sheet read by the program loaded for it', async () => {
  expect(await request('kaiji/clause', { id: 'CL-94' })).toMatchObject({ title: '作業者IDの一意性と共有IDの制限' });
  expect(asked).not.toContain('/importer.js');
  const sheet = xlsxOf([{ name: '一覧', cells: { A1: '番号', B1: '要求事項', A2: '94', B2: '作業者IDを一意にする。' } }]);
  const file = { file: '様式.xlsx', bytes: Buffer.from(sheet).toString('base64') };
  expect(await request('kaiji/sheets', file)).toEqual({ sheets: [{ name: '一覧', hidden: false }] });
  expect(await request('kaiji/importSheet', { ...file, catalog: 'medcloud-checklist' })).toMatchObject({
    counts: { attached: 1, lines: 0 },
    text: expect.stringContaining('作業者IDを一意にする。'),
  });
  expect(asked.filter((path) => path === '/importer.js')).toHaveLength(1);
  // There is no home folder to reach, and so no folder of the user's own.
  expect(await request('kaiji/catalogs', {})).not.toHaveProperty('userFolder');
});

const exported = async (uri: string, form: string, to: string) => {
  const answer = (await request('kaiji/export', { uri, form, to, audience: 'customer' })) as ExportAnswer;
  expect(answer).toHaveProperty('bytes');
  return { ...answer, bytes: new Uint8Array(Buffer.from(answer.bytes, 'base64')) };
};

test('what is handed over is written here too, by programs loaded for it, with pictures asked of the client', async () => {
  const [disclosure, sheet] = [`${PACKAGE}/disclosure.kaiji.yaml`, `${PACKAGE}/checklist.kaiji.yaml`];
  expect(asked).not.toContain('/exporter.js');
  const html = await exported(disclosure, 'disclosure', 'html');
  // What is still open in the document, and nothing of the pictures.
  expect(html.problems).toEqual([expect.stringContaining('まだ指摘が')]);
  expect(Buffer.from(html.bytes).toString()).toContain(`data:image/png;base64,${PICTURE}`);
  expect(asked).toContain('/exporter.js');
  expect(asked).not.toContain('/docx.js');
  const word = unzipSync((await exported(disclosure, 'disclosure', 'docx')).bytes);
  expect(Buffer.from(word['word/document.xml'] ?? []).toString()).toContain('社長が統括します。');
  expect(Object.keys(word).some((path) => /^word\/media\/.*\.png$/.test(path))).toBe(true);
  expect(asked.filter((path) => path === '/docx.js')).toHaveLength(1);
  const workbook = await exported(sheet, 'checklist', 'xlsx');
  expect(JSON.stringify(readSheets(workbook.bytes, workbook.file))).toContain('一人ずつに発行しています。');
});
