/** What the extension adds to VS Code: menus only where Kaiji files are, keys only where they are free, a walkthrough whose steps can be done, a problem matcher that reads what is printed. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface Item {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}
const manifest = JSON.parse(text('package.json')) as {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly menus: Readonly<Record<string, readonly Item[]>>;
    readonly keybindings: readonly (Item & { readonly key: string; readonly mac?: string })[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly problemMatchers: readonly { readonly name: string; readonly pattern: Readonly<Record<string, string | number>> }[];
    readonly taskDefinitions: readonly { readonly type: string; readonly required: readonly string[] }[];
  };
};
const { menus, keybindings, commands, views, walkthroughs, problemMatchers, taskDefinitions } = manifest.contributes;
const nls = {
  ja: JSON.parse(text('package.nls.ja.json')) as Readonly<Record<string, string>>,
  en: JSON.parse(text('package.nls.json')) as Readonly<Record<string, string>>,
};

/** Sources of the client, together. */
const client = (readdirSync(new URL('client/', root), { recursive: true }) as string[])
  .filter((path) => path.endsWith('.ts'))
  .map((path) => text(`client/${path}`))
  .join('\n');

describe('nothing of ours shows where no Kaiji files are', () => {
  const ours = (when = '') =>
    /^editorLangId == kaiji\b(?! \|\|)/.test(when) ||
    /^view (==|=~) \/?\^?kaiji\b/.test(when) ||
    /^kaiji\.hasPackage && /.test(when) ||
    when.startsWith('resourceFilename =~ /(^|\\.)kaiji\\.ya?ml$/');

  // These are asked for: New File… and the command palette.
  const asked = ['file/newFile', 'commandPalette'];
  test.each(Object.keys(menus).filter((menu) => !asked.includes(menu)))('in the menu %s', (menu) => {
    expect(menus[menu]?.filter(({ when }) => !ours(when))).toEqual([]);
  });

  test('the names menus ask for are those of Kaiji files', () => {
    const pattern = /resourceFilename =~ \/(.+?)\/(?: |$)/;
    const found = Object.values(menus).flatMap((items) => items.flatMap(({ when = '' }) => pattern.exec(when)?.[1] ?? []));
    expect(found.length).toBeGreaterThan(1);
    for (const source of new Set(found)) {
      const names = new RegExp(source);
      for (const name of ['kaiji.yaml', 'checklist.kaiji.yaml', 'checklist.kaiji.yml']) expect(name).toMatch(names);
      for (const name of ['compose.yaml', 'mykaiji.yaml', 'kaiji.yaml.txt', 'kaiji.json']) expect(name).not.toMatch(names);
    }
  });

  test('it wakes up for them alone', () => {
    const events = manifest.activationEvents.filter((event) => !/^onWebviewPanel:kaiji\./.test(event));
    expect(events).toEqual(['onUri', 'workspaceContains:**/kaiji.yaml']);
  });

  test('the title bar of an editor has a few buttons, each with a picture and a place', () => {
    const shown = (menus['editor/title'] ?? []).filter(({ group = '' }) => group.startsWith('navigation'));
    expect(shown.map(({ group }) => group)).toEqual(['navigation@1', 'navigation@2']);
    for (const { command } of shown)
      expect(commands.find((one) => one.command === command)?.icon, command).toMatch(/^\$\([\w-]+\)$/);
  });
});

describe('keys', () => {
  const taken = text('test/fixtures/vscode-keys.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t') as [key: string, when: string]);
  /** VS Code means it for another language, or we mean it in a view of ours. */
  const isApart = (when: string, ours = '') =>
    (/\beditorLangId (==|=~) /.test(when) && !when.includes('kaiji')) || /^focusedView == kaiji\./.test(ours);

  test.each(keybindings.map((one) => [one.key, one] as const))('%s is free where it is ours', (key, { when, mac }) => {
    expect(taken.length).toBeGreaterThan(90);
    expect(key.startsWith('ctrl+k ') || key === 'ctrl+enter', 'a key the fixture knows of').toBe(true);
    expect(taken.filter(([known, elsewhere]) => known === key && !isApart(elsewhere, when))).toEqual([]);
    expect(when).toMatch(/^(editorLangId == kaiji|focusedView == kaiji\.)/);
    expect(mac).toBe(key.replace('ctrl+', 'cmd+'));
  });

  test('each runs a command of ours', () => {
    const known = commands.map(({ command }) => command);
    expect(keybindings.filter(({ command }) => !known.includes(command))).toEqual([]);
  });
});

describe('the walkthrough', () => {
  const [walkthrough] = walkthroughs;
  const steps = walkthrough?.steps ?? [];

  test('has five steps', () => {
    expect(walkthroughs).toHaveLength(1);
    expect(steps.map(({ id }) => id)).toEqual(['package', 'answer', 'evidence', 'preview', 'export']);
  });

  test.each(steps.map((step) => [step.id, step] as const))('%s is done by a context key that the client sets', (_, step) => {
    const [event = '', ...others] = step.completionEvents;
    expect(others).toEqual([]);
    const key = /^onContext:kaiji\.(\w+)$/.exec(event)?.[1];
    expect(key).toBeDefined();
    expect(client.includes(`took('${key}')`) || client.includes(`'kaiji.${key}'`)).toBe(true);
  });

  test.each(steps.map((step) => [step.id, step] as const))(
    '%s has a picture in the colours of the theme, small, and words for it',
    (_, { media }) => {
      const svg = text(media.svg);
      expect(svg.length).toBeLessThan(2_500);
      expect(svg).toMatch(/^<svg aria-hidden="true" viewBox="0 0 480 320" /);
      // VS Code's page takes neither styles nor scripts of ours, and colours of our own would vanish in some theme.
      expect(svg).not.toMatch(/<(style|script|image|text)|style=|href|#[0-9a-f]{3}|url\(/i);
      for (const [, colour = ''] of svg.matchAll(/ (?:fill|stroke)="([^"]+)"/g))
        expect(colour).toMatch(/^(none|var\(--vscode-[\w-]+\))$/);
      for (const words of Object.values(nls)) expect(words[media.altText.slice(1, -1)]).toMatch(/.{10,}/);
    },
  );

  test.each(['ja', 'en'] as const)('its links in %s lead to commands of ours, one to each step but what is read', (language) => {
    const known = new Set([
      ...commands.map(({ command }) => command),
      ...Object.values(views).flatMap((all) => all.map(({ id }) => `${id}.focus`)),
    ]);
    for (const { id, description } of steps) {
      const links = [...(nls[language][description.slice(1, -1)] ?? '').matchAll(/\(command:([\w.]+)\)/g)].map(
        ([, name = '']) => name,
      );
      expect(links.length, id).toBeGreaterThan(0);
      expect(links.filter((name) => !known.has(name))).toEqual([]);
    }
  });
});

describe('the task', () => {
  test('is of our type, and its matcher is ours', () => {
    expect(taskDefinitions.map(({ type, required }) => [type, required])).toEqual([['kaiji', ['task']]]);
    expect(problemMatchers.map(({ name }) => name)).toEqual(['kaiji']);
  });

  test.each(['ja', 'en'])('$kaiji reads every line of kaiji check --format lines in %s', (lang) => {
    const check = (format: string) =>
      spawnSync(
        process.execPath,
        [
          fileURLToPath(new URL('dist/cli.js', root)),
          'check',
          '--format',
          format,
          '--lang',
          lang,
          '--date',
          '2026-11-22',
          '--expand',
        ],
        { cwd: fileURLToPath(new URL('examples/', root)), encoding: 'utf8', maxBuffer: 1e9 },
      ).stdout;
    const pattern = problemMatchers[0]?.pattern ?? {};
    const regexp = new RegExp(String(pattern.regexp));
    const lines = check('lines').split('\n').slice(0, -1);
    const read = lines.flatMap((line) => {
      const found = regexp.exec(line);
      const of = (name: string) => found?.[Number(pattern[name])];
      return found ? [[of('file'), of('line'), of('column'), of('severity'), of('message'), of('code')].join('|')] : [];
    });
    const { files } = JSON.parse(check('json')) as {
      files: {
        path: string;
        diagnostics: { rule: string; severity: string; message: string; range: { start: { line: number; character: number } } }[];
      }[];
    };
    const all = files.flatMap(({ path, diagnostics }) =>
      diagnostics.map(({ rule, severity, message, range: { start } }) => ({
        severity,
        line: [path, start.line + 1, start.character + 1, severity, message.replace(/\s+/g, ' '), rule].join('|'),
      })),
    );
    // The Problems panel has no hints.
    expect(lines).toHaveLength(all.length);
    expect(read).toEqual(all.filter(({ severity }) => severity !== 'hint').map(({ line }) => line));
    expect(read.length).toBeGreaterThan(100);
  });
});
