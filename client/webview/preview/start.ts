/** The page of a preview: what the extension says is shown, what a person does is said. */
import type { PreviewEntry, PreviewFrame } from '../../../server/protocol/preview.ts';
import { element } from '../kit/element.ts';
import { escaped } from '../kit/escaped.ts';
import { pageHost } from '../kit/host.ts';
import { morphChildren } from '../kit/morph.ts';
import { CONTENT } from '../kit/safe-html.ts';
import { Filling } from './fill.ts';
import { Finding } from './find.ts';
import { Findings } from './findings.ts';
import { moveWithKeys } from './keys.ts';
import type { FromPreview, Place, PreviewState, PreviewWord, ToPreview } from './messages.ts';
import { Places, placeOf } from './places.ts';
import { Sheet, type Shown } from './sheet.ts';
import { Toolbar } from './toolbar.ts';

/** What a page keeps for its next life. */
type Kept = PreviewState & { readonly at?: Place };

/** Begins the page; called once, when it is loaded. */
export function startPreview(): void {
  const host = pageHost<ToPreview, FromPreview, PreviewWord, Kept>();
  const { word } = host;
  const scroller = element('main', { id: 'document', 'aria-label': word('document'), tabindex: -1 });
  const notice = element('p', { class: 'notice', role: 'status' }, word('loading'));
  const elsewhere = element('details', { class: 'elsewhere', hidden: true });
  const root = element('div', { class: 'sheet' });
  scroller.append(notice, elsewhere, root);
  const contents = element('nav', { id: 'contents', 'aria-label': word('contents'), hidden: true });

  const sheet: Sheet = new Sheet(root, (content, shown) => finish(content, shown));
  const places: Places = new Places(scroller, sheet, () => filling.near());
  const filling: Filling = new Filling(scroller, sheet, (change) => places.inPlace(change));
  const findings = new Findings(sheet, word, (place) => host.post({ is: 'source', isMeant: true, ...place }));
  const finding = new Finding(sheet);
  const fill = (shown: Shown) => places.inPlace(() => sheet.fill(shown));
  const open = (isOpen: boolean) => {
    contents.hidden = !isOpen;
    toolbar.opened(isOpen);
    if (isOpen) contents.querySelector('a')?.focus();
  };
  const toolbar = new Toolbar(word, {
    post: host.post,
    contents: open,
    finding: (by) =>
      findings.step(by, (shown, find) => {
        fill(shown);
        const at = find();
        if (at) places.see(at);
      }),
    find: (words) => {
      const at = finding.next(words, fill);
      if (!at) return false;
      places.see(at);
      here(at);
      return true;
    },
  });
  const skip = element('a', { class: 'skip', href: '#document' }, word('skip'));
  document.body.append(skip, toolbar.at, element('div', { class: 'beside' }, contents, scroller));
  open(false);

  let frame: PreviewFrame | undefined;
  let isFirst = true;
  let kept = host.kept;
  let cursor: Place | undefined;

  function finish(content: DocumentFragment, shown: Shown): void {
    if (shown.line >= 0 && shown.piece.is === undefined && !content.querySelector('[data-line]'))
      content.firstElementChild?.setAttribute('data-line', '0');
    findings.mark(content, shown);
  }

  /** Marks the element where the cursor is. */
  function here(at: HTMLElement | undefined): void {
    for (const one of root.querySelectorAll('[aria-current]')) if (one !== at) one.removeAttribute('aria-current');
    at?.setAttribute('aria-current', 'true');
  }

  function goTo(fragment: string): void {
    const id = decoded(fragment.slice(1));
    const written = id.startsWith(CONTENT) ? id.slice(CONTENT.length) : id;
    const shown = sheet.all.find(({ piece }) => piece.html.includes(` id="${escaped(written)}"`));
    if (!shown) return;
    fill(shown);
    const at = document.getElementById(CONTENT + written);
    if (!at) return;
    at.scrollIntoView({ block: 'start' });
    filling.near();
    at.tabIndex = -1;
    at.focus({ preventScroll: true });
  }

  function keep(state: Kept): void {
    kept = state;
    host.keep(state);
  }

  /** The document is there for the first time. */
  function begin(): void {
    isFirst = false;
    if (kept?.at) places.scrollTo(kept.at);
    // What is measured: when a person sees it.
    requestAnimationFrame(() => performance.mark('kaiji.shown'));
  }

  function framed(next: PreviewFrame): void {
    if (next.form !== frame?.form) findings.close();
    frame = next;
    root.lang = next.language;
    document.title = next.title;
    toolbar.framed(next);
    morphChildren(contents, element('nav', {}, listOf(next.contents)));
    const others = next.elsewhere.map(({ uri, line, severity, message }) => {
      const to = { type: 'button', class: 'link', title: word('source'), 'data-uri': uri, 'data-line': line };
      return element('li', {}, element('button', to, word('count', word(severity), message)));
    });
    elsewhere.hidden = others.length === 0;
    const summary = element('summary', {}, word(next.unprinted === 1 ? 'oneElsewhere' : 'elsewhere', next.unprinted));
    // Where the keyboard is stays while somebody writes.
    morphChildren(elsewhere, element('details', {}, summary, element('ul', {}, ...others)));
    notice.hidden = next.forms.length > 0;
    notice.textContent = word('noForms');
  }

  host.onMessage((message) => {
    switch (message.is) {
      case 'state':
        keep({ ...message.state, ...(kept?.at && kept.uri === message.state.uri ? { at: kept.at } : {}) });
        toolbar.stated(message.state);
        return;
      case 'answer': {
        const { answer } = message;
        const isOther = frame !== undefined && answer.frame !== undefined && answer.frame.form !== frame.form;
        if (answer.frame) framed(answer.frame);
        try {
          places.inPlace(() => sheet.show(answer));
        } catch {
          // Something was missed: begin anew.
          host.post({ is: 'ready' });
          return;
        }
        // Where another document is looked at is where its editor is, else its beginning.
        if (isOther) places.scrollToTop();
        filling.shown();
        toolbar.sized(filling.isLong);
        toolbar.counted(findings.count + (frame?.unprinted ?? 0));
        if (cursor) here(places.elementOf(cursor));
        if (isFirst) begin();
        return;
      }
      case 'nothing':
      case 'failed':
        sheet.show({ order: [], made: [] });
        toolbar.counted(0);
        elsewhere.hidden = true;
        notice.hidden = false;
        notice.textContent = word(message.is);
        return;
      case 'scroll':
        places.scrollTo(message);
        return;
      case 'cursor': {
        cursor = message;
        const at = places.elementOf(message);
        here(at);
        if (at) places.see(at);
      }
    }
  });

  scroller.addEventListener(
    'scroll',
    () => {
      if (places.isPut) return;
      const top = places.top();
      if (top) host.post({ is: 'scrolled', ...top });
    },
    { passive: true },
  );
  scroller.addEventListener('scrollend', () => {
    const at = places.top();
    if (kept && at) keep({ ...kept, at });
  });
  // Before VS Code's own listener, which would open any link.
  window.addEventListener('click', (event) => clicked(event), { capture: true });
  window.addEventListener('auxclick', (event) => event.preventDefault(), { capture: true });
  elsewhere.addEventListener('click', ({ target }) => {
    const to = target instanceof Element ? target.closest<HTMLElement>('[data-uri]') : null;
    if (to) host.post({ is: 'source', isMeant: true, uri: to.dataset.uri ?? '', line: Number(to.dataset.line) });
  });
  root.addEventListener('dblclick', ({ target }) => source(target, true));
  moveWithKeys(root, (at) => source(at, true));

  function clicked(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const link = target.closest('a');
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      const href = link.getAttribute('href') ?? '';
      if (link === skip) scroller.focus();
      else if (href.startsWith('#')) goTo(href);
      else if (href !== '') host.post({ is: 'link', href });
      return;
    }
    if (findings.pressed(target) || target.closest('button, select, input, summary')) return;
    // Who selects words reads, and wants to go nowhere.
    if (root.contains(target) && (document.getSelection()?.isCollapsed ?? true)) source(target, false);
  }

  function source(target: EventTarget | null, isMeant: boolean): void {
    const place = target instanceof Element ? placeOf(target, sheet) : undefined;
    if (!place) return;
    cursor = place;
    here(place.at);
    host.post({ is: 'source', isMeant, uri: place.uri, line: place.line });
  }

  host.post({ is: 'ready' });
}

/** The contents as they are nested. */
function listOf(entries: readonly PreviewEntry[]): HTMLElement {
  const outer = element('ol');
  const lists = [outer];
  for (const { depth, number, text, id } of entries) {
    while (lists.length > depth + 1) lists.pop();
    while (lists.length < depth + 1) {
      const inner = element('ol');
      const last = lists.at(-1);
      (last?.lastElementChild ?? last)?.append(inner);
      lists.push(inner);
    }
    const words = number === '' ? text : `${number} ${text}`;
    lists.at(-1)?.append(element('li', {}, element('a', { href: `#${encodeURIComponent(id)}` }, words)));
  }
  return outer;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
