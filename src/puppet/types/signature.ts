import { PTypeAliasType } from './alias-type.ts';
import { PCallableType } from './callable-type.ts';
import { findType, type TypeLoader } from './loader.ts';
import type { Signature } from './mismatch/signatures.ts';
import { PIntegerType } from './numeric.ts';
import { typeFromText } from './parse-type.ts';
import { PTupleType } from './tuple.ts';
import type { PType } from './type.ts';
import { POptionalType } from './wrappers.ts';

interface Parameter {
  marks: string;
  type: PType;
  name: string;
}

/**
 * A signature written as `Hash[Any, Any] hash, ?Integer count, *Any rest, Callable[2, 2] &block`. The mark before the
 * type or the name: `?` optional, `*` any number, `+` at least one, `&` the block, `?&` an optional block. `aliases` are
 * names for types that only this signature knows.
 */
export function parseSignature(
  text: string,
  aliases: Record<string, string> = {},
  loader?: TypeLoader,
): Signature {
  const local = localLoader(aliases, loader);
  const parameters = splitParameters(text).map((part) => parseParameter(part, local));
  const block = parameters.find(({ marks }) => marks.includes('&'));
  const plain = parameters.filter((parameter) => parameter !== block);
  const tuple = new PTupleType(
    plain.map(({ type }) => type),
    sizeOf(plain),
  );
  return {
    type: new PCallableType(tuple, block === undefined ? null : blockType(block)),
    parameterNames: plain.map(({ name }) => name),
    blockName: block?.name,
  };
}

function blockType({ type, marks }: Parameter): PType {
  return marks.includes('?') ? new POptionalType(type) : type;
}

function sizeOf(parameters: readonly Parameter[]): PIntegerType | null {
  if (parameters.length > 0 && parameters.every(({ marks }) => marks === '')) return null;
  const required = parameters.filter(({ marks }) => marks === '' || marks === '+').length;
  const repeated = parameters.some(({ marks }) => marks === '*' || marks === '+');
  return new PIntegerType(required, repeated ? Infinity : parameters.length);
}

function parseParameter(text: string, loader: TypeLoader): Parameter {
  const match = /^([?*+&]*)([\s\S]*?)\s+([?*+&]*)(\w+)$/.exec(text.trim())!;
  const [, before, type, after, name] = match as unknown as [string, string, string, string, string];
  return { marks: before + after, type: typeFromText(type.trim(), loader), name };
}

function splitParameters(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, char, quoted] of scan(text)) {
    if (quoted) continue;
    if ('[{('.includes(char)) depth++;
    else if (']})'.includes(char)) depth--;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  const last = text.slice(start);
  return last.trim() === '' ? parts : [...parts, last];
}

function* scan(text: string): Iterable<[index: number, char: string, quoted: boolean]> {
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    const wasQuoted = quote !== '';
    if (wasQuoted && char === '\\') {
      index++;
      continue;
    }
    if (wasQuoted) quote = char === quote ? '' : quote;
    else if (char === "'" || char === '"' || char === '/') quote = char;
    yield [index, char, wasQuoted || quote !== ''];
  }
}

function localLoader(aliases: Record<string, string>, loader?: TypeLoader): TypeLoader {
  const made = new Map<string, PType>();
  const local: TypeLoader = {
    loadType(name) {
      const definition = Object.entries(aliases).find(([alias]) => alias.toLowerCase() === name);
      if (definition === undefined) return loader && findType(name, loader);
      let type = made.get(name);
      if (type === undefined) {
        type = new PTypeAliasType(definition[0], () => typeFromText(definition[1], local));
        made.set(name, type);
      }
      return type;
    },
  };
  return local;
}
