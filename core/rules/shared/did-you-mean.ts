/** What rules about unknown names offer instead. */
import { type Localized, message } from '../../language.ts';

const suggestion = message<{ near: readonly string[] }>({
  ja: ({ near }) => `${near.join('、')} の${near.length > 1 ? 'どれか' : 'こと'}ではありませんか。`,
  en: ({ near }) => `Did you mean ${near.join(', ')}? `,
});

/** A sentence with the names that come near, ready to be followed by another; empty where none does. */
export function didYouMean(near: readonly string[]): Localized {
  return (language) => (near.length === 0 ? '' : suggestion({ near })(language));
}

/** Title of a fix that writes a name. */
export const write: (parameters: { readonly name: string }) => Localized = message({
  ja: ({ name }) => `「${name}」に直す`,
  en: ({ name }) => `Change to ${name}`,
});
