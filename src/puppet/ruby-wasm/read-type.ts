import type { ResourceTypeInfo, TitlePattern } from '../resource-types/api.ts';
import { toInfo } from '../resource-types/read-type.ts';
import { PRegexp } from '../values/value.ts';
import type { Source } from './runtime.ts';
import type { RubyThread, Serve } from './thread.ts';

/** How Ruby describes a resource type. */
interface Described {
  parameters: [name: string, kind: 'parameter' | 'property', namevar: boolean][];
  /** Flags are letters, as PRegexp takes them. */
  patterns: { source: string; flags: string; captures: [name: string, converts: boolean][] }[] | null;
  isomorphic: boolean;
  refreshes: boolean;
}

/** A resource type as Ruby knows it once it has run its source; undefined when that fails. */
export function readType(
  thread: RubyThread,
  reading: Serve,
  { source, name, file }: Source,
): ResourceTypeInfo | undefined {
  const answer = thread.request({ op: 'describe_type', source, file }, reading);
  if (answer.message !== undefined) return undefined;
  const described = answer.v as unknown as Described;
  const parameters = described.parameters.map(([each, kind, namevar]) => ({ name: each, kind, namevar }));
  const convert = (pattern: number, index: number) => (text: string) =>
    thread.request({ op: 'convert', file, pattern, index, text }, reading).v as string;
  return toInfo(
    name,
    {
      parameters,
      namevars: parameters.filter(({ namevar }) => namevar).map((parameter) => parameter.name),
      titlePatterns: described.patterns?.map((pattern, at) => toPattern(pattern, at, convert)),
      isomorphic: described.isomorphic,
      refreshes: described.refreshes,
    },
    file,
  );
}

function toPattern(
  { source, flags, captures }: NonNullable<Described['patterns']>[number],
  at: number,
  convert: (pattern: number, index: number) => (text: string) => string,
): TitlePattern {
  return {
    regex: new PRegexp(source, flags).regexp,
    captures: captures.map(([name, converts], index) =>
      converts ? { name, convert: convert(at, index) } : { name },
    ),
  };
}
