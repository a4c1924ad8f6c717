import { ruleNamed } from '../../core/check.ts';
import { fixed } from '../../core/language.ts';
import { rules } from '../../core/rules/registry.ts';
import { parse, ruleCode } from '../arguments.ts';
import type { Command } from '../command.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: fixed('ルールの説明を表示します', 'explains a rule'),
  usage: fixed(
    'kaiji explain [ルール名]\n\n例:  kaiji explain missing-evidence',
    'kaiji explain [CODE]\n\nExample:  kaiji explain missing-evidence',
  ),
  async run(argv, out) {
    const { positionals } = parse(argv, {});
    const [code] = positionals;
    if (code === undefined) {
      for (const rule of rules) out.print(`${rule.code.padEnd(28)}${rule.severity.padEnd(9)}${rule.summary(out.language)}\n`);
      return 0;
    }
    const rule = ruleNamed(ruleCode(code));
    if (rule) out.print(`${rule.code} (${rule.severity})\n${rule.summary(out.language)}\n\n${rule.docs(out.language).trim()}\n`);
    return 0;
  },
};
