/** What continuous integration reads of `kaiji check`: SARIF, JUnit XML and GitHub's annotations, of a package with everything in it that could break them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AjvDraft4 from 'ajv-draft-04';
import { Parser } from 'saxen';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { rules } from '../core/rules/registry.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const SCHEMA = new URL('../../shared/sarif/sarif-schema-2.1.0.json', import.meta.url);

/** Names and texts that each of the formats has to write otherwise. */
const FILES: Readonly<Record<string, string>> = {
  'kaiji.yaml': 'kaiji: package/v1\nservice: { name: 例 }\n',
  '回答 100%, a:b/😀#1.kaiji.yaml': [
    'kaiji: checklist/v1\r',
    'catalog: medcloud-checklist\r',
    'answers:\r',
    '  - control: CL-94\r',
    '    status: 対応済\r',
    '    answer: 😀 <b>"発行"</b> & \'済\' ]]> %0A::error::\r',
    '  - control: CL-999%,:<&\r',
    '    answer: "\\u0007\\u001b[31m"\r',
    '  - control: CL-94\r',
    '    answer: 未記入\r',
    '',
  ].join('\n'),
  'sound.kaiji.yaml': 'kaiji: statements/v1\nstatements: []\n',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-reports-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function check(...args: readonly string[]) {
  return checkIn(folder, ...args);
}

function checkIn(cwd: string, ...args: readonly string[]) {
  const all = [CLI, 'check', '--date', '2026-10-01', ...args];
  return spawnSync(process.execPath, all, { cwd, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } });
}

/** What a report says of a package in which a file cannot be read: its name has what formats must escape. */
function unread(format: string, ...args: readonly string[]) {
  const place = mkdtempSync(join(tmpdir(), 'kaiji-reports-unread-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  writeFileSync(join(place, 'kaiji.yaml'), 'kaiji: package/v1\nservice: { name: 例 }\n');
  writeFileSync(join(place, 'a, 100%.kaiji.yaml'), Buffer.from([0x91, 0xe4, 0x92, 0xa0]));
  return checkIn(place, '--format', format, ...args);
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Record<'start' | 'end', { readonly line: number; readonly character: number }>;
}
/** What the JSON report says, which is tested by itself: `path`, then the finding. */
function findings(...args: readonly string[]): readonly (readonly [string, Finding])[] {
  const { files } = JSON.parse(check('--format', 'json', ...args).stdout) as {
    files: readonly { path: string; diagnostics: readonly Finding[] }[];
  };
  return files.flatMap(({ path, diagnostics }) => diagnostics.map((one) => [path, one] as const));
}

describe('SARIF', () => {
  interface Log {
    readonly runs: readonly [
      {
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly level: string;
          readonly message: { readonly text: string };
          readonly locations: readonly [
            {
              readonly physicalLocation: {
                readonly artifactLocation: { readonly uri: string };
                readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
              };
            },
          ];
          readonly relatedLocations?: readonly object[];
        }[];
      },
    ];
  }
  const log = (...args: readonly string[]) => JSON.parse(check('--format', 'sarif', ...args).stdout) as Log;

  test('lists every rule, and says of each finding what the JSON report says', () => {
    const { tool, results } = log().runs[0];
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ code }) => code));
    const levels: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
    expect(
      results.map(({ ruleId, level, message, locations: [{ physicalLocation: at }] }) => ({
        path: decodeURIComponent(at.artifactLocation.uri),
        ruleId,
        level,
        text: message.text,
        ...at.region,
      })),
    ).toEqual(
      findings().map(
        ([
          path,
          {
            rule,
            severity,
            message,
            range: { start, end },
          },
        ]) => ({
          path,
          ruleId: rule,
          level: levels[severity],
          text: message,
          startLine: start.line + 1,
          startColumn: start.character + 1,
          endLine: end.line + 1,
          endColumn: end.character + 1,
        }),
      ),
    );
    expect(results.length).toBeGreaterThan(5);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results.some(({ relatedLocations = [] }) => relatedLocations.length > 0)).toBe(true);
  });

  test.skipIf(!existsSync(SCHEMA))('is valid by the schema of OASIS, with findings and without, in both languages', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as object;
    const ajv = new AjvDraft4({
      strict: false,
      allErrors: true,
      formats: { uri: /^[a-z][a-z0-9+.-]*:[!-~]+$/i, 'uri-reference': /^[!-~]*$/, 'date-time': true },
    });
    const validate = ajv.compile(schema);
    const logs = [[], ['--lang', 'en', '--expand'], ['sound.kaiji.yaml'], ['--jobs', '2']].map((args) => log(...args));
    const { stdout } = unread('sarif');
    for (const one of [...logs, JSON.parse(stdout)]) {
      validate(one);
      expect(validate.errors ?? []).toEqual([]);
    }
    validate({ version: '2.1.0', runs: [{ results: [{ ruleId: 1 }] }] });
    expect(validate.errors?.length).toBeGreaterThan(1);
  });

  test('is named in the terms of the call', () => {
    const text = JSON.stringify(log('--lang', 'en').runs[0].tool);
    expect(text).not.toMatch(/[ぁ-ん]/);
    expect(JSON.stringify(log('--lang', 'ja').runs[0].tool)).toMatch(/[ぁ-ん]/);
  });
});

describe('JUnit', () => {
  interface Element {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly text: string;
    readonly children: readonly Element[];
  }
  /** Read strictly: what is not well-formed fails. */
  function parsed(xml: string): Element {
    type Open = { name: string; attributes: Readonly<Record<string, string>>; text: string; children: Open[] };
    const top: Open = { name: '', attributes: {}, text: '', children: [] };
    const open = [top];
    const parser = new Parser();
    parser.on('openTag', (name: string, attributes: () => Record<string, string>, decode: (text: string) => string) => {
      const given = Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)]));
      const element: Open = { name, attributes: given, text: '', children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    });
    parser.on('closeTag', () => void open.pop());
    parser.on('text', (text: string, decode: (text: string) => string) => {
      const at = open.at(-1);
      if (at) at.text += decode(text);
    });
    parser.on('error', (reason: Error) => {
      throw reason;
    });
    parser.on('warn', (reason: Error) => {
      throw reason;
    });
    parser.parse(xml);
    return top.children[0] as Element;
  }

  test('has a suite for each file and a case for each finding; what makes the call fail is a failure', () => {
    for (const failOn of ['error', 'warning', 'info']) {
      const { status, stdout } = check('--format', 'junit', '--fail-on', failOn);
      const { name, children: suites } = parsed(stdout);
      expect(name).toBe('testsuites');
      expect(suites.map(({ attributes }) => attributes.name)).toEqual([...Object.keys(FILES)].sort());
      const cases = suites.flatMap(({ children }) => children);
      const failures = cases.flatMap(({ children }) => children.filter((one) => one.name === 'failure'));
      expect(status).toBe(failures.length > 0 ? 1 : 0);
      const line = ['error', 'warning', 'info', 'hint'].indexOf(failOn);
      const all = findings();
      const failing = all.filter(([, { severity }]) => ['error', 'warning', 'info', 'hint'].indexOf(severity) <= line);
      expect(failures.map(({ attributes }) => attributes.type)).toEqual(failing.map(([, { rule }]) => rule));
      expect(cases.length).toBe(all.length + Object.keys(FILES).filter((path) => !all.some(([at]) => at === path)).length);
      for (const { attributes, children } of suites) {
        expect(attributes.tests).toBe(`${children.length}`);
        expect(attributes.failures).toBe(`${children.filter(({ children: [one] }) => one?.name === 'failure').length}`);
      }
      // The message as a person reads it; what a terminal would obey is gone.
      expect(failures[0]?.text).toContain(failing[0]?.[1].message);
      expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }
  });
});

describe('GitHub', () => {
  /** As the runner reads a workflow command. */
  const COMMAND = /^::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)$/;
  const decoded = (text: string) =>
    text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');

  test('is one command a finding, and nothing a document says is another', () => {
    const lines = check('--format', 'github').stdout.split('\n');
    const commands = lines.flatMap((line) => {
      const match = COMMAND.exec(line);
      if (!match) return [];
      const properties = Object.fromEntries((match[2] ?? '').split(',').map((one) => one.split('=') as [string, string]));
      return [{ command: match[1], message: decoded(match[3] ?? ''), path: decoded(properties.file ?? ''), ...properties }];
    });
    const names: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };
    expect(commands).toEqual(
      findings().map(
        ([
          path,
          {
            rule,
            severity,
            message,
            range: { start, end },
          },
        ]) => ({
          command: names[severity],
          message,
          path,
          file: expect.any(String),
          line: `${start.line + 1}`,
          endLine: `${end.line + 1}`,
          ...(start.line === end.line
            ? { col: `${start.character + 1}`, endColumn: `${Math.max(end.character, start.character + 1)}` }
            : {}),
          title: `Kaiji ${rule}`,
        }),
      ),
    );
    expect(lines.filter((line) => line.includes('::error::'))).toEqual([]);
    expect(lines.filter((line) => line !== '' && !COMMAND.test(line))).toEqual([expect.stringMatching(/^3ファイル: 指摘 \d+件/)]);
  });
});

test('no format has a character a terminal would obey, and those for programs say what stands there', () => {
  const place = mkdtempSync(join(tmpdir(), 'kaiji-obeyed-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  writeFileSync(
    join(place, 'a.kaiji.yaml'),
    'kaiji: evidence/v1\nevidence:\n  - "id\\u009b31m\\x7f": ev-a\n  - { id: "ev\\u009b", title: {a}\u007f\u009b }\n',
  );
  const run = (format: string) => {
    const { stdout } = spawnSync(process.execPath, [CLI, 'check', place, '--format', format, '--date', '2026-10-01'], {
      encoding: 'utf8',
    });
    return stdout;
  };
  for (const format of ['sarif', 'junit', 'github', 'json', 'lines', 'pretty'])
    expect(run(format), format).not.toMatch(/[^\P{Cc}\n\t]/u);
  const { files } = JSON.parse(run('json')) as { files: { diagnostics: { message: string }[] }[] };
  expect(files.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message)).join()).toContain('\u009b31m\u007f');
});

test('every format is the same in threads as without, and from one call to the next', () => {
  for (const format of ['sarif', 'junit', 'github', 'json', 'lines', 'pretty']) {
    const once = check('--format', format).stdout;
    expect(check('--format', format).stdout).toBe(once);
    expect(check('--format', format, '--jobs', '2').stdout).toBe(once);
  }
});

describe('what was not checked', () => {
  const why = 'a, 100%.kaiji.yaml: 文字コードがUTF-8ではない（Shift_JISなど）ため、読みませんでした。';

  test.each([[], ['--jobs', '2']])('is in the SARIF log, which says that the run failed (%s %s)', (...args) => {
    const { status, stdout, stderr } = unread('sarif', ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(why);
    const [invocation] = JSON.parse(stdout).runs[0].invocations;
    expect(invocation).toEqual({
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: expect.stringContaining(why) },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'a%2C%20100%25.kaiji.yaml', uriBaseId: '%SRCROOT%' } } }],
        },
      ],
    });
    expect(JSON.parse(check('--format', 'sarif').stdout).runs[0].invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [] },
    ]);
  });

  test('is an error of its own in JUnit XML', () => {
    const { stdout } = unread('junit');
    expect(stdout).toContain('<testsuite name="a, 100%.kaiji.yaml" tests="1" failures="0" errors="1" skipped="0">');
    expect(stdout).toContain(`<error message="${why}`);
  });

  test('is an annotation of GitHub', () => {
    expect(unread('github').stdout).toContain(`::error file=a%2C 100%25.kaiji.yaml,title=Kaiji::${why.replace('%', '%25')}`);
  });
});
