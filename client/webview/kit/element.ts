/** Elements of a page, made without a word of HTML. */

type Content = Node | string | undefined;

/**
 * An element with attributes and content. Text is text.
 * @param attributes `false` and undefined are left out, `true` is an attribute without a value
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : String(value));
  made.append(...content.filter((one) => one !== undefined));
  return made;
}
