/** What the import of a risk annex has to tell. */
import { message } from '../../core/language.ts';
import { noting } from '../sheet/note.ts';

interface Printed {
  readonly id: string;
  readonly heading: string;
  readonly printed: string;
}

export const riskNote = noting({
  'own-scenario': message<{ id: string; begins: string; printed: string }>({
    ja: ({ id, begins, printed }) =>
      `${printed === '' ? '番号がなく' : `番号「${printed}」のシナリオがカタログになく`}、文言からも決められないため、独自のシナリオ ${id}（「${begins}」）としました。カタログのシナリオであれば、scenario をそのIDに書き換えてください。`,
    en: ({ id, begins, printed }) =>
      `${printed === '' ? 'The row has no number' : `The catalog has no scenario "${printed}"`}, and its text fits none for certain: it became ${id} ("${begins}"), a scenario of your own. If it is one of the catalog, put that ID in.`,
  }),
  'matched-by-text': message<{ id: string; begins: string; printed: string }>({
    ja: ({ id, begins, printed }) =>
      `${printed === '' ? '番号がない' : `番号「${printed}」のシナリオがカタログにない`}ため、文言（「${begins}」）から ${id} とみなしました。合っているか確かめてください。`,
    en: ({ id, begins, printed }) =>
      `${printed === '' ? 'The row has no number' : `The catalog has no scenario "${printed}"`}; by its text ("${begins}") it was taken for ${id}. Check that.`,
  }),
  'another-text': message<{ id: string; other: string; begins: string }>({
    ja: ({ id, other, begins }) =>
      `番号は ${id} ですが、文言（「${begins}」）は ${other} に近いものです。番号のとおり ${id} としました。別の版の番号でないか確かめてください。`,
    en: ({ id, other, begins }) =>
      `The number is that of ${id}, but the text ("${begins}") is closer to ${other}. The number was followed: see whether it is one of another edition.`,
  }),
  'unclear-party': message<Printed>({
    ja: ({ id, heading, printed }) =>
      `${id} の「${heading}」の「${printed}」は、事業者・利用者のどちらを指すか決められないため、備考に入れました。parties を確かめてください。`,
    en: ({ id, heading, printed }) =>
      `"${printed}" in "${heading}" of ${id} does not say whether provider or customer is meant and went into the note. Check parties.`,
  }),
  'unclear-level': message<Printed>({
    ja: ({ id, heading, printed }) =>
      `${id} の「${heading}」の「${printed}」は1～3の段階として読めないため、備考に入れました。level を確かめてください。`,
    en: ({ id, heading, printed }) =>
      `"${printed}" in "${heading}" of ${id} is no level from 1 to 3 and went into the note. Check level.`,
  }),
  'unclear-evidence': message<{ id: string; printed: string }>({
    ja: ({ id, printed }) =>
      `${id} のエビデンス「${printed}」から文書名を読み分けられないため、備考に入れました。文書名を確かめ、evidence に書き入れてください。`,
    en: ({ id, printed }) => `No document could be told from "${printed}", given as evidence for ${id}; it went into the note.`,
  }),
  'guessed-target': message<{ id: string; target: string }>({
    ja: ({ id, target }) =>
      `${id} の「▼」の行は、対象と内容の境目がはっきりしません。「${target}」までを対象としました。合っているか確かめてください。`,
    en: ({ id, target }) =>
      `In the ▼ row of ${id} target and content are not clearly apart; "${target}" was taken for the target. Check that.`,
  }),
  'no-scenario': message<{ content: string }>({
    ja: ({ content }) =>
      `どのリスクシナリオの行か決められないため、取り込みませんでした。該当するシナリオに書き写してください（内容: ${content}）。`,
    en: ({ content }) =>
      `No scenario could be found for this row, which was not taken. Copy it to where it belongs (it says: ${content}).`,
  }),
});
