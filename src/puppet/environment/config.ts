import { PuppetError, placeSuffix } from '../error.ts';

/** What an environment.conf says, what is told about it, and why it can't be used. */
export interface EnvironmentConf {
  readonly settings: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  readonly refusal?: PuppetError;
}

/** The code of errors of an environment.conf, which Puppet finds before it has a machine. */
export const unusableConf = 'ENVIRONMENT_CONF';

// Ruby's white space is ASCII.
const section = /^[ \t\r\f\v]*\[([\p{L}\p{M}\p{N}\p{Pc}]+)\][ \t\r\f\v]*$/u;
const setting = /^[ \t\r\f\v]*([\p{L}\p{M}\p{N}\p{Pc}]+)[ \t\r\f\v]*=[ \t\r\f\v]*(.*?)[ \t\r\f\v]*$/u;
const blank = /^[ \t\r\f\v]*(?:#.*)?$/;

const known = new Set([
  'modulepath',
  'manifest',
  'config_version',
  'environment_timeout',
  'environment_data_provider',
  'static_catalogs',
  'rich_data',
]);

/** Reads `name = value` lines. Only the section `[main]` counts, and of two settings of one name the first. */
export function readConf(text: string, path: string): EnvironmentConf {
  const settings = new Map<string, string>();
  const others = new Set<string>();
  let inMain = true;
  for (const [index, line] of text.split('\n').entries()) {
    const name = section.exec(line)?.[1];
    const match = setting.exec(line);
    if (name !== undefined) {
      inMain = name === 'main';
      if (!inMain) others.add(name);
    } else if (match === null && !blank.test(line)) {
      const refusal = unreadable(line, path, index + 1);
      return { settings: new Map(), warnings: [], refusal };
    } else if (match !== null && inMain && !settings.has(match[1]!)) {
      if (hasOddBraces(match[2]!))
        return {
          settings,
          warnings: [],
          refusal: new PuppetError(`Could not parse '${match[2]}'`, {}, unusableConf),
        };
      settings.set(match[1]!, plainValue(match[2]!));
    }
  }
  return { settings, warnings: warningsOf(settings, others, path) };
}

function unreadable(line: string, file: string, number: number): PuppetError {
  // Puppet's message has the whole line, its end included.
  const message = `Could not match line ${line}\n${placeSuffix({ file, line: number })}`;
  return new PuppetError(message, {}, unusableConf);
}

/** Braces hold the owner, group and mode of a file. */
function hasOddBraces(text: string): boolean {
  const inner = /\{\s*([^}]+)\s*\}/.exec(text)?.[1];
  const parts = inner?.split(',') ?? [];
  return parts.some((part) => !/^\s*(?:(?:owner|group)\s*=\s*\w+|mode\s*=\s*\d+)\s*$/.test(part));
}

/** Without a quote at either end, and without what stands in braces, which is for settings that are files. */
function plainValue(text: string): string {
  return text
    .replace(/^["']|["']$/g, '')
    .replace(/\{[^}]+\}/, '')
    .trimEnd();
}

function warningsOf(settings: ReadonlyMap<string, string>, sections: Set<string>, path: string): string[] {
  const unknown = [...settings.keys()].filter((name) => !known.has(name));
  const warnings: string[] = [];
  if (sections.size > 0)
    warnings.push(
      `Invalid sections in environment.conf at '${path}'. Environment conf may not have sections. The following sections are being ignored: '${[...sections].join(',')}'`,
    );
  if (unknown.length > 0)
    warnings.push(
      `Invalid settings in environment.conf at '${path}'. The following unknown setting(s) are being ignored: ${unknown.join(', ')}`,
    );
  return warnings.map((warning) => `${warning}\n   (file & line not available)`);
}
