import { formatFloat } from '../../values/float.ts';
import type {
  CaseExpression,
  Expression,
  LiteralFloat,
  LiteralHash,
  LiteralInteger,
  SelectorExpression,
} from '../ast.ts';
import { aCapitalNode, nodeLabel } from '../labels.ts';
import { report, type Validation, warn } from './report.ts';

const MAX_INTEGER = 0x7fff_ffff_ffff_ffffn;

/** Integers have 64 bits. */
export function checkInteger(validation: Validation, node: LiteralInteger): void {
  if (node.value <= MAX_INTEGER) return;
  const message =
    `${aCapitalNode(node)} resulted in a value outside of Puppet Integer max range, ` +
    `got '+0x${node.value.toString(16)}'`;
  report(validation, node, 'NUMERIC_OVERFLOW', message);
}

/** Puppet breaks down on a float too large to be one. */
export function checkFloat(validation: Validation, node: LiteralFloat): void {
  if (!Number.isFinite(node.value))
    report(validation, node, 'ILLEGAL_NUMBER', 'Illegal number: too large for a float');
}

/** A literal key given twice is a warning or an error, by the strictness. */
export function checkKeys(validation: Validation, node: LiteralHash): void {
  if (validation.strict === 'off' || node.entries.length < 2) return;
  const seen = new Set<string>();
  for (const entry of node.entries) {
    const key = literalText(entry.key);
    if (key === null) continue;
    if (!seen.has(key)) {
      seen.add(key);
      continue;
    }
    const message = `The key '${shownKey(entry.key)}' is declared more than once`;
    if (validation.strict === 'error') report(validation, entry, 'DUPLICATE_KEY', message);
    else warn(validation, entry, 'DUPLICATE_KEY', message);
  }
}

/** A second `default` is never reached. */
export function checkCaseDefaults(validation: Validation, node: CaseExpression): void {
  const values = node.options.flatMap((option) => option.values);
  const defaults = values.filter((value) => value.kind === 'LiteralDefault');
  for (const again of defaults.slice(1)) reportDefault(validation, node, again);
}

export function checkSelectorDefaults(validation: Validation, node: SelectorExpression): void {
  const matches = node.selectors.map((entry) => entry.matchingExpr);
  const again = matches.filter((match) => match.kind === 'LiteralDefault')[1];
  if (again !== undefined) reportDefault(validation, node, again);
}

function reportDefault(validation: Validation, container: Expression, node: Expression): void {
  const message = `This ${nodeLabel(container)} already has a 'default' entry - this is a duplicate`;
  report(validation, node, 'DUPLICATE_DEFAULT', message);
}

/** A text equal for equal literals (as Ruby's inspect writes them); null for what is no literal. */
function literalText(node: Expression): string | null {
  switch (node.kind) {
    case 'LiteralString':
    case 'QualifiedName':
      return JSON.stringify(node.value);
    case 'LiteralInteger':
    case 'LiteralBoolean':
      return String(node.value);
    case 'LiteralFloat':
      return formatFloat(node.value);
    case 'LiteralUndef':
      return 'nil';
    case 'LiteralDefault':
      return ':default';
    case 'LiteralRegularExpression':
      return `/${node.pattern.replaceAll('/', '\\/')}/`;
    case 'ConcatenatedString':
      return node.segments.length === 1 && node.segments[0]!.kind === 'LiteralString'
        ? literalText(node.segments[0]!)
        : null;
    case 'LiteralList':
      return inBrackets('[', node.values.map(literalText), ']');
    case 'LiteralHash':
      return inBrackets(
        '{',
        node.entries.map(({ key, value }) => pairText(literalText(key), literalText(value))),
        '}',
      );
    default:
      return null;
  }
}

function pairText(key: string | null, value: string | null): string | null {
  return key === null || value === null ? null : `${key}=>${value}`;
}

function inBrackets(open: string, texts: (string | null)[], close: string): string | null {
  return texts.includes(null) ? null : `${open}${texts.join(', ')}${close}`;
}

/** A key as a message shows it: as Ruby's to_s writes it. */
function shownKey(node: Expression): string {
  switch (node.kind) {
    case 'LiteralString':
    case 'QualifiedName':
      return node.value;
    case 'LiteralUndef':
      return '';
    case 'LiteralDefault':
      return 'default';
    case 'LiteralRegularExpression':
      return `(?-mix:${node.pattern.replaceAll('/', '\\/')})`;
    case 'ConcatenatedString':
      return shownKey(node.segments[0]!);
    default:
      return literalText(node)!;
  }
}
