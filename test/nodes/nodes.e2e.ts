/** Server and command line on each Node of versions.mjs: whatever they answer, write and export is the same, byte by byte. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS, outcomeOf } from './commands.ts';
import { conversationOn } from './conversation.ts';
import { provisionNodes } from './provision.mjs';

const provided = await provisionNodes();
if (provided.missing !== undefined) throw new Error(provided.missing);
const { nodes } = provided;
const [oldest, ...others] = nodes;
if (!oldest) throw new Error('no Node');

test('the oldest is the first that package.json admits, and every line of even number since is there', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const lines = nodes.map(({ version }) => Number.parseInt(version, 10));
  expect(engines.node).toBe(`>=${lines[0]}`);
  expect([...new Set(lines)]).toEqual([20, 22, 24, 26]);
});

test.concurrent.each(COMMANDS.map((command) => ({ ...command, line: command.args.join(' ') })))(
  'kaiji $line',
  async (command) => {
    const expected = await outcomeOf(oldest.path, command);
    expect(expected.status, expected.stderr).toBe(command.status);
    const output = command.args.indexOf('-o');
    if (output >= 0) expect(Object.keys(expected.files).join('\n')).toContain(command.args[output + 1]);
    else expect(expected.stdout).not.toBe('');
    for (const { version, path } of others) expect(await outcomeOf(path, command), `Node ${version}`).toEqual(expected);
  },
);

test.concurrent.each(['dist/server.js', 'dist/cli.js lsp'])('%s, from initialize to exit', async (line) => {
  const program = line.split(' ');
  const expected = await conversationOn(oldest.path, program);
  for (const [request, answer] of Object.entries(expected)) {
    if (request === 'exit') expect(answer).toBe(0);
    else expect(JSON.stringify(answer).length, request).toBeGreaterThan(50);
  }
  for (const { version, path } of others) expect(await conversationOn(path, program), `Node ${version}`).toEqual(expected);
});
