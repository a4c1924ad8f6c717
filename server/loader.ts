/**
 * What VS Code for the Web starts: a classic worker, the only kind it starts for extensions. It loads the parts that the server on Node is made of too
 * (scripts/parts.mjs). A worker of VS Code's does not know where it came from; the client says where the parts are, in its first message.
 */
import type { InitializationOptions } from './protocol/options.ts';

interface FirstMessage {
  readonly id?: number | string;
  readonly params?: { readonly initializationOptions?: InitializationOptions };
}

declare const self: {
  onmessage: ((event: { readonly data: FirstMessage }) => void) | null;
  postMessage(message: unknown): void;
  importScripts(url: string): void;
  kaijiParts: Record<string, unknown>;
  require: (path: string) => unknown;
};

/** Where a worker of another editor finds them, which does know. */
let folder = '..';

/** What programs and their parts export, by file: each sets its own. */
self.kaijiParts = {};

/** `require` as they call it for each other, `./engine.js`: what is not there yet is loaded before it returns. */
self.require = (path) => load(path.slice('./'.length, -'.js'.length));

const loaded = new Set<string>();

function load(file: string): unknown {
  if (!loaded.has(file)) self.importScripts(`${folder}/${file}.js`);
  loaded.add(file);
  return self.kaijiParts[file];
}

self.onmessage = (first) => {
  const { id, params } = first.data;
  folder = params?.initializationOptions?.programs ?? folder;
  try {
    load('worker');
  } catch (error) {
    // Unanswered, the client would wait for ever.
    self.postMessage({ jsonrpc: '2.0', id, error: { code: -32603, message: `cannot load the server from ${folder}: ${error}` } });
    return;
  }
  // The server is who listens now.
  self.onmessage?.(first);
};
