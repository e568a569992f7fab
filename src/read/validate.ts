import type { ErrorObject } from 'ajv';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { findingOf } from './messages.ts';
import { type Node, nodeAt, type Path, type Plain, placeAtPath } from './node.ts';
import type { Kind } from './schemas.ts';
import { validatorOf } from './validators.ts';

/** A diagnostic, and where in the document the value is that makes it unusable. */
export interface Invalid {
  readonly path: Path;
  /** The path leads to a key that the schema does not know, which nothing depends on. */
  readonly unknown: boolean;
  readonly diagnostic: Diagnostic;
}

/** Validates a document against the schema of its kind; every problem once, at its precise place. */
export function validate(kind: Kind, root: Node, data: Plain): readonly Invalid[] {
  const validator = validatorOf(kind);
  if (validator(data)) return [];
  return usefulErrors(validator.errors!).map((error) => explain(root, error));
}

/**
 * Leaves out what follows from something else: of an anyOf, only the errors of the branch that was meant (the one
 * whose type fits), and the summary where none fits. The errors of branches stand right before that of the anyOf.
 */
function usefulErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const useful: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword === 'propertyNames') nameKey(useful, error);
    else if (error.keyword === 'anyOf') foldBranches(useful, error);
    else useful.push(error);
  }
  return useful;
}

/** What is wrong with a key stands before the summary, which says that it is a key. */
function nameKey(useful: ErrorObject[], { instancePath, params }: ErrorObject): void {
  const last = useful.at(-1);
  if (last?.instancePath === instancePath && last.data === params.propertyName) {
    useful[useful.length - 1] = { ...last, propertyName: params.propertyName as string };
  }
}

function foldBranches(useful: ErrorObject[], anyOf: ErrorObject): void {
  let first = useful.length;
  while (first > 0 && isWithin(anyOf.instancePath, useful[first - 1]!.instancePath)) first--;
  const branches = useful.splice(first);
  const unfit = (error: ErrorObject) =>
    error.instancePath === anyOf.instancePath && ['type', 'const'].includes(error.keyword);
  const meant = branches.filter((error) => !unfit(error));
  useful.push(...(meant.length > 0 ? meant : [{ ...anyOf, params: { branches } }]));
}

function isWithin(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

function explain(root: Node, error: ErrorObject): Invalid {
  const path = pathOf(root, error.instancePath);
  const finding = findingOf(root, path, error);
  const { message, hint, place = placeAtPath(root, path) } = finding;
  const unknown = error.keyword === 'additionalProperties';
  return {
    path: finding.path ?? path,
    unknown,
    diagnostic: { code: 'read/schema', severity: 'error', message, hint, place },
  };
}

function pathOf(root: Node, pointer: string): Path {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.map((key, index) =>
    nodeAt(root, keys.slice(0, index))?.kind === 'sequence' ? Number(key) : key,
  );
}
