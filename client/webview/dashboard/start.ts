/** The page of a dashboard: what the extension says is shown, what a person points at is said. */
import type { DashboardAnswer, DashboardFrame } from '../../../server/protocol/dashboard.ts';
import { element } from '../kit/element.ts';
import { pageHost } from '../kit/host.ts';
import { morphChildren } from '../kit/morph.ts';
import { CONTENT, fragmentOf } from '../kit/safe-html.ts';
import { moveInTables } from './keys.ts';
import { leadFrom, makeReady } from './leads.ts';
import type { DashboardState, DashboardWord, FromDashboard, ToDashboard } from './messages.ts';
import { scrollTables } from './scrolled.ts';

/** Begins the page; called once, when it is loaded. */
export function startDashboard(): void {
  const host = pageHost<ToDashboard, FromDashboard, DashboardWord, DashboardState>();
  const { word } = host;
  const button = (words: string, press: () => void, title?: string) => {
    const made = element('button', { type: 'button', title }, words);
    made.addEventListener('click', press);
    return made;
  };
  const packages = element('select', { 'aria-label': word('package'), hidden: true });
  packages.addEventListener('change', () => choose(packages.value));
  const hands = [
    button(word('html'), () => host.post({ is: 'export', to: 'html' })),
    button(word('svg'), () => host.post({ is: 'export', to: 'svg' }), word('svgHint')),
  ];
  const sections = element('nav', { 'aria-label': word('sections') });
  const title = element('h1');
  const notice = element('p', { class: 'notice', role: 'status' }, word('loading'));
  const root = element('div', { class: 'report' });
  const scroller = element('main', { id: 'report', 'aria-label': word('report'), tabindex: -1 }, title, notice, root);
  const skip = element('a', { class: 'skip', href: '#report' }, word('skip'));
  document.body.append(
    skip,
    element(
      'header',
      { class: 'bar', 'aria-label': word('toolbar') },
      packages,
      sections,
      element('span', { class: 'group end' }, ...hands),
    ),
    scroller,
  );
  const settle = moveInTables(root);
  const scroll = scrollTables(root);

  let state: DashboardState = {};
  /** Where the page is to be scrolled to, once it shows something. */
  let top = host.kept?.top ?? 0;
  const keep = () => host.keep({ ...state, top: scroller.scrollTop || top });
  scroller.addEventListener('scrollend', keep);

  function choose(uri: string): void {
    scroller.scrollTop = 0;
    host.post(uri === '' ? { is: 'package' } : { is: 'package', uri });
  }

  function framed({ title: name, language, home, packages: all, contents }: DashboardFrame): void {
    root.lang = language;
    title.textContent = name;
    document.title = name;
    packages.hidden = all.length < 2;
    const twice = (label: string) => all.filter((one) => one.label === label).length > 1;
    packages.replaceChildren(
      element('option', { value: '' }, word('all')),
      ...all.map(({ uri, label }) =>
        element('option', { value: uri }, twice(label) ? `${label} (${decoded(uri).replace(/^.*\//, '')})` : label),
      ),
    );
    packages.value = home ?? '';
    morphChildren(
      sections,
      element('nav', {}, ...contents.map(({ id, text }) => element('a', { href: `#${CONTENT}${id}` }, text))),
    );
  }

  /** @throws Error where a section is missing: everything has to be sent anew */
  function show({ sections: all, frame }: DashboardAnswer): void {
    if (frame) framed(frame);
    const known = new Map([...root.children].map((one) => [(one as HTMLElement).dataset.section, one as HTMLElement]));
    const shown = all.map(({ id, html }) => {
      const at = known.get(id) ?? element('section', { 'data-section': id });
      if (html === undefined) {
        if (!known.has(id)) throw new Error(`section ${id} was never sent`);
      } else {
        const content = fragmentOf(html);
        makeReady(content, word);
        morphChildren(at, content);
      }
      return at;
    });
    for (const one of known.values()) if (!shown.includes(one)) one.remove();
    for (const [i, one] of shown.entries()) if (root.children[i] !== one) root.insertBefore(one, root.children[i] ?? null);
    settle();
    scroll();
    notice.hidden = true;
    if (top > 0) scroller.scrollTop = top;
    top = 0;
    for (const hand of hands) hand.disabled = false;
  }

  host.onMessage((message) => {
    switch (message.is) {
      case 'state':
        state = message.state;
        keep();
        return;
      case 'answer':
        try {
          show(message.answer);
        } catch {
          // Something was missed: begin anew.
          host.post({ is: 'ready' });
        }
        return;
      case 'nothing':
      case 'failed':
        title.textContent = '';
        root.replaceChildren();
        sections.replaceChildren();
        notice.hidden = false;
        notice.textContent = word(message.is);
        for (const hand of hands) hand.disabled = true;
    }
  });

  // Before VS Code's own listener, which would open any link.
  window.addEventListener('click', clicked, { capture: true });
  window.addEventListener('auxclick', (event) => event.preventDefault(), { capture: true });

  function clicked(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const link = target.closest('a');
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      if (link === skip) scroller.focus();
      else goTo(link.getAttribute('href') ?? '');
      return;
    }
    const lead = root.contains(target) ? leadFrom(target) : undefined;
    const section = lead?.closest<HTMLElement>('section')?.dataset.section;
    if (lead && section !== undefined) host.post({ is: 'place', section, place: Number(lead.dataset.place) });
  }

  function goTo(fragment: string): void {
    const at = document.getElementById(decoded(fragment.slice(1)));
    if (!at) return;
    at.scrollIntoView({ block: 'start' });
    at.tabIndex = -1;
    at.focus({ preventScroll: true });
  }

  host.post({ is: 'ready' });
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
