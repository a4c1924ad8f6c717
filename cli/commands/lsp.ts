import { join } from 'node:path';
import { fixed } from '../../core/language.ts';
import type { Command } from '../command.ts';

export const lspCommand: Command = {
  name: 'lsp',
  summary: fixed('言語サーバーを起動します（エディター用）', 'starts the language server (for editors)'),
  usage: fixed(
    'kaiji lsp --stdio\n\n例:  vim.lsp.start({ cmd = { "kaiji", "lsp", "--stdio" } })',
    'kaiji lsp --stdio\n\nExample:  vim.lsp.start({ cmd = { "kaiji", "lsp", "--stdio" } })',
  ),
  async run() {
    // The server is its own bundle beside this one, and reads --stdio from the arguments itself.
    require(join(__dirname, 'server.js'));
    return new Promise<number>(() => {});
  },
};
