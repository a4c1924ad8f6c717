/** What the built server answers on a Node, from `initialize` to `exit`, about the examples. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { example, exampleNames } from '../support/examples.ts';
import { startClient } from '../support/lsp.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'examples');
const URI = `${pathToFileURL(FOLDER)}/clinic-cloud/checklist.kaiji.yaml`;

/**
 * Answers by request, those of the examples' check sheet after an edit.
 * @param node path of the binary
 * @param program what it runs, a path from the root and arguments
 */
export async function conversationOn(
  node: string,
  [path = '', ...rest]: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const client = await startClient({ program: [node, join(ROOT, path), ...rest], folder: pathToFileURL(FOLDER).href });
  const ask = (method: string, parameters: object) => client.connection.sendRequest(method, parameters);
  const text = example('clinic-cloud').get('checklist.kaiji.yaml') ?? '';
  await client.open(URI, text);
  const control = placeOf(text, 'control: C|L-10');
  const evidence = placeOf(text, 'ref: e|v-sla');
  // 𠮷 is two units of UTF-16.
  const edit = { range: { start: control, end: control }, text: '' };
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version: 2 },
    contentChanges: [edit, { range: { start: evidence, end: evidence }, text: '𠮷-' }],
  });
  const textDocument = { uri: URI };
  const whole = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
  const answers: Record<string, unknown> = { initialize: client.initialized };
  const about = async (method: string, parameters: object = {}) => {
    answers[method] = await ask(`textDocument/${method}`, { textDocument, ...parameters });
  };
  // Each server names its results by when it started.
  const { resultId: _, ...report } = (await ask('textDocument/diagnostic', { textDocument })) as { resultId?: string };
  answers.diagnostic = report;
  await about('completion', { position: control });
  await about('hover', { position: control });
  await about('definition', { position: placeOf(text, '[e|v-organization') });
  await about('references', { position: placeOf(text, '[e|v-organization'), context: { includeDeclaration: true } });
  await about('codeAction', { range: whole, context: { diagnostics: [] } });
  await about('documentSymbol');
  await about('inlayHint', { range: whole });
  await about('codeLens');
  await about('foldingRange');
  await about('formatting', { options: { tabSize: 2, insertSpaces: true } });
  answers['workspace/symbol'] = await ask('workspace/symbol', { query: 'パスワード' });
  for (const name of exampleNames)
    answers[`check of ${name}`] = await ask('kaiji/checkFolder', { folder: `${pathToFileURL(FOLDER)}/${name}` });
  answers.exit = await client.stop();
  return answers;
}

/** Where a text stands first that says with `|` which place in it is meant. */
function placeOf(text: string, marked: string) {
  const found = text.indexOf(marked.replace('|', ''));
  if (found < 0) throw new Error(`${marked} is not in the example`);
  const before = text.slice(0, found + marked.indexOf('|')).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
