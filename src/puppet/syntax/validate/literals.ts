import type {
  CaseExpression,
  Expression,
  LiteralFloat,
  LiteralHash,
  LiteralInteger,
  SelectorExpression,
} from '../ast.ts';
import { aCapitalNode, nodeLabel } from '../labels.ts';
import { literalText, shownLiteral } from './literal-text.ts';
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

/** A literal key given twice is a warning, or an error in Puppet 8. */
export function checkKeys(validation: Validation, node: LiteralHash): void {
  if (node.entries.length < 2) return;
  const seen = new Set<string>();
  for (const entry of node.entries) {
    const key = literalText(entry.key, validation.release);
    if (key === null) continue;
    if (!seen.has(key)) {
      seen.add(key);
      continue;
    }
    const message = `The key '${shownLiteral(entry.key, validation.release)}' is declared more than once`;
    if (validation.release === 8) report(validation, entry, 'DUPLICATE_KEY', message);
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
