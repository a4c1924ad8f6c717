// `node bench/check-throughput.mjs [--packages 1000] [--answers 253] [--rounds 3]`: what `kaiji check` does in a second on many packages, and its peak
// memory, with one job and with two; beside it `yaml` and ajv in one process, as one would script the peer's check, and the floor: bare `yaml` parsing of
// the same files. Every subject is a process of its own, all of them take turns, round by round; times are the median. Needs a built dist/.
// Writes bench/results/check-throughput.json.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { Ajv } from 'ajv';
import { parseDocument } from 'yaml';

const self = fileURLToPath(import.meta.url);
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const results = fileURLToPath(new URL('results/check-throughput.json', import.meta.url));

// --- The packages: the same bytes from the same numbers -----------------------------------------------------------------------------------------------

const WHO = [
  '当社',
  '運用部門',
  '情報セキュリティ委員会',
  '再委託先',
  'データセンター運営会社',
  'システム管理者',
  '開発部門',
  '監視担当者',
];
const WHAT = [
  '医療情報',
  'アクセスログ',
  'バックアップ',
  '暗号鍵',
  '特権アカウント',
  '認証情報',
  '保守用端末',
  '可搬媒体',
  '監査証跡',
  '入退室記録',
];
const HOW = [
  'を年1回以上点検し、その結果を文書として保存しています',
  'について多要素認証を必須とし、例外を認めていません',
  'の取扱いを規程に定め、全従業者に周知しています',
  'へのアクセスを最小権限の原則に基づいて制限しています',
  'を国内のデータセンターに限定して保管しています',
  'の変更は事前に承認を得て、2名以上で実施しています',
  'の廃棄時には復元できない方法で消去し、証明書を発行しています',
  'を5年間保管し、改ざんを検知できる仕組みを設けています',
  'の責任分界を契約書および仕様書に明記しています',
  'が失われた場合の復旧手順を整備し、毎年訓練を実施しています',
];
const KINDS = ['policy', 'procedure', 'record', 'certificate', 'contract'];
const STATUSES = ['対応済', '対応済', '対応済', '一部対応', '対象外'];
const EVIDENCE = 60;

/** Whole numbers below `below`, the same from the same seed (mulberry32). */
function numbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The files of one package, by name: a manifest, a register of evidence, and a check sheet with `answers` answers. */
function packageFiles(seed, answers) {
  const next = numbers(seed);
  const pick = (list) => list[next(list.length)];
  const sentence = () => `${pick(WHO)}は、${pick(WHAT)}${pick(HOW)}。`;
  const evidence = Array.from(
    { length: EVIDENCE },
    (_, i) =>
      `  - id: ev-${i + 1}\n    title: ${pick(WHAT)}の${pick(['規程', '手順書', '記録', '契約書'])}（第${1 + next(9)}版）\n    kind: ${KINDS[i % KINDS.length]}\n` +
      `    location: https://trust.example.jp/docs/${i + 1}.pdf\n    issued: 202${next(6)}-0${1 + next(9)}-1${next(10)}\n`,
  );
  const entries = Array.from({ length: answers }, (_, i) => {
    const status = pick(STATUSES);
    const lines = Array.from({ length: 3 + next(6) }, () => `      ${sentence()}\n`).join('');
    if (status === '対象外') return `  - control: CL-${i + 1}\n    status: 対象外\n    reason: |\n${lines}`;
    return (
      `  - control: CL-${i + 1}\n    status: ${status}\n    answer: |\n${lines}` +
      `    evidence: [ev-${1 + next(EVIDENCE)}, ev-${1 + next(EVIDENCE)}]\n`
    );
  });
  return {
    'kaiji.yaml': `kaiji: package/v1\nservice:\n  name: 例示クラウド${seed}\n  version: "1.0"\n  provider: 株式会社例示\n`,
    'evidence.kaiji.yaml': `kaiji: evidence/v1\nevidence:\n${evidence.join('')}`,
    'checklist.kaiji.yaml': `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${entries.join('')}`,
  };
}

/** Writes the packages; returns how many bytes they are. */
function writePackages(folder, packages, answers) {
  let bytes = 0;
  for (let i = 1; i <= packages; i++) {
    const home = join(folder, `service-${String(i).padStart(5, '0')}`);
    mkdirSync(home);
    for (const [name, text] of Object.entries(packageFiles(i, answers))) {
      writeFileSync(join(home, name), text);
      bytes += Buffer.byteLength(text);
    }
  }
  return bytes;
}

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();

// --- What it is measured against, each run as a process: `--subject NAME --jobs N FOLDER` ------------------------------------------------------------

/** The peer's check as one would script it: `yaml` to plain data, and ajv with a schema of the same content. */
function schemaCheck(files, answers) {
  const text = { type: 'string', minLength: 1 };
  const list = (required, properties) => ({
    type: 'array',
    items: { type: 'object', required, additionalProperties: false, properties },
  });
  const document = (kind, properties) => ({
    type: 'object',
    required: ['kaiji', ...Object.keys(properties)],
    additionalProperties: false,
    properties: { kaiji: { const: kind }, ...properties },
  });
  const evidenceId = { type: 'string', pattern: '^ev-[a-z0-9-]+$' };
  const schemas = [
    document('package/v1', { service: { type: 'object', additionalProperties: text } }),
    document('evidence/v1', {
      evidence: list(['id', 'title', 'kind'], {
        id: evidenceId,
        title: text,
        kind: { enum: KINDS },
        location: text,
        issued: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      }),
    }),
    document('checklist/v1', {
      catalog: { const: 'medcloud-checklist' },
      answers: list(['control', 'status'], {
        control: { enum: Array.from({ length: answers }, (_, i) => `CL-${i + 1}`) },
        status: { enum: [...new Set(STATUSES)] },
        answer: text,
        reason: text,
        evidence: { type: 'array', items: evidenceId },
      }),
    }),
  ];
  const ajv = new Ajv({ allErrors: true });
  const checks = new Map(schemas.map((schema) => [schema.properties.kaiji.const, ajv.compile(schema)]));
  for (const file of files) {
    const value = parseDocument(readFileSync(file, 'utf8')).toJS();
    const check = checks.get(value.kaiji);
    if (!check?.(value)) throw new Error(`${file}: ${ajv.errorsText(check?.errors)}`);
  }
}

function bareParse(files) {
  for (const file of files)
    if (parseDocument(readFileSync(file, 'utf8')).errors.length > 0) throw new Error(`${file} is no YAML`);
}

/** Every nth package in each thread: nothing is said between them. */
function bareParseIn(jobs, files) {
  if (jobs === 1) return bareParse(files);
  for (let job = 0; job < jobs; job++)
    new Worker(self, { workerData: files.filter((_, i) => Math.floor(i / 3) % jobs === job) }).on('error', (error) => {
      throw error;
    });
}

// --- Measuring ----------------------------------------------------------------------------------------------------------------------------------------

const SUBJECTS = [
  { name: 'kaiji check', jobs: 1 },
  { name: 'kaiji check', jobs: 2 },
  { name: 'yaml + ajv', jobs: 1 },
  { name: 'bare yaml', jobs: 1 },
  { name: 'bare yaml', jobs: 2 },
];

/** One run of a subject: seconds from start to end of its process, and the most memory it had (all its threads), in MiB. */
function run({ name, jobs }, folder, answers, scratch) {
  const peak = join(scratch, 'peak');
  const reporter = join(scratch, 'reporter.cjs');
  writeFileSync(
    reporter,
    "if (require('node:worker_threads').isMainThread) process.on('exit', () => require('node:fs').writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)));",
  );
  const own = name === 'kaiji check';
  const args = own
    ? [cli, 'check', '--jobs', `${jobs}`, '--date', '2026-10-01', folder]
    : [self, '--subject', name, '--jobs', `${jobs}`, '--answers', `${answers}`, folder];
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', reporter, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, PEAK: peak },
  });
  const seconds = (performance.now() - start) / 1000;
  if (status === null || status > (own ? 1 : 0)) throw new Error(`${name} with ${jobs} jobs ended with ${status}: ${stderr}`);
  return { seconds, peakMiB: Number(readFileSync(peak, 'utf8')) / 1024, output: stdout };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value, digits) => Number(value.toFixed(digits));

function measure({ packages, answers, rounds }) {
  const scratch = mkdtempSync(join(tmpdir(), 'kaiji-throughput-'));
  try {
    const folder = join(scratch, 'packages');
    mkdirSync(folder);
    const bytes = writePackages(folder, packages, answers);
    const runs = SUBJECTS.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [i, subject] of SUBJECTS.entries()) {
        const { seconds, peakMiB, output } = run(subject, folder, answers, scratch);
        runs[i].push({ seconds, peakMiB, output });
        console.error(
          `round ${round + 1}: ${subject.name}, ${subject.jobs} jobs: ${seconds.toFixed(2)} s, ${peakMiB.toFixed(0)} MiB`,
        );
      }
      if (runs[0][round].output !== runs[1][round].output) throw new Error('two jobs print something else than one');
    }
    const subjects = SUBJECTS.map((subject, i) => ({
      ...subject,
      seconds: rounded(median(runs[i].map(({ seconds }) => seconds)), 3),
      peakMiB: rounded(Math.max(...runs[i].map(({ peakMiB }) => peakMiB)), 0),
    }));
    const [one, two, peer, floorOne, floorTwo] = subjects;
    const speedUp = { kaiji: one.seconds / two.seconds, bare: floorOne.seconds / floorTwo.seconds };
    return {
      benchmark: 'check-throughput',
      date: new Date().toISOString().slice(0, 10),
      machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version },
      content: { packages, files: packages * 3, answers, bytes, rounds },
      subjects,
      ratios: {
        'speed-up of kaiji check, 1 to 2 jobs': rounded(speedUp.kaiji, 2),
        'speed-up of bare yaml, 1 to 2 jobs': rounded(speedUp.bare, 2),
        'speed-up of kaiji check / of bare yaml': rounded(speedUp.kaiji / speedUp.bare, 2),
        'kaiji check / bare yaml, 1 job': rounded(one.seconds / floorOne.seconds, 2),
        'kaiji check / yaml + ajv, 1 job': rounded(one.seconds / peer.seconds, 2),
        'kaiji check with 2 jobs / yaml + ajv': rounded(two.seconds / peer.seconds, 2),
      },
      goal: 'speed-up of kaiji check / of bare yaml >= 0.9',
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

if (isMainThread) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      packages: { type: 'string', default: '1000' },
      answers: { type: 'string', default: '253' },
      rounds: { type: 'string', default: '3' },
      subject: { type: 'string' },
      jobs: { type: 'string', default: '1' },
    },
  });
  const answers = Number(values.answers);
  if (values.subject === undefined) {
    // Ctrl-C ends the subject; the packages are then removed.
    process.once('SIGINT', () => process.exit(130));
    const result = measure({ packages: Number(values.packages), answers, rounds: Number(values.rounds) });
    mkdirSync(join(results, '..'), { recursive: true });
    writeFileSync(results, `${JSON.stringify(result, null, 2)}\n`);
    console.log(JSON.stringify(result, null, 2));
  } else if (values.subject === 'yaml + ajv') schemaCheck(filesBelow(positionals[0]), answers);
  else bareParseIn(Number(values.jobs), filesBelow(positionals[0]));
} else bareParse(workerData);
