/**
 * HTML of our own writers as elements. They escape what authors wrote; here nothing gets into the page but what is on a list, so that a mistake of theirs is no
 * hole: no script, no handler, no address but those of links, no picture but those that came along.
 */

/** Elements of text and tables, as the writers use them. */
const ELEMENTS = new Set([
  ...[
    'a',
    'blockquote',
    'br',
    'button',
    'caption',
    'code',
    'col',
    'colgroup',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
  ],
  ...['figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'img', 'ins', 'li', 'ol', 'p', 'pre', 's', 'section', 'span'],
  ...['strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
]);

const SVG_ELEMENTS = new Set([
  'svg',
  'g',
  'title',
  'desc',
  'rect',
  'line',
  'circle',
  'path',
  'polyline',
  'polygon',
  'text',
  'tspan',
]);

const ATTRIBUTES = new Set([
  ...[
    'alt',
    'aria-hidden',
    'aria-label',
    'aria-level',
    'class',
    'colspan',
    'data-line',
    'data-place',
    'data-uri',
    'lang',
    'role',
    'rowspan',
  ],
  ...['scope', 'start', 'title'],
]);

const SVG_ATTRIBUTES = new Set([
  ...[
    'aria-hidden',
    'aria-label',
    'class',
    'cx',
    'cy',
    'd',
    'dominant-baseline',
    'dx',
    'dy',
    'fill',
    'fill-opacity',
    'font-size',
  ],
  ...['font-weight', 'height', 'opacity', 'points', 'preserveAspectRatio', 'r', 'role', 'rx', 'ry', 'stroke', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'stroke-opacity', 'stroke-width', 'text-anchor', 'textLength', 'transform', 'viewBox'],
  ...['width', 'x', 'x1', 'x2', 'y', 'y1', 'y2'],
]);

/** Of a `style` attribute, which the page's policy refuses: what is set by script instead. */
const STYLES: Readonly<Record<string, RegExp>> = { width: /^\d{1,3}(?:\.\d{1,2})?%$/, '--depth': /^\d{1,2}$/ };

const SVG = 'http://www.w3.org/2000/svg';
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml);base64,[A-Za-z0-9+/=]*$/;

/** Put in front of ids of content, and of the fragments that lead to them: no id of content is one of the page's. */
export const CONTENT = 'content-';

/** Pictures that came along, as `data:` addresses by the address in the HTML. */
export type Pictures = ReadonlyMap<string, string>;

/** The elements a text of HTML means; what is on no list is left out with all that is in it. Nothing of it was ever able to run or to fetch. */
export function fragmentOf(html: string, pictures: Pictures = new Map()): DocumentFragment {
  // The content of a template is in a document without a window.
  const template = document.createElement('template');
  template.innerHTML = html;
  const fragment = document.createDocumentFragment();
  copyInto(fragment, template.content, pictures);
  return fragment;
}

function copyInto(to: Node, from: Node, pictures: Pictures): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(node.nodeValue ?? ''));
    else if (node instanceof Element || node.nodeType === Node.ELEMENT_NODE) {
      const copy = shallow(node as Element, pictures);
      if (!copy) continue;
      copyInto(copy, node, pictures);
      to.appendChild(copy);
    }
  }
}

/** An element without what is in it; undefined for one that is on no list. */
function shallow(from: Element, pictures: Pictures): Element | undefined {
  const isSvg = from.namespaceURI === SVG;
  const name = from.localName;
  if (!(isSvg ? SVG_ELEMENTS : ELEMENTS).has(name)) return undefined;
  const to = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const { name: key, value } of from.attributes) {
    if ((isSvg ? SVG_ATTRIBUTES : ATTRIBUTES).has(key)) {
      // An address in a fill would be fetched.
      if (!isSvg || !/url\s*\(|\\/i.test(value)) to.setAttribute(key, value);
    } else if (isSvg) continue;
    else if (key === 'id') to.id = CONTENT + value;
    else if (key === 'href' && name === 'a' && mayLead(value))
      to.setAttribute('href', value.startsWith('#') ? within(value) : value);
    else if (key === 'src' && name === 'img') setPicture(to, pictures.get(value) ?? value);
    else if (key === 'style') setStyle(to as HTMLElement, value);
  }
  return to;
}

/** In the same document, or out of it as an author's link may lead. */
function mayLead(href: string): boolean {
  return /^(?:#|https?:\/\/|mailto:)[^\s]/i.test(href);
}

function within(href: string): string {
  return `#${CONTENT}${href.slice(1)}`;
}

function setPicture(to: Element, address: string): void {
  if (PICTURE.test(address)) to.setAttribute('src', address);
}

function setStyle(element: HTMLElement, style: string): void {
  for (const declaration of style.split(';')) {
    const [property = '', value = ''] = declaration.split(':', 2).map((part) => part.trim());
    if (STYLES[property]?.test(value)) element.style.setProperty(property, value);
  }
}
