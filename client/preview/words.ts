/** The texts of the page of a preview. */
import { fixed, type Localized, message } from '../../core/language.ts';
import type { PreviewWord } from '../webview/preview/messages.ts';

/** By what the page calls them: they are in the language of what it shows. */
export const previewWords: Readonly<Record<PreviewWord, Localized>> = {
  skip: fixed('文書へ移動', 'Skip to the document'),
  toolbar: fixed('プレビュー', 'Preview'),
  contents: fixed('目次', 'Contents'),
  form: fixed('様式', 'Form'),
  audience: fixed('どこで使うか', 'For whom'),
  customer: fixed('顧客に渡す', 'For the customer'),
  internal: fixed('社内で使う', 'For use inside'),
  lock: fixed('固定', 'Lock'),
  lockHint: fixed(
    'ほかのファイルを開いても、この文書を表示したままにします',
    'Stays with this document when another file is opened',
  ),
  export: fixed('書き出す…', 'Export…'),
  print: fixed('印刷…', 'Print…'),
  printHint: fixed(
    '文書をブラウザーで開きます。ブラウザーから印刷してください',
    'Opens the document in your browser, which prints it',
  ),
  oneFinding: fixed('指摘 1件', '1 finding'),
  findings: fixed('指摘 {0}件', '{0} findings'),
  noFindings: fixed('指摘はありません', 'No findings'),
  next: fixed('次の指摘', 'Next finding'),
  previous: fixed('前の指摘', 'Previous finding'),
  error: fixed('エラー', 'Error'),
  warning: fixed('警告', 'Warning'),
  info: fixed('情報', 'Info'),
  hint: fixed('ヒント', 'Hint'),
  count: fixed('{0}: {1}', '{0}: {1}'),
  oneElsewhere: fixed('この文書に印刷されない箇所の指摘 1件', '1 more finding, about nothing that is printed'),
  elsewhere: fixed('この文書に印刷されない箇所の指摘 {0}件', '{0} more findings, about nothing that is printed'),
  find: fixed('この文書の中を探す', 'Find in this document'),
  notFound: fixed('「{0}」はこの文書にありません。', '"{0}" is not in this document.'),
  document: fixed('渡す文書の内容', 'The document as it is handed over'),
  source: fixed('書かれている場所を開く', 'Show where it is written'),
  loading: fixed('プレビューを準備しています…', 'Preparing the preview…'),
  nothing: fixed(
    'このファイルは、Kaijiの文書ではなくなりました。別の文書を開くか、このプレビューを閉じてください。',
    'This file is no Kaiji document any more. Open another one, or close this preview.',
  ),
  failed: fixed(
    'プレビューを作れませんでした。次に文書が変わったときに、もう一度作ります。理由は、コマンド「出力パネルを表示する」で見られます。',
    'The preview could not be made. It is tried again with the next change; the command "Show Output" says why.',
  ),
  noForms: fixed(
    '表示できる文書がまだありません。コマンド「文書を新しく作る」で開示書かチェックシートを作ると、ここに表示されます。',
    'There is nothing to show yet. Make a disclosure or a check sheet with the command "New Document", and it appears here.',
  ),
};

/** What the tab is called. @param form what the document is called that is shown; absent before any is */
export const previewTitle = message<{ form: string | undefined }>({
  ja: ({ form }) => (form === undefined ? 'プレビュー' : `プレビュー: ${form}`),
  en: ({ form }) => (form === undefined ? 'Preview' : `Preview: ${form}`),
});
