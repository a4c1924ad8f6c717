/** Facts (仕様値): how values are read, what guidelines ask of them, and what is read out of running text. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Fact, Facts } from '../core/catalog/facts.ts';
import { type Check, check } from '../core/check.ts';
import type { Package } from '../core/package/package.ts';
import { factsIn } from '../core/prose/facts-in-text.ts';
import { Text } from '../core/text/text.ts';
import { bundled } from './support/catalogs.ts';
import { OPTIONS, openFixture, pathOf, ROOT } from './support/fixture.ts';
import { stopwatch } from './support/processor-time.ts';

const { catalogs } = await bundled;
const source = readFileSync(new URL('../catalogs/facts.yaml', import.meta.url), 'utf8');
const facts = new Facts((parse(source) as { facts: readonly Fact[] }).facts);

function fact(key: string): Fact {
  const found = facts.fact(key);
  if (!found) throw new Error(`no fact ${key}`);
  return found;
}

/** `fact | as typed | canonical`; `-` is no value of the fact. */
const READ = `
password.max-age-days       | 180          | 180
password.max-age-days       | １８０       | 180
password.max-age-days       | 180日        | 180
password.max-age-days       | 180 日毎     | 180
password.max-age-days       | 90日以内     | 90
password.max-age-days       | 2週間        | 14
password.max-age-days       | 3か月        | -
password.max-age-days       | 90日以上     | -
password.max-age-days       | なし         | none
password.max-age-days       | 無期限       | none
password.max-age-days       | 90.5         | -
password.max-age-days       | 四半期ごと   | -
password.min-length         | 8文字以上    | 8
password.min-length         | 8桁          | 8
password.min-length         | 8文字以下    | -
password.min-length         | 長め         | -
password.min-length         | なし         | -
password.history-generations | 0           | none
password.history-generations | なし        | none
password.history-generations | 3世代       | 3
backup.interval-hours       | 12時間       | 12
backup.interval-hours       | 1日          | 24
backup.interval-hours       | 12.0         | 12
backup.interval-hours       | 30分         | 0.5
log.retention-years         | 5 年間       | 5
log.retention-years         | 無期限       | unlimited
log.retention-years         | 18か月       | 1.5
account.review-interval-months | 1年       | 12
availability-percent        | 99.9％       | 99.9
availability-percent        | 99.9%以上    | 99.9
encryption.min-key-bits     | 256bit       | 256
encryption.min-key-bits     | AES256       | -
tls.min-version             | 1.2          | 1.2
tls.min-version             | TLS1.2       | 1.2
tls.min-version             | ＴＬＳ　１．２以上 | 1.2
tls.min-version             | TLSv1.3      | 1.3
tls.min-version             | 新しい版     | -
mfa                         | 必須         | required
mfa                         | Required     | required
mfa                         | なし         | none
mfa                         | 二要素       | -
account.shared-ids          | 禁止         | forbidden
encryption.at-rest          | あり         | true
encryption.at-rest          | 無し         | false
encryption.at-rest          | 12           | -
data.region                 | 国内         | japan
data.region                 | 東京 リージョン | 東京 リージョン
redundancy                  | シングル構成 | none
`;

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string]);

test.each(rows(READ))('%s: %s is %s', (key, typed, canonical) => {
  expect(facts.read(fact(key), typed)?.canonical ?? '-').toBe(canonical);
});

test('a key is taken apart into fact and target', () => {
  expect(facts.keyOf('backup.interval-hours@VDI')).toMatchObject({
    key: 'backup.interval-hours',
    target: 'vdi',
    fact: { key: 'backup.interval-hours' },
  });
  expect(facts.keyOf('ｍｆａ ＠ 端末')).toMatchObject({ key: 'mfa', target: '端末', fact: { key: 'mfa' } });
  expect(facts.keyOf('x.own')).toEqual({ key: 'x.own', target: '', fact: undefined });
});

test('a version compares by its numbers, not by its letters', () => {
  const versions = ['1.0', '1.2', '1.3', '1.10'].map((text) => facts.read(fact('tls.min-version'), text)?.amount ?? 0);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
});

/** `fact | value | source of the bound | falls short`. */
const SHORT = `
password.max-age-days | 180  | OQ-H13          | yes
password.max-age-days | 62   | OQ-H13          | no
password.max-age-days | なし | OQ-H13          | yes
password.max-age-days | 180  | METI-2.6.14(14) | no
password.max-age-days | なし | METI-2.6.14(14) | yes
password.min-length   | 7    | CL-79(3)        | yes
password.min-length   | 8    | CL-79(3)        | no
tls.min-version       | 1.1  | CL-171          | yes
tls.min-version       | 1.3  | CL-171          | no
mfa.operators         | 任意 | CL-95           | yes
mfa.operators         | 必須 | CL-95           | no
password.history-generations | なし | CL-84    | yes
password.history-generations | 3    | CL-84    | no
time.sync-interval-hours     | 1日  | CL-109   | no
time.sync-interval-hours     | 1週  | CL-109   | yes
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string, string]);

test.each(SHORT)('%s of %s falls short of %s: %s', (key, typed, at, short) => {
  const bound = fact(key).asks?.find((one) => one.at === at);
  const value = facts.read(fact(key), typed);
  if (!bound || !value) throw new Error('no bound or no value');
  expect(facts.fallsShort(fact(key), value, bound) ? 'yes' : 'no').toBe(short);
});

describe('every fact', () => {
  test.each(facts.all.map((one) => [one.key, one] as const))('%s is sound', (_, one) => {
    for (const { from, at, said, min, max, values = [] } of one.asks ?? []) {
      expect(said.en).toBeDefined();
      expect(catalogs.resolve(at), at).toBeDefined();
      for (const source of from) expect(catalogs.guidelines.of(source) ?? catalogs.of(source), source).toBeDefined();
      for (const bound of [min, max, ...values]) {
        if (bound !== undefined) expect(facts.read(one, String(bound)), String(bound)).toBeDefined();
      }
    }
    for (const { unless = {} } of one.asks ?? []) {
      for (const [key, value] of Object.entries(unless)) expect(facts.read(fact(key), value)?.canonical).toBe(value);
    }
    for (const { value } of one.reads ?? []) if (value !== undefined) expect(facts.read(one, value)).toBeDefined();
    for (const { ja, en, also = [], value } of one.values ?? [])
      for (const name of [ja, en, ...also]) expect(facts.read(one, name)?.canonical).toBe(value);
  });
});

/** `text | what is read out of it`. */
const TEXTS = `
パスワードは180日毎に変更しています。 | password.max-age-days=180「180日毎」
利用者のパスワードは、９０日ごとに変更します。 | password.max-age-days=90「９０日ごと」
パスワードの変更は90日ごとに求めます。 | -
パスワードの有効期間は90日とします。 | password.max-age-days=90「90日」
パスワードは8文字以上とし、90日ごとに変更する。 | password.max-age-days=90「90日ごと」 password.min-length=8「8文字以上」
パスワードは英数字を混在させ8文字以上とする。 | password.min-length=8「8文字以上」
パスワードは12文字以上です。 | password.min-length=12「12文字以上」
パスワードは3種類以上の文字種を組み合わせます。 | password.character-classes=3「3種類以上」
パスワードは3世代前まで再利用を禁止しています。 | password.history-generations=3「3世代前まで」
5回失敗でロックします。 | -
パスワード入力に5回失敗するとアカウントをロックします。 | password.lockout-attempts=5「5回失敗」
認証に5回連続して失敗した場合、アカウントをロックする。 | password.lockout-attempts=5「5回連続」
ログインに連続5回失敗すると、30分間受け付けません。 | password.lockout-attempts=5「5回失敗」
無操作の状態が15分続くと自動的にログアウトします。 | session.timeout-minutes=15「15分続」
無操作15分でタイムアウトします。 | session.timeout-minutes=15「15分」
TLS1.2以上で暗号化しています。 | tls.min-version=1.2「TLS1.2以上」
通信はＴＬＳ １．２以上です。 | tls.min-version=1.2「ＴＬＳ １．２以上」
アクセスログは3年間保存します。 | log.retention-years=3「3年間保存」
ログは 5 年間保存とし、少なくとも1年間は直ちに確認できるようにします。 | log.retention-years=5「5 年間保存」
バックアップは12時間ごとに取得します。 | backup.interval-hours=12「12時間ごと」
日次バックアップを取得しています。 | backup.interval-hours=24「日次バックアップを取得」
バックアップは7世代保管しています。 | backup.generations=7「7世代保管」
RPOは24時間以内、RTOは4時間以内です。 | rpo-hours=24「24時間以内」 rto-hours=4「4時間以内」
稼働率99.9%以上を目標とします。 | availability-percent=99.9「99.9%以上」
共有IDを禁止しています。 | account.shared-ids=forbidden「共有IDを禁止」
パスワードは3か月ごとに変更します。 | -
初期パスワードは7日以内に変更していただきます。 | -
パスワードの有効期限の14日前に通知します。 | -
管理者パスワードは60日ごとに変更します。 | -
Wi-Fiのパスワードは60日ごとに変更します。 | -
パスワードは8文字以上とし、証明書は90日ごとに変更する。 | password.min-length=8「8文字以上」
パスワードは約90日ごとに変更する。 | -
パスワードは60〜90日ごとに変更する。 | -
パスワードは90日ごとに変更していません。 | -
パスワードは90日ごとに変更する予定です。 | -
パスワードは90日ごとに変更することを推奨します。 | -
パスワードは90日ごとに変更する場合があります。 | -
従来、パスワードは90日ごとに変更していた。 | -
パスワードは8文字以上等のルールとする。 | -
管理者のパスワードは60日ごと、利用者のパスワードは90日ごとに変更します。 | -
パスワードは90日ごとに変更します。退職者が出た場合、パスワードは30日以内に変更します。 | -
通信はTLS1.2により暗号化しています。 | -
構成情報ログは5年間保存します。 | -
契約書は5年間保存し、ログも確認します。 | -
ログインは1日5回までとし、失敗してもロックしません。 | -
バックアップのログは1年間保存します。 | -
令和3年4月1日にパスワードを変更しました。 | -
2019年12月2日ごとにパスワードを変更 | -
毎日バックアップを取得する予定です。 | -
日次でバックアップを取得し、毎時の差分も取得します。 | -
`;

test('an edit of a fact concerns those who state the same one, and nobody else', async () => {
  const files = new Map([
    ['kaiji.yaml', 'kaiji: package/v1\n'],
    ...['180', '90', '180'].map(
      (days, i) =>
        [
          `${i}.kaiji.yaml`,
          `kaiji: disclosure/v1\nsections:\n  - { section: org.policy, body: 方針です。, facts: { password.max-age-days${i === 2 ? '@端末' : ''}: ${days} } }\n`,
        ] as const,
    ),
  ]);
  const { workspace, packages } = await openFixture(files);
  const conflicts = ({ findings }: Check) =>
    [...findings.values()]
      .flat()
      .filter(({ rule }) => rule === 'conflicting-facts')
      .map(({ file, related = [] }) => [pathOf(file.uri), ...related.map((one) => pathOf(one.uri))]);
  const first = check(packages[0] as Package, OPTIONS);
  expect(conflicts(first)).toEqual([
    ['0.kaiji.yaml', '1.kaiji.yaml'],
    ['1.kaiji.yaml', '0.kaiji.yaml'],
  ]);
  workspace.setOpen(`${ROOT}/1.kaiji.yaml`, Text.of((files.get('1.kaiji.yaml') ?? '').replace('90', '180日')));
  const [whole] = await workspace.packagesIn(ROOT);
  const second = check(whole as Package, OPTIONS, first);
  expect(conflicts(second)).toEqual([]);
  expect(second.runs.get('conflicting-facts')).toBe(2);
});

describe('what a text states', () => {
  test.each(
    TEXTS.trim()
      .split('\n')
      .map((line) => line.split(' | ') as [string, string]),
  )('%s', (text, expected) => {
    const found = factsIn(text, facts).map(({ fact: { key }, value, words, start, end }) => {
      expect(text.slice(start, end)).toBe(words);
      return `${key}=${value.canonical}「${words}」`;
    });
    expect([...found].sort().join(' ') || '-').toBe(expected);
  });

  test('of a megabyte of prose it is known in a moment', () => {
    const text = 'パスワードは、12、34、56、78回。90日、'.repeat(40_000);
    const spent = stopwatch();
    factsIn(text, facts);
    expect(spent()).toBeLessThan(5000);
  });
});
