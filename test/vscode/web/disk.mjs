import { watch } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 */

/** As VS Code numbers them. */
const FILE = 1;
const FOLDER = 2;

/** @param {string} code */
const refusal = (code) => Object.assign(new Error(code), { code });

/** @param {string} path */
const isThere = (path) =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** @param {Request} request */
const bodyOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

/**
 * A folder of this machine over HTTP, for the extension in ./disk: what is asked for by path, and what changes in it, whoever changes it. Above the
 * folder nothing is to be seen but the way to it.
 * @param {string} root  absolute
 */
export const serveDisk = (root) => {
  const listeners = /** @type {Set<Response>} */ (new Set());
  /** @param {string} path @param {'Created' | 'Changed' | 'Deleted'} type */
  const tell = (path, type) => {
    for (const listener of listeners) listener.write(`data: ${JSON.stringify({ path, type })}\n\n`);
  };
  const watcher = watch(root, { recursive: true }, (kind, name) => {
    if (name === null) return;
    const path = join(root, name);
    if (kind === 'change') tell(path, 'Changed');
    else void isThere(path).then((there) => tell(path, there ? 'Created' : 'Deleted'));
  });
  /** @param {string} path */
  const isInside = (path) => path === root || path.startsWith(root + sep);
  /** @param {string} path */
  const isAbove = (path) => root.startsWith(path.endsWith(sep) ? path : path + sep);
  /** @param {string} path */
  const inside = (path) => {
    if (!isInside(path)) throw refusal(isAbove(path) ? 'EACCES' : 'ENOENT');
    return path;
  };
  /** @param {string} folder @returns {Promise<readonly string[]>} */
  const filesBelow = async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };

  /** @type {Readonly<Record<string, (path: string, request: Request, to: string) => Promise<unknown>>>} */
  const answers = {
    'GET stat': async (path) => {
      if (!isInside(path) && isAbove(path)) return { type: FOLDER, ctime: 0, mtime: 0, size: 0 };
      const entry = await stat(inside(path));
      return { type: entry.isDirectory() ? FOLDER : FILE, ctime: entry.ctimeMs, mtime: entry.mtimeMs, size: entry.size };
    },
    'GET list': async (path) => {
      if (!isInside(path) && isAbove(path)) return [[relative(path, root).split(sep)[0], FOLDER]];
      return (await readdir(inside(path), { withFileTypes: true })).map((entry) => [
        entry.name,
        entry.isDirectory() ? FOLDER : FILE,
      ]);
    },
    'GET tree': async (path) => filesBelow(isInside(path) ? path : root),
    'GET file': async (path) => readFile(inside(path)),
    'PUT file': async (path, request) => {
      const isNew = !(await isThere(inside(path)));
      await writeFile(path, await bodyOf(request));
      tell(path, isNew ? 'Created' : 'Changed');
    },
    'DELETE file': async (path) => {
      await rm(inside(path), { recursive: true });
      tell(path, 'Deleted');
    },
    'POST folder': async (path) => {
      await mkdir(inside(path));
      tell(path, 'Created');
    },
    'POST rename': async (path, _, to) => {
      await rename(inside(path), inside(to));
      tell(path, 'Deleted');
      tell(to, 'Created');
    },
  };

  return {
    /** Answers what was asked below `/disk/`. @param {Request} request @param {Response} response @param {URL} url */
    answer: async (request, response, url) => {
      const what = url.pathname.slice('/disk/'.length);
      if (what === 'events') {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
        listeners.add(response);
        response.on('close', () => listeners.delete(response));
        return;
      }
      try {
        const answer = answers[`${request.method} ${what}`];
        if (!answer) throw refusal('EINVAL');
        const result = await answer(url.searchParams.get('path') ?? '', request, url.searchParams.get('to') ?? '');
        response.end(Buffer.isBuffer(result) ? result : JSON.stringify(result ?? null));
      } catch (error) {
        response.writeHead(400).end(JSON.stringify({ code: /** @type {{ code?: string }} */ (error).code ?? String(error) }));
      }
    },
    close: () => {
      watcher.close();
      for (const listener of listeners) listener.end();
    },
  };
};
