import { fileURLToPath } from 'node:url';
import { PuppetError, placeSuffix } from '../../src/puppet/error.ts';
import type { AnyNode, Program } from '../../src/puppet/syntax/ast.ts';
import { parseEpp, parseManifest, type SyntaxWarning } from '../../src/puppet/syntax/index.ts';
import { toPn } from '../../src/puppet/syntax/pn.ts';
import { placeOf } from '../../src/puppet/syntax/source.ts';
import { children } from '../../src/puppet/syntax/walk.ts';
import type { Installation } from './installation.ts';

/** A text to parse. */
export interface Input {
  source: string;
  file?: string;
  epp?: boolean;
  /** Whether the file is in an environment with modules in /modules and /more and manifests in /site/manifests. */
  autoload?: boolean;
}

/** What parsing made of it, in real Puppet's terms: a tree and its places, or a message; and the log. */
export interface Parsed {
  /** Absent where Puppet's own printer fails. */
  pn?: string | null;
  nodes?: string[];
  error?: string;
  /** Puppet itself failed with a Ruby exception. */
  crash?: string;
  logged: { level: string; message: string; line: number | null; column: number | null }[];
}

/** What real Puppet makes of the inputs, in one Ruby process. */
export function realPuppet(inputs: readonly Input[], { ruby }: Installation): Parsed[] {
  const script = fileURLToPath(new URL('./parse.rb', import.meta.url));
  return JSON.parse(ruby(script, [], JSON.stringify(inputs)));
}

/** What our parser makes of the inputs, by the rules of that Puppet. */
export function ours(inputs: readonly Input[], { puppet }: Installation): Parsed[] {
  return inputs.map((input) => parseOne(input, puppet));
}

const PATHS = { modulePath: ['/modules', '/more'], manifest: '/site/manifests' };

function parseOne({ source, file, epp, autoload }: Input, release: 7 | 8): Parsed {
  const logged: Parsed['logged'] = [];
  const warn = ({ message, line, column }: SyntaxWarning) => {
    logged.push({ level: 'warning', message, line: line!, column: column! });
  };
  try {
    const { program } = (epp ? parseEpp : parseManifest)(source, {
      file,
      release,
      warn,
      paths: autoload ? PATHS : undefined,
    });
    return { pn: toPn(program), nodes: nodes(program), logged };
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    for (const { message, line, column } of error.others) {
      logged.push({ level: 'err', message, line: line!, column: column! });
    }
    return { error: error.message + placeSuffix(error), logged };
  }
}

function nodes(program: Program): string[] {
  const list: string[] = [];
  const visit = (node: AnyNode) => {
    const { line, column } = placeOf(program.source, node.offset);
    list.push(`${node.kind}@${line}:${column}`);
    children(node).forEach(visit);
  };
  visit(program.body);
  return list;
}
