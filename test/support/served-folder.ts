/** A folder of its own for each test of a file, with the built server on it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Client, type ClientOptions, startClient } from './lsp.ts';

export interface ServedFolder {
  /** Starts the server on the folder; ended after the test, with status 0. Of several one after the other, the last. */
  start(options?: ClientOptions): Promise<Client>;
  /** Writes a file, by its path in the folder. */
  write(path: string, text: string): void;
  pathOf(path: string): string;
  uriOf(path: string): string;
}

/** @param files what is in the folder when a test begins, by path */
export function servedFolder(files: Readonly<Record<string, string>> = {}): ServedFolder {
  let folder: string;
  let client: Client;
  const pathOf = (path: string) => join(folder, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(pathOf(path)), { recursive: true });
    writeFileSync(pathOf(path), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaiji-served-'));
    for (const [path, text] of Object.entries(files)) write(path, text);
  });
  afterEach(async () => {
    expect(await client.stop()).toBe(0);
    rmSync(folder, { recursive: true });
  });
  return {
    start: async (options = {}) => {
      client = await startClient({ folder: pathToFileURL(folder).toString(), ...options });
      return client;
    },
    write,
    pathOf,
    uriOf: (path) => pathToFileURL(pathOf(path)).toString(),
  };
}
