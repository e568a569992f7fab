import { type Document, parseDocument, type YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { convert } from './convert.ts';
import type { Node } from './node.ts';
import { parseSimple } from './simple.ts';
import { placeOfRange, type Source } from './source.ts';

/** What a file holds, as far as it could be read, and what is wrong with it. */
export interface Parsed {
  /** Missing where the file is not YAML at all. */
  readonly root?: Node;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one YAML 1.2 document (core schema) with the position of every value. */
export function parse(source: Source): Parsed {
  const root = parseSimple(source);
  return root ? { root, diagnostics: [] } : parseWhole(source);
}

/** Reads any YAML, with the library. */
export function parseWhole(source: Source): Parsed {
  const document = parseYaml(source);
  if (!document) return { diagnostics: [tooDeep(source)] };
  const problems = [...document.errors, ...document.warnings].map((error) => syntaxError(source, error));
  if (problems.length > 0) return { diagnostics: problems };
  if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.2') {
    return { diagnostics: [otherVersion(source)] };
  }
  return convert(source, document);
}

/** The library composes by recursion: what would overflow the stack is never given to it. */
function parseYaml(source: Source): Document.Parsed | undefined {
  if (isNestedDeeply(source.text)) return undefined;
  return parseDocument(source.text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
}

/** Far more than any source needs, and far less than overflows the stack. */
const deepestNesting = 128;
const deepIndentation = new RegExp(`^ {${deepestNesting}}`, 'm');
const manyIndicators = new RegExp(`(?:[-?:][ \\t]+){${deepestNesting}}`);

/** Whether a text may be nested without end; brackets in strings and comments count too. */
function isNestedDeeply(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth++;
    else if (depth > 0 && (code === 0x5d || code === 0x7d)) depth--;
    if (depth > deepestNesting) return true;
  }
  return deepIndentation.test(text) || manyIndicators.test(text);
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
  if (/^(<{7}|>{7}) /m.test(source.text))
    return 'the file holds conflict markers of git: decide the merge first';
  if (error.code === 'TAB_AS_INDENT') return 'YAML is indented with spaces, never with tabs';
  if (error.code === 'MULTIPLE_DOCS') return 'remove the `---` line, or make it a file of its own';
  if (error.code === 'TAG_RESOLVE_FAILED') return 'remove the tag';
  const line = source.text.slice(source.text.lastIndexOf('\n', error.pos[0] - 1) + 1, error.pos[0] + 1);
  if (/^\s*\t/.test(line)) return 'YAML is indented with spaces, never with tabs';
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') return 'put a value that holds `: ` or ` #` in quotes';
  return undefined;
}
