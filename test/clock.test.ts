/** The day goes on, or back, while the server runs: what depends on it is told anew, and nothing older is kept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { followDay } from '../server/day.ts';
import { type Client, startClient } from './support/lsp.ts';
import { within } from './support/watchdog.ts';

const PRELOAD = fileURLToPath(new URL('./support/set-clock.cjs', import.meta.url));
const REGISTER = `kaiji: evidence/v1
evidence:
  - { id: ev-a, title: 規程, location: https://a.example/, expires: 2026-11-22 }
`;

let folder: string;
let client: Client | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-clock-'));
});
afterEach(async () => {
  if (client) expect(await within('stop', client.stop())).toBe(0);
  client = undefined;
  rmSync(folder, { recursive: true });
});

/** Sets the server's clock. @param moment in Japan */
const set = (moment: string) => writeFileSync(join(folder, 'clock'), String(new Date(`${moment}+09:00`).getTime()));

test.runIf(process.platform !== 'win32')('findings are renewed at midnight, and when the clock is set back', async () => {
  set('2026-11-22T23:59:30');
  client = await startClient({
    env: { NODE_OPTIONS: `--require ${PRELOAD}`, KAIJI_TEST_CLOCK: join(folder, 'clock'), TZ: 'Asia/Tokyo' },
    initializationOptions: { date: undefined },
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
  });
  let renewed = () => {};
  const { connection, process: server } = client;
  connection.onRequest('workspace/diagnostic/refresh', () => {
    renewed();
    return null;
  });
  const lookAgain = () =>
    within(
      'a word to ask again',
      new Promise<void>((done) => {
        renewed = done;
        server.kill('SIGUSR2');
      }),
    );
  const uri = pathToFileURL(join(folder, 'e.kaiji.yaml')).toString();
  await client.open(uri, REGISTER);
  const expired = async () => {
    const asked = connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    const report = await within('diagnostic', asked);
    if (report.kind !== 'full') throw new Error('not asked with what was found before');
    return report.items.filter(({ code }) => code === 'evidence-expired').map(({ severity, message }) => [severity, message]);
  };
  const lastDay = await expired();
  set('2026-11-23T00:00:10');
  await lookAgain();
  const dayAfter = await expired();
  expect(dayAfter).toHaveLength(1);
  expect(dayAfter).not.toEqual(lastDay);
  set('2026-01-01T12:00:00');
  await lookAgain();
  expect(await expired()).toEqual([]);
  set('2026-11-22T12:00:00');
  await lookAgain();
  expect(await expired()).toEqual(lastDay);
});

test('nobody is told while it is the same day, nor once it is over', () => {
  vi.useFakeTimers();
  try {
    let day = '2026-11-22';
    const told: string[] = [];
    const stop = followDay(
      () => day,
      () => told.push(day),
    );
    vi.advanceTimersByTime(3_600_000);
    expect(told).toEqual([]);
    day = '2026-11-23';
    vi.advanceTimersByTime(3_600_000);
    expect(told).toEqual(['2026-11-23']);
    stop();
    day = '2026-11-24';
    vi.advanceTimersByTime(3_600_000);
    expect(told).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});
