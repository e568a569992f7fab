import { PuppetError, type PuppetPlace } from '../error.ts';
import { exhausted, isExhaustion } from '../exhaustion.ts';
import type { AnyNode } from '../syntax/ast.ts';
import { nodeLabel, withArticle } from '../syntax/labels.ts';
import { placeOf, type Source } from '../syntax/source.ts';
import { isSignal } from './signals.ts';

/** An expression and the text it stands in: what an error points at. */
export interface Site {
  source: Source;
  node: AnyNode;
}

const prefix = 'Evaluation Error:';

/** File, line and column of an expression. */
export function sitePlace(site: Site): PuppetPlace {
  return placeOf(site.source, site.node.offset);
}

/** Ends the evaluation with one of Puppet's issues, at the expression it concerns. */
export function failAt(site: Site, message: string, code = 'EVALUATION_ERROR'): never {
  throw new PuppetError(`${prefix} ${message}`, sitePlace(site), code);
}

/** An error without a place gets that of the expression being evaluated, as Puppet words it; others stay as they are. */
export function located(error: unknown, site: Site): unknown {
  if (error instanceof PuppetError) {
    if (isLocated(error)) return error;
    return runtimeError(nodeLabel(site.node), error.message, sitePlace(site));
  }
  if (isSignal(error)) return error;
  if (isExhaustion(error)) return runtimeError(nodeLabel(site.node), exhausted(error), sitePlace(site));
  return error;
}

/** `Error while evaluating a <label>, <detail>`. */
export function runtimeError(label: string, detail: string, place: PuppetPlace): PuppetError {
  return new PuppetError(
    `${prefix} Error while evaluating ${withArticle(label)}, ${detail}`,
    place,
    'RUNTIME_ERROR',
  );
}

/** Whether an error already says where it is; those of lookups have no place and never get one. */
export function isLocated(error: PuppetError): boolean {
  return error.line !== undefined || error.file !== undefined || error.code === 'LOOKUP_ERROR';
}
