/** What a client does in a session: messages (messages.ts) in any order, right and wrong. */
import type { Random } from '../test/support/random-yaml.ts';
import { notifications, requests } from './messages.ts';
import { below, type Plain, pick } from './target.ts';

/** One thing a client does. */
export interface Step {
  readonly [key: string]: Plain;
  /** Cut from its session as a whole or not at all: half of a message is another message. */
  readonly whole: true;
  readonly do: string;
  readonly method: string;
  readonly params: Plain;
}

const step = (what: string, method: string, params: Plain): Step => ({ whole: true, do: what, method, params });

/** What a setting may be that is not what it should be. */
const SETTINGS: readonly Plain[] = [
  null,
  5,
  'x',
  [],
  {},
  { language: 'en' },
  { language: 5 },
  { rules: { 'missing-evidence': 'error' } },
  // In brackets a key like any other; without, it would be the object's prototype and not be sent.
  { rules: { 'missing-evidence': 5, x: 'off', ['__proto__']: 'off' } },
  { rules: [] },
  { rules: 'off' },
  { catalogs: ['$W/sub', '/nowhere', 5, null, ''] },
  { catalogs: 'x' },
  { catalogs: {} },
  { inlayHints: null, codeLens: 5, evidence: 'x' },
  { inlayHints: { controls: 'x' } },
  { evidence: { checkFiles: 'no' } },
];
const WRONG: readonly Plain[] = [
  null,
  [],
  5,
  'x',
  {},
  { textDocument: null },
  { textDocument: { uri: 5 } },
  { textDocument: { uri: '' } },
  { textDocument: { uri: '%' }, position: { line: -1, character: -5 } },
  { uri: null },
  { uri: 5 },
  { files: null },
  { textDocument: { uri: '$W/checklist.kaiji.yaml' }, position: { line: 1.5, character: 'x' } },
  { textDocument: { uri: '$W/checklist.kaiji.yaml' }, range: null },
  { textDocument: { uri: '$W/checklist.kaiji.yaml' }, contentChanges: [null, { range: {} }, { text: 5 }] },
  { textDocument: { uri: '$W/checklist.kaiji.yaml', version: 'x' }, contentChanges: 'x' },
  { textDocument: { uri: '$W/checklist.kaiji.yaml', text: 5 } },
  { changes: [null] },
  { event: null },
  { event: { added: [null], removed: [{}] } },
  { settings: 5 },
];

/** A client's session. Only one `odd` sends what is no message of the protocol. */
export function sessionSteps(random: Random): readonly Step[] {
  const isOdd = random() < 0.35;
  // One who waits for answers gets them; one who does not is told that they were overtaken.
  const waits = pick([0, 0.05, 0.4], random);
  const steps: Step[] = [];
  const some = (most: number) => {
    for (let i = below(most, random); i > 0; i--) {
      steps.push(anyStep(random, isOdd));
      if (random() < waits) steps.push(step('wait', '', null));
    }
  };
  if (random() < 0.1) some(4);
  steps.push(step('request', 'initialize', initialize(random)));
  if (random() < 0.1) some(4);
  steps.push(step('notify', 'initialized', {}));
  // What is asked of something is more often asked when it is open.
  for (let i = below(4, random); i > 0; i--)
    steps.push(step('notify', 'textDocument/didOpen', notifications['textDocument/didOpen']?.(random) ?? null));
  some(200);
  if (random() < 0.1) {
    steps.push(step('request', 'shutdown', null));
    some(5);
  }
  return steps;
}

function anyStep(random: Random, isOdd: boolean): Step {
  const kind = random();
  const names = Object.keys(requests);
  const told = Object.keys(notifications);
  if (isOdd && kind < 0.12) return step('odd request', pick([...names, 'x/unknown', 'initialize'], random), pick(WRONG, random));
  if (isOdd && kind < 0.24)
    return step(
      'odd notify',
      pick([...told, 'workspace/didChangeConfiguration', '$/cancelRequest', '$/progress'], random),
      pick(WRONG, random),
    );
  if (kind < 0.3) return step('settings', '', pick(SETTINGS, random));
  if (kind < 0.36) return step('cancel', '', 1 + below(4, random));
  if (kind < 0.42) return step('request', 'x/unknown', {});
  if (kind < 0.56) return edited(random);
  // What is asked while one reads and types is asked most.
  const usual = names.filter((name) => name.startsWith('textDocument/'));
  const method = kind < 0.66 ? pick(told, random) : pick(random() < 0.5 ? usual : names, random);
  return step(kind < 0.66 ? 'notify' : 'request', method, (notifications[method] ?? requests[method])?.(random) ?? null);
}

function edited(random: Random): Step {
  const method = 'textDocument/didChange';
  return step('notify', method, notifications[method]?.(random) ?? null);
}

function initialize(random: Random): Plain {
  const pulls = random() < 0.8;
  return {
    processId: null,
    rootUri: '$W',
    ...(random() < 0.8 ? { workspaceFolders: [{ uri: '$W', name: 'w' }] } : {}),
    locale: pick(['ja', 'en', 'de'], random),
    capabilities: {
      textDocument: {
        ...(pulls ? { diagnostic: {} } : {}),
        documentSymbol: { hierarchicalDocumentSymbolSupport: random() < 0.8 },
      },
      workspace: {
        configuration: random() < 0.8,
        workspaceFolders: true,
        ...(random() < 0.5 ? { didChangeWatchedFiles: { dynamicRegistration: true } } : {}),
        workspaceEdit: { documentChanges: random() < 0.8, resourceOperations: ['create'] },
      },
    },
    initializationOptions: { date: '2026-10-01', ...(random() < 0.5 ? { views: true, commands: true } : {}) },
  };
}
