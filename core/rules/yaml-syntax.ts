import { fixed, type Localized } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import { afterBreak, conflictAt } from '../yaml/conflict.ts';
import { type Block, type ScalarNode, type SyntaxFault, walk } from '../yaml/tree.ts';
import { astrayLines, indentFix } from './parts/astray-lines.ts';
import { continuedValue, dedented, takesBlock } from './parts/continued-value.ts';
import { explain } from './parts/yaml-messages.ts';
import type { BlockRule, Fix, FixContext, RuleDocs } from './rule.ts';
import { excerpt, isSwallowed, mendingFix, placeOf, writtenAt } from './shared/syntax-place.ts';

/** Reported by other rules. */
const ELSEWHERE =
  /^(DEFECT:(fullwidth-colon|missing-space|ideographic-indent|too-deep)|TOO_DEEP|TOO_LONG|ALIAS_(LIMIT|RECURSION)|TAG_RESOLVE_FAILED)$/;
/** Told with the first of them. */
const TOLD_ABOVE = 'DEFECT:astray-on';
/** The parser reads on behind these as if nothing had been: the next error is another. */
const ALONE = /^(DEFECT:.*|BAD_DQ_ESCAPE|BAD_SCALAR_START|LONE_CR|BINARY|STRAY)$/;

const titles: Readonly<Record<string, Localized>> = {
  'DEFECT:dash': fixed('「- 」に直す', 'Write "- "'),
  'DEFECT:tab-indent': fixed('タブを半角スペースに置き換える', 'Replace the tab with spaces'),
  'DEFECT:unquoted': fixed('値を引用符で囲む', 'Put the value in quotes'),
  'DEFECT:unclosed': fixed('行の終わりで閉じる', 'Close it at the end of the line'),
};
const singleQuotes = fixed("' で囲む（「\\」をそのままの文字にする）", "Use single quotes ('\\' stays as it is)");
const asBlock = fixed('複数行の文章（|）にする', 'Write the text as a block (|)');
const align = fixed('上のキーと字下げをそろえる', 'Align with the key above');
const keepUpper = fixed('上側の内容を残す', 'Keep the upper side');
const keepLower = fixed('下側の内容を残す', 'Keep the lower side');
const lineFeeds = fixed('改行をLFに置き換える', 'Replace the line ends with LF');

interface Data {
  readonly error: SyntaxFault;
  readonly block: Block;
}

export const docs: RuleDocs = {
  ja: `文書はYAMLという形式で書きます。読めない箇所があると、その項目の内容は検査にも書き出しにも使われません。ほかの項目の検査は続けます。一つの誤りから続けて起こる誤りは、最初の一つだけを知らせます。

よくある原因と直し方:

- \`note: [[CL-1]] を参照\` のように \`[\` \`{\` \`"\` で始まる文、文中に「: 」がある文は、引用符で囲む: \`note: "[[CL-1]] を参照"\`
- 長い文章は \`|\` を書き、次の行から字下げして書く
- 字下げは半角スペースでそろえる（タブは使えません）
- 貼り付けた文章の2行目からが行頭に出たときは、その行を上の文章と同じ深さまで字下げする（クイックフィックスで直せます）
- 引用符とかっこは同じ行で閉じる`,
  en: `Documents are written in YAML. What cannot be read counts neither in checks nor in exports; everything else is still checked. Of errors that follow from one another only the first is reported.

Usual causes, and the way out:

- a text that begins with \`[\`, \`{\` or \`"\`, or has ": " in it, goes in quotes: \`note: "see: [[CL-1]]"\`
- a long text begins with \`|\` and stands on the next lines, indented
- indentation is made of spaces, never tabs
- pasted lines that stand at the margin are indented like the text above them (a quick fix does)
- quotes and brackets are closed`,
};

export const yamlSyntax: BlockRule = {
  code: 'yaml-syntax',
  severity: 'error',
  scope: 'block',
  summary: fixed('YAMLとして読めない', 'Not readable as YAML'),
  *check(block, file) {
    const defectLines = new Set<number>();
    const base = file.tree.startOf(block);
    const lineOf = (error: SyntaxFault) => file.text.lineAt(base + error.start);
    for (const error of block.errors) if (error.code.startsWith('DEFECT:')) defectLines.add(lineOf(error));
    /** The error others follow from: its line's indentation, and the last line looked at for an end of it. */
    let cascade: { readonly indent: number; line: number } | undefined;
    for (const error of block.errors) {
      if (ELSEWHERE.test(error.code) || error.code === TOLD_ABOVE) continue;
      if (error.code === 'DEFECT:astray') {
        const { at, message } = astrayLines(error, block, file);
        yield { at, message, data: { error, block } satisfies Data };
        continue;
      }
      const line = lineOf(error);
      const written = writtenAt(error, block, file);
      if (error.code === 'DEFECT:unquoted' && isSwallowed(written)) continue;
      if (error.code === 'DEFECT:conflict-marker' && !/^[<>]/.test(written)) continue;
      if (!ALONE.test(error.code)) {
        if ([line - 1, line, line + 1].some((near) => defectLines.has(near))) continue;
        if (cascade) {
          const from = cascade.line;
          cascade.line = line;
          if (!isBackOut(file, cascade.indent, from, line)) continue;
        }
        cascade = { indent: indentOf(file, line), line };
      }
      const data: Data = { error, block };
      yield { at: placeOf(error, block, file), message: explain(error.code, excerpt(written)), data };
    }
  },
  fixes(finding, context) {
    return fixesOf(finding.data as Data, context);
  },
};

/** Whether one of the lines behind `from`, up to `to`, is less indented than `indent`. */
function isBackOut(file: KaijiFile, indent: number, from: number, to: number): boolean {
  for (let line = from + 1; line <= to; line++) {
    const found = indentOf(file, line);
    if (found >= 0 && found < indent) return true;
  }
  return false;
}

/** Characters of white space before a line's text; -1 where it has none. */
function indentOf({ text }: KaijiFile, line: number): number {
  return text.lineText(line).search(/\S/);
}

function fixesOf({ error, block }: Data, { file }: FixContext): readonly Fix[] {
  const base = file.tree.startOf(block);
  const edit = (title: Localized, splices: Fix['edits'][number]['splices']): Fix => ({
    title,
    edits: [{ uri: file.uri, splices }],
  });
  switch (error.code) {
    case 'DEFECT:dash':
    case 'DEFECT:tab-indent':
    case 'DEFECT:unquoted':
    case 'DEFECT:unclosed':
      return mendingFix(error, block, file, titles[error.code] as Localized, error.code !== 'DEFECT:unclosed');
    case 'DEFECT:astray':
      return [indentFix(error, block, file)];
    case 'DEFECT:conflict-marker': {
      const text = file.text.toString();
      const conflict = conflictAt(text, base + error.start);
      if (!conflict) return [];
      const end = afterBreak(text, conflict.whole.end);
      const { ours, theirs, whole } = conflict;
      return [
        edit(keepUpper, [
          { start: whole.start, end: ours.start, text: '' },
          { start: ours.end, end, text: '' },
        ]),
        edit(keepLower, [
          { start: whole.start, end: theirs.start, text: '' },
          { start: theirs.end, end, text: '' },
        ]),
      ];
    }
    case 'LONE_CR': {
      const splices = [...file.text.toString().matchAll(/\r(?!\n)/g)].map(({ index }) => ({
        start: index,
        end: index + 1,
        text: '\n',
      }));
      return [{ ...edit(lineFeeds, splices), safe: true, preferred: true }];
    }
    case 'BAD_DQ_ESCAPE': {
      const node = doubleQuotedAt(file, block, error.start);
      if (!node) return [];
      const source = file.text.slice(base + node.start + 1, base + node.end - 1);
      if (/[\r\n]/.test(source)) return [];
      const text = `'${source.replace(/\\(["\\])/g, '$1').replaceAll("'", "''")}'`;
      return [{ ...edit(singleQuotes, [{ start: base + node.start, end: base + node.end, text }]), preferred: true }];
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START': {
      const value = continuedValue(file, base + error.start);
      if (!value) return [];
      const block = takesBlock(file, value) ? [edit(asBlock, [value.asBlock])] : [];
      const aligned = error.code.endsWith('IMPLICIT_KEY') && value.keyBelow ? [edit(align, dedented(file, value))] : [];
      return [...aligned, ...block];
    }
    default:
      return [];
  }
}

function doubleQuotedAt(file: KaijiFile, block: Block, offset: number): ScalarNode | undefined {
  for (const { yaml } of file.documents) {
    for (const node of walk(yaml.root)) {
      if (node.kind === 'scalar' && node.block === block && node.style === 'double' && node.start <= offset && offset < node.end)
        return node;
    }
  }
  return undefined;
}
