import { type Document, parseDocument, type YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { convert } from './convert.ts';
import type { Node } from './node.ts';
import { placeOfRange, type Source } from './source.ts';

/** What a file holds, as far as it could be read, and what is wrong with it. */
export interface Parsed {
  /** Missing where the file is not YAML at all. */
  readonly root?: Node;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one YAML 1.2 document (core schema) with the position of every value. */
export function parse(source: Source): Parsed {
  const document = parseYaml(source);
  if (!document) return { diagnostics: [tooDeep(source)] };
  if (document.errors.some(({ message }) => /call stack/.test(message)))
    return { diagnostics: [tooDeep(source)] };
  const problems = [...document.errors, ...document.warnings].map((error) => syntaxError(source, error));
  if (problems.length > 0) return { diagnostics: problems };
  if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.2') {
    return { diagnostics: [otherVersion(source)] };
  }
  return convert(source, document);
}

/** The library composes by recursion, so that hostile nesting overflows the stack, inside it or here. */
function parseYaml(source: Source): Document.Parsed | undefined {
  try {
    return parseDocument(source.text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tooDeep(source: Source): Diagnostic {
  const place = placeOfRange(source, 0, 0);
  return { code: 'read/limit', severity: 'error', message: 'The file is nested too deeply.', place };
}

function otherVersion(source: Source): Diagnostic {
  const at = Math.max(0, source.text.indexOf('%YAML'));
  return {
    code: 'read/syntax',
    severity: 'error',
    message: 'The file asks for another version of YAML than 1.2.',
    place: placeOfRange(source, at, at + 5),
    hint: 'remove the %YAML line',
  };
}

function syntaxError(source: Source, error: YAMLError): Diagnostic {
  const [start, end] = error.pos;
  const last = Math.min(end, source.text.length);
  return {
    code: 'read/syntax',
    severity: 'error',
    message: messageOf(error),
    place: placeOfRange(source, Math.min(start, last), last),
    hint: hintOf(source, error),
  };
}

function messageOf(error: YAMLError): string {
  if (error.code === 'MULTIPLE_DOCS') return 'The file holds more than one YAML document.';
  const text = error.message.replace(/\s+/g, ' ').trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function hintOf(source: Source, error: YAMLError): string | undefined {
  if (error.code === 'TAB_AS_INDENT') return 'YAML is indented with spaces, never with tabs';
  if (error.code === 'MULTIPLE_DOCS') return 'remove the `---` line, or make it a file of its own';
  if (error.code === 'TAG_RESOLVE_FAILED') return 'remove the tag';
  const line = source.text.slice(source.text.lastIndexOf('\n', error.pos[0] - 1) + 1, error.pos[0] + 1);
  if (/^\s*\t/.test(line)) return 'YAML is indented with spaces, never with tabs';
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') return 'put a value that holds `: ` or ` #` in quotes';
  return undefined;
}
