/** Files of any bytes, through `kaiji check`: decoded, parsed, checked, and told in every format. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCommand } from '../../cli/commands/check.ts';
import { FORMATS } from '../../cli/output/formats.ts';
import type { Random } from '../../test/support/random-yaml.ts';
import { small } from '../corpus.ts';
import { damaged, joined, mutated } from '../mutate.ts';
import { below, must, pick, type Target } from '../target.ts';

interface Input {
  readonly [key: string]: string | { readonly [name: string]: Uint8Array };
  /** Name → bytes. */
  readonly files: { readonly [name: string]: Uint8Array };
  readonly format: string;
  readonly language: string;
}

const NAMES = ['kaiji.yaml', 'checklist.kaiji.yaml', 'evidence.kaiji.yaml', '証拠 %41.kaiji.yaml', 'a#b.kaiji.yaml'];
/** What begins files, ends lines, and stands where no text has it. */
const PIECES = [
  '\ufeff',
  '\u2028',
  '\0',
  'ＣＬ－９４：',
  '　',
  '\r',
  '\n',
  ': ',
  '- ',
  'kaiji: checklist/v1\n',
  'answers:\n',
  '\u001b]0;x\u0007',
  '𠮷',
  '\u202e',
];

let folder: string | undefined;

export const target: Target<Input> = {
  what: 'files of any bytes through `kaiji check`',
  budget: 60_000,
  make(random) {
    const count = 1 + below(3, random);
    const files: Record<string, Uint8Array> = {};
    for (let i = 0; i < count; i++) files[pick(NAMES, random)] = bytesFrom(random);
    return { files, format: pick(FORMATS, random), language: pick(['ja', 'en'], random) };
  },
  async run({ files, format, language }, told) {
    folder ??= mkdtempSync(join(tmpdir(), 'kaiji-fuzz-'));
    // The folder is the same in every run, so that what is printed is too.
    const place = join(folder, 'files');
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place);
    for (const [name, bytes] of Object.entries(files)) {
      writeFileSync(join(place, name), bytes);
      told.count('bytes', bytes.length);
    }
    let printed = '';
    let errors = '';
    const decoder = new TextDecoder();
    const status = await checkCommand.run(
      [place, '--jobs', '1', '--format', format, '--lang', language, '--date', '2026-10-01'],
      {
        language: language === 'en' ? 'en' : 'ja',
        languageAsked: undefined,
        languageOfEnvironment: undefined,
        colour: false,
        watched: false,
        isTerminal: false,
        print: (content) => {
          printed += typeof content === 'string' ? content : decoder.decode(content);
        },
        error: (text) => {
          errors += text;
        },
      },
    );
    must(status === 0 || status === 1 || status === 2, 'an exit status that is none', () => String(status));
    must(!/the check stopped|検査が途中で止まった/.test(errors), 'the check stopped', () => errors);
    // SARIF lists every rule there is.
    must(
      !(format === 'sarif' ? /"ruleId":\s*"internal-error"/ : /internal-error/).test(printed),
      'an internal error',
      () => printed,
    );
    must(!UNPRINTABLE.test(printed + errors), 'control characters for the terminal', () => JSON.stringify(printed + errors));
    if (format === 'json' || format === 'sarif') JSON.parse(printed);
  },
  async end() {
    if (folder) rmSync(folder, { recursive: true, force: true });
  },
};

/** Escape sequences begin with one of these. */
const UNPRINTABLE = /[^\P{Cc}\n\t]/u;

function bytesFrom(random: Random): Uint8Array {
  const kind = below(6, random);
  const text = (written: string) => new TextEncoder().encode(written);
  const whole = () => Object.values(pick(small, random));
  if (kind === 0) return Uint8Array.from({ length: below(600, random) }, () => below(256, random));
  if (kind === 1) return text(Array.from({ length: below(200, random) }, () => String.fromCodePoint(codePoint(random))).join(''));
  if (kind === 2) return text(Array.from({ length: below(60, random) }, () => pick(PIECES, random)).join(''));
  if (kind === 3) return damaged(text(pick(whole(), random)), random);
  // In another encoding: what it says is seen to be none of ours.
  if (kind === 4)
    return joined(
      Uint8Array.of(0xff, 0xfe),
      new Uint8Array(Uint16Array.from(pick(whole(), random), (char) => char.charCodeAt(0)).buffer),
    );
  return text(mutated(pick(whole(), random), random, () => pick(whole(), random)));
}

/** Of every plane; often of those with a meaning. */
function codePoint(random: Random): number {
  const kind = below(5, random);
  if (kind === 0) return below(0x110000, random);
  if (kind === 1) return 0xff00 + below(0xf0, random);
  if (kind === 2) return 0x2000 + below(0x70, random);
  if (kind === 3) return below(0xa0, random);
  return 0x3000 + below(0x6000, random);
}
