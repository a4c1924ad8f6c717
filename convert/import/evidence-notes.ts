/** What the import of a register of evidence has to tell. */
import { message } from '../../core/language.ts';
import { noting } from '../sheet/note.ts';

export const evidenceNote = noting({
  'no-title': message<{ begins: string }>({
    ja: ({ begins }) =>
      `文書名がないため、この行（「${begins}」）は取り込みませんでした。文書名を書き加えて取り込み直すか、手で書き足してください。`,
    en: ({ begins }) =>
      `The row ("${begins}") has no title and was not taken. Add one and import again, or add the entry by hand.`,
  }),
  'unclear-date': message<{ title: string; heading: string; printed: string }>({
    ja: ({ title, heading, printed }) =>
      `「${title}」の「${heading}」の「${printed}」は日付として読めないため、備考に入れました。2026-04-01 か 2026年4月1日 の形で書き入れてください。`,
    en: ({ title, heading, printed }) =>
      `"${printed}" in "${heading}" of "${title}" is not a date and went into the note. Write it as 2026-04-01.`,
  }),
  'unclear-kind': message<{ title: string; printed: string }>({
    ja: ({ title, printed }) =>
      `「${title}」の種別「${printed}」に当たるエビデンスの種類がないため、備考に入れました。kind を選んで書き入れてください。`,
    en: ({ title, printed }) => `No kind of evidence is called "${printed}" ("${title}"): it went into the note. Choose a kind.`,
  }),
  'unclear-confidentiality': message<{ title: string; printed: string }>({
    ja: ({ title, printed }) =>
      `「${title}」の公開区分「${printed}」は、公開・契約者限り・非開示のどれか決められないため、備考に入れました。どれかを書き入れてください。`,
    en: ({ title, printed }) =>
      `"${printed}" ("${title}") may be 公開, 契約者限り or 非開示: it went into the note. Write which it is.`,
  }),
  'same-title': message<{ title: string; id: string }>({
    ja: ({ title, id }) =>
      `「${title}」は ${id} としても登録されています。同じ文書であれば一つにまとめ、違うものであれば名称で見分けられるようにしてください。`,
    en: ({ title, id }) => `"${title}" is registered as ${id} too. Make them one, or tell them apart by their titles.`,
  }),
});
