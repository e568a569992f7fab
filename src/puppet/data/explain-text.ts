import { rubyInspect } from '../functions/support/ruby-text.ts';
import type { PHash, Value } from '../values/value.ts';
import type { Explainer, ExplainNode, Subject } from './explain.ts';

/** An explanation as `puppet lookup --explain` prints it, each line ended. Values that were decrypted are not shown. */
export function explainText({ root }: Explainer, secrets: ReadonlySet<string> = new Set()): string {
  const lines = [
    ...root.branches.flatMap((branch) => linesOf(branch, '', secrets)),
    ...root.texts.map((text) => hidden(text, secrets)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** A value in which nothing that was decrypted shows. */
export function withoutSecrets(value: Value, secrets: ReadonlySet<string>): Value {
  if (secrets.size === 0) return value;
  if (typeof value === 'string') return hidden(value, secrets);
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (!(value instanceof Map)) return value;
  return new Map(
    [...value].map(([key, item]) => [withoutSecrets(key, secrets), withoutSecrets(item, secrets)]),
  );
}

function hidden(text: string, secrets: ReadonlySet<string>): string {
  return [...secrets].reduce((shown, secret) => shown.replaceAll(secret, '[decrypted value]'), text);
}

function linesOf(node: ExplainNode, indent: string, secrets: ReadonlySet<string>): string[] {
  const { subject } = node;
  if (subject === undefined) return [];
  if (subject.kind === 'merge') return mergeLines(node, subject, indent, secrets);
  if (subject.kind === 'module') return moduleLines(node, subject.text, indent);
  if (subject.kind === 'segment') return outcome(node, indent, secrets);
  const inner = `${indent}  `;
  const head = [`${indent}${headline(subject)}`, ...details(subject).map((line) => inner + line)];
  const branches = node.branches.flatMap((branch) => linesOf(branch, inner, secrets));
  return [...head, ...branches, ...ending(node, inner, secrets)];
}

function headline(subject: Subject): string {
  switch (subject.kind) {
    case 'data':
    case 'meta':
      return `Searching for "${subject.text}"`;
    case 'invalid_key':
      return `Invalid key "${subject.text}"`;
    case 'merge_source':
      return `Using merge options from "${subject.text}" hash`;
    case 'interpolate':
      return `Interpolation on "${subject.text}"`;
    case 'scope':
      return subject.text;
    case 'data_provider':
      return subject.provider.name;
    case 'location':
      return `${placeName(subject)} "${subject.location.location}"`;
    case 'sub_key':
      return `Sub key: "${subject.segments.join('.')}"`;
    default:
      return '';
  }
}

function placeName({ location }: Extract<Subject, { kind: 'location' }>): string {
  return location.kind === 'path' ? 'Path' : 'URI';
}

function details(subject: Subject): string[] {
  if (subject.kind === 'location')
    return [`Original ${placeName(subject).toLowerCase()}: "${subject.location.declared}"`];
  if (subject.kind !== 'data_provider' || subject.provider.configPath === undefined) return [];
  return [`Using configuration "${subject.provider.configPath}"`];
}

/** What follows the branches. Searches and interpolations have nothing to add. */
function ending(node: ExplainNode, indent: string, secrets: ReadonlySet<string>): string[] {
  const { subject } = node;
  if (subject?.kind === 'location' && node.event === 'location_not_found')
    return [`${indent}${placeName(subject)} not found`, ...node.texts.map((text) => indent + text)];
  const silent = ['data', 'meta', 'invalid_key', 'merge_source', 'interpolate'];
  return subject === undefined || silent.includes(subject.kind) ? [] : outcome(node, indent, secrets);
}

function outcome(node: ExplainNode, indent: string, secrets: ReadonlySet<string>): string[] {
  const texts = node.texts.map((text) => indent + text);
  const { event, key, value } = node;
  if (event === 'not_found') return [`${indent}No such key: "${key}"`, ...texts];
  if (event !== 'found' && event !== 'found_in_overrides' && event !== 'found_in_defaults') return texts;
  const where = event === 'found' ? '' : ` in ${event.slice('found_in_'.length)}`;
  return [
    `${indent}Found key: "${key}" value: ${shown(withoutSecrets(value ?? null, secrets), indent)}${where}`,
    ...texts,
  ];
}

/** A merge of one branch is that branch. */
function mergeLines(
  node: ExplainNode,
  subject: Extract<Subject, { kind: 'merge' }>,
  indent: string,
  secrets: ReadonlySet<string>,
): string[] {
  const { branches } = node;
  if (branches.length === 0) return [];
  if (branches.length === 1) return linesOf(branches[0]!, indent, secrets);
  const inner = `${indent}  `;
  const options = optionsOf(subject.options);
  return [
    `${indent}Merge strategy ${subject.strategy}`,
    ...(options.size === 0 ? [] : [`${inner}Options: ${shown(options, inner)}`]),
    ...branches.flatMap((branch) => linesOf(branch, inner, secrets)),
    ...(node.event === 'result'
      ? [`${inner}Merged result: ${shown(withoutSecrets(node.value ?? null, secrets), inner)}`]
      : []),
  ];
}

/** The options of a merge beside the name of its strategy. */
export function optionsOf(options: PHash): PHash {
  return new Map([...options].filter(([key]) => key !== 'strategy'));
}

function moduleLines({ event }: ExplainNode, name: string, indent: string): string[] {
  if (event === 'module_not_found') return [`${indent}Module "${name}" not found`];
  if (event !== 'module_provider_not_found') return [];
  return [`${indent}Module data provider for module "${name}" not found`];
}

/** A value over several lines, those after the first one indented. */
function shown(value: Value, indent: string): string {
  const inner = `${indent}  `;
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => `${shown(key, inner)} => ${shown(item, inner)}`);
    return bracketed('{', entries, '}', indent);
  }
  if (!Array.isArray(value)) return rubyInspect(value);
  return bracketed(
    '[',
    value.map((item) => shown(item, inner)),
    ']',
    indent,
  );
}

function bracketed(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
}
