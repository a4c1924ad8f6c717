/** What a view was told of its tree, and what an answer makes different: only that is drawn again. */
import { expect, test } from 'vitest';
import { Told } from '../client/views/told.ts';
import type { ViewNode, ViewNodesAnswer } from '../server/protocol/coverage-view.ts';

const node = (id: string, description = '', shown = 1): ViewNode => ({
  id,
  kind: 'control',
  label: id,
  description,
  tooltip: '',
  spoken: id,
  hasChildren: true,
  shown,
});
const nodes = (...ids: readonly string[]) => ids.map((id) => node(id));

/** Two packages, the first unfolded down to its controls. */
function unfolded(): Told {
  const told = new Told();
  told.take({ roots: true, of: [] }, { roots: nodes('a', 'b'), children: {} });
  told.take({ of: ['a'] }, { children: { a: nodes('a\n1', 'a\n2') } });
  told.take({ of: ['a\n1'] }, { children: { 'a\n1': nodes('a\n1\nx', 'a\n1\ny') } });
  return told;
}
/** All that is unfolded of `a`, as it was, but for what is told. */
const again = (children: ViewNodesAnswer['children'] = {}, roots = nodes('a')): ViewNodesAnswer => ({
  roots,
  children: { a: nodes('a\n1', 'a\n2'), 'a\n1': nodes('a\n1\nx', 'a\n1\ny'), ...children },
});
const asked = { roots: true, packages: ['a'], of: ['a', 'a\n1'] };

test('the first answer draws everything; what it holds is known by id', () => {
  const told = new Told();
  expect(told.childrenOf()).toBeUndefined();
  expect(told.take({ roots: true, of: [] }, { roots: [node('a', '', 3), node('b', '', 4)], children: {} })).toBe('everything');
  expect(told.childrenOf()).toEqual(['a', 'b']);
  expect(told.childrenOf('a')).toBeUndefined();
  expect(told.shown).toBe(7);
  const all = unfolded();
  expect(all.parentOf('a\n1\nx')).toBe('a\n1');
  expect(all.parentOf('a')).toBeUndefined();
  expect(all.unfolded()).toEqual(['a', 'a\n1']);
  expect(all.unfolded(new Set(['b']))).toEqual([]);
});

test('an answer that says the same draws nothing', () => {
  expect(unfolded().take(asked, again())).toEqual([]);
});

test('what reads differently is drawn again, once with what is below it', () => {
  const told = unfolded();
  expect(told.take(asked, again({ 'a\n1': [node('a\n1\nx', 'answered'), node('a\n1\ny')] }))).toEqual(['a\n1\nx']);
  expect(told.node('a\n1\nx')?.description).toBe('answered');
  expect(
    told.take(asked, again({ a: [node('a\n1', '2/2'), node('a\n2')], 'a\n1': [node('a\n1\nx'), node('a\n1\ny', 'late')] })),
  ).toEqual(['a\n1']);
});

test('what came or went is drawn by what holds it, and what is gone is known no more', () => {
  const told = unfolded();
  expect(told.take(asked, again({ 'a\n1': nodes('a\n1\ny', 'a\n1\nz') }))).toEqual(['a\n1']);
  expect(told.childrenOf('a\n1')).toEqual(['a\n1\ny', 'a\n1\nz']);
  expect(told.node('a\n1\nx')).toBeUndefined();
  expect(told.take({ ...asked, of: ['a', 'a\n1'] }, { roots: nodes('a'), children: { a: nodes('a\n2') } })).toEqual(['a']);
  expect(told.node('a\n1\ny')).toBeUndefined();
  expect(told.unfolded()).toEqual(['a']);
});

test('a package that is gone draws everything; one that came has to be placed among all', () => {
  const told = unfolded();
  expect(told.take(asked, { roots: [], children: {} })).toBe('everything');
  expect(told.childrenOf()).toEqual(['b']);
  expect(told.unfolded()).toEqual([]);
  expect(told.take({ roots: true, packages: ['c'], of: [] }, { roots: nodes('c'), children: {} })).toBeUndefined();
  expect(told.childrenOf()).toEqual(['b']);
  expect(told.take({ roots: true, of: [] }, { roots: nodes('b', 'c'), children: {} })).toBe('everything');
  expect(told.take({ roots: true, of: [] }, { roots: nodes('b', 'c'), children: {} })).toEqual([]);
  expect(told.take({ roots: true, of: [] }, { roots: nodes('c', 'b'), children: {} })).toBe('everything');
});

test('of a package that could not be told, what is shown stays; the others are told', () => {
  const told = unfolded();
  expect(told.take({ roots: true, of: asked.of }, { roots: [node('b', '1/2')], children: {}, failed: ['a'] })).toBe('everything');
  expect([...(told.childrenOf() ?? [])].sort()).toEqual(['a', 'b']);
  expect(told.node('b')?.description).toBe('1/2');
  expect(told.childrenOf('a\n1')).toEqual(['a\n1\nx', 'a\n1\ny']);
  // Its top alone was told.
  expect(told.take(asked, { roots: [node('a', '2/2')], children: {}, failed: ['a'] })).toEqual(['a']);
  expect(told.childrenOf('a')).toEqual(['a\n1', 'a\n2']);
});
