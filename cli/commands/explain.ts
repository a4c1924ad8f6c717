import { ruleNamed } from '../../core/check.ts';
import { fixed, inLanguage, message } from '../../core/language.ts';
import { rules } from '../../core/rules/registry.ts';
import { parse, ruleCode } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { openSession } from '../session.ts';

const noPage = message<{ code: string }>({
  ja: ({ code }) => `${code} の説明を読めません。kaiji を入れ直してください。`,
  en: ({ code }) => `the page of ${code} cannot be read. Install kaiji again.`,
});

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
    if (!rule) return 0;
    const docs = await (await openSession(out)).bundled.ruleDocs(rule.code);
    if (!docs) throw new UsageError(noPage({ code: rule.code }));
    out.print(`${rule.code} (${rule.severity})\n${rule.summary(out.language)}\n\n${inLanguage(docs, out.language).trim()}\n`);
    return 0;
  },
};
