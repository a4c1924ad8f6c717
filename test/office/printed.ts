/**
 * Exports opened by LibreOffice and printed: what the reader of a file sees, without a screen. Each run has a profile of its own, so that nothing of the user's
 * is touched and none waits for another; what is printed stays in test-artifacts/office/ to be looked at.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ARTIFACTS = fileURLToPath(new URL('../../test-artifacts/office/', import.meta.url));

/** Milliseconds LibreOffice may take for a file. */
const TIME = 120_000;

export interface Printed {
  readonly pages: number;
  /** Of each page, as it is laid out: `pdftotext -layout`. */
  readonly text: readonly string[];
  /** Of each page, in the order it was drawn: `pdftotext -raw`. */
  readonly raw: readonly string[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  /** A PNG of each page, 60 dpi. */
  readonly images: readonly string[];
}

/**
 * The file as LibreOffice prints it.
 * @param name of what is kept in test-artifacts/office
 * @throws where LibreOffice cannot open it, or takes too long
 */
export async function printed(bytes: Uint8Array, type: 'docx' | 'xlsx' | 'html', name: string): Promise<Printed> {
  const folder = join(ARTIFACTS, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.${type}`);
  writeFileSync(file, bytes);
  const pdf = join(folder, `${name}.pdf`);
  const told = await convert(file, folder);
  if (!existsSync(pdf)) throw new Error(`LibreOffice cannot open ${name}.${type}: ${told}`);
  const pages = Number(/^Pages:\s+(\d+)$/m.exec((await run('pdfinfo', [pdf])).stdout)?.[1]);
  const text = async (layout: string) =>
    (await run('pdftotext', [layout, pdf, '-'], { maxBuffer: 2 ** 28 })).stdout.split('\f').slice(0, pages);
  await run('pdftoppm', ['-r', '60', '-png', pdf, join(folder, 'page')]);
  const images = readdirSync(folder).filter((one) => one.endsWith('.png'));
  return {
    pages,
    text: await text('-layout'),
    raw: await text('-raw'),
    fonts: fonts((await run('pdffonts', [pdf])).stdout),
    images: images.sort().map((one) => join(folder, one)),
  };
}

/** Converts to PDF; what LibreOffice said. It forks: what is stopped is the group of processes, by the id of the one started here. */
async function convert(file: string, folder: string): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'kaiji-office-'));
  const args = [
    `-env:UserInstallation=${pathToFileURL(profile)}`,
    '--headless',
    '--norestore',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    file,
  ];
  const office = spawn('soffice', args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [office.stdout, office.stderr]) stream.on('data', (part) => (said += part));
  const stop = () => {
    try {
      if (office.pid !== undefined) process.kill(-office.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  const timer = setTimeout(() => {
    said += ` (stopped after ${TIME / 1000} s)`;
    stop();
  }, TIME);
  try {
    await new Promise((resolve, reject) => office.on('close', resolve).on('error', reject));
  } finally {
    clearTimeout(timer);
    stop();
    rmSync(profile, { recursive: true, force: true });
  }
  return said.trim();
}

/** The table of pdffonts: names have a mark of six letters where only the glyphs used are there. */
function fonts(table: string): Printed['fonts'] {
  const [head = '', , ...rows] = table.trimEnd().split('\n');
  const at = head.indexOf('emb');
  return rows.map((row) => ({
    name: (row.split(' ')[0] ?? '').replace(/^[A-Z]{6}\+/, ''),
    embedded: row.slice(at, at + 3) === 'yes',
  }));
}
