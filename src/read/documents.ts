import type { Diagnostic, Result } from '../diagnostics/diagnostic.ts';
import { compareNames } from '../model/names.ts';
import { decode } from './decode.ts';
import type { SourceFile, SourceFiles } from './files.ts';
import { formats } from './formats.ts';
import { type Node, plainOf } from './node.ts';
import { parse } from './parse.ts';
import { salvage } from './salvage.ts';
import type { Kind } from './schemas.ts';
import { placeOfRange } from './source.ts';
import type { SourceTypes } from './types.generated.ts';
import { validate } from './validate.ts';

/** A valid source file: its data, typed by its schema, and the nodes that know where each value stands. */
export interface Document<K extends Kind = Kind> {
  readonly kind: K;
  readonly file: string;
  readonly data: SourceTypes[K];
  readonly root: Node;
}

/** The documents of a site. A broken file, or a broken part of site.yaml, is left out and named in `broken`. */
export interface SiteDocuments {
  readonly name: string;
  readonly site?: Document<'site'>;
  readonly lock?: Document<'lock'>;
  /** By name, which is the name of the file. */
  readonly guests: ReadonlyMap<string, Document<'vm'>>;
  readonly websites: ReadonlyMap<string, Document<'website'>>;
  /** Names whose description is broken: a reference to one of them is no further mistake. */
  readonly broken: ReadonlySet<string>;
}

/** All the sources, as far as they are valid. */
export interface Documents {
  readonly platform?: Document<'platform'>;
  readonly sites: readonly SiteDocuments[];
}

/** Reads, parses and validates every source file, and reports all that is wrong with them. */
export function readDocuments(files: SourceFiles): Result<Documents> {
  const diagnostics: Diagnostic[] = [];
  const sites = new Map<string, MutableSite>();
  let platform: Document<'platform'> | undefined;
  for (const file of [...files.keys()].sort(compareNames)) {
    const slot = slotOf(file);
    if ('code' in slot) {
      const content = files.get(file)!;
      diagnostics.push('problem' in content ? unreadable(file, content) : slot);
      continue;
    }
    const read = readFile(file, files.get(file)!, slot.kind);
    diagnostics.push(...read.diagnostics);
    if (slot.site === undefined) platform = read.document as Document<'platform'> | undefined;
    else addToSite(siteOf(sites, slot.site), slot, read);
  }
  diagnostics.push(...missingFiles(files, sites));
  return { value: { platform, sites: [...sites.values()] }, diagnostics };
}

interface MutableSite {
  name: string;
  site?: Document<'site'>;
  lock?: Document<'lock'>;
  guests: Map<string, Document<'vm'>>;
  websites: Map<string, Document<'website'>>;
  broken: Set<string>;
}

function siteOf(sites: Map<string, MutableSite>, name: string): MutableSite {
  const known = sites.get(name) ?? { name, guests: new Map(), websites: new Map(), broken: new Set() };
  sites.set(name, known);
  return known;
}

interface Slot {
  readonly kind: Kind;
  readonly site?: string;
  /** The name that the file gives to what it describes. */
  readonly name?: string;
}

const layout: readonly { readonly pattern: RegExp; readonly kind: Kind }[] = [
  { pattern: /^sites\/platform\.yaml$/, kind: 'platform' },
  { pattern: /^sites\/([^/]+)\/site\.yaml$/, kind: 'site' },
  { pattern: /^sites\/([^/]+)\/placo\.lock\.yaml$/, kind: 'lock' },
  { pattern: /^sites\/([^/]+)\/vms\/([^/]+)\.yaml$/, kind: 'vm' },
  { pattern: /^sites\/([^/]+)\/websites\/([^/]+)\.yaml$/, kind: 'website' },
];

/** What a file describes, by its path; a diagnostic where nothing is read from there. */
function slotOf(file: string): Slot | Diagnostic {
  for (const { pattern, kind } of layout) {
    const match = pattern.exec(file);
    if (!match) continue;
    const [, site, name] = match;
    const refusal = refusalOf(site, 'new-name') ?? refusalOf(name, kind === 'vm' ? 'new-name' : 'name');
    return refusal ? badName(file, refusal) : { kind, site, name };
  }
  return misplaced(file);
}

const startOf = (file: string) => placeOfRange({ file, text: '' }, 0, 0);

function refusalOf(name: string | undefined, format: 'name' | 'new-name') {
  const refusal = name === undefined ? undefined : formats[format]!(name);
  return refusal && { ...refusal, name: name! };
}

function badName(
  file: string,
  { name, reason, hint }: { name: string; reason: string; hint?: string },
): Diagnostic {
  const message = `'${printable(name)}' is no name: ${reason}.`;
  return {
    code: 'read/schema',
    severity: 'error',
    message,
    place: startOf(file),
    hint: hint ?? 'rename the file',
  };
}

function misplaced(file: string): Diagnostic {
  const yml = /\.(yml|YAML|YML)$/.test(file);
  return {
    code: 'read/misplaced',
    severity: 'warning',
    message: 'Nothing is read from this file.',
    place: startOf(file),
    hint: yml
      ? 'source files end with .yaml'
      : 'there are platform.yaml, <site>/site.yaml, <site>/vms/<guest>.yaml, <site>/websites/<website>.yaml',
  };
}

function printable(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

interface Read {
  readonly document?: Document;
  readonly broken: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

function readFile(file: string, content: SourceFile, kind: Kind): Read {
  if ('problem' in content) return failed([unreadable(file, content)]);
  const source = decode(file, content);
  if ('code' in source) return failed([source]);
  const { root, diagnostics } = parse(source);
  if (!root || diagnostics.some(({ code }) => code !== 'read/duplicate-key')) return failed(diagnostics);
  const data = plainOf(root);
  const invalid = validate(kind, root, data);
  const all = [...diagnostics, ...invalid.map(({ diagnostic }) => diagnostic)];
  const broken = salvage(kind, data, invalid);
  if (!broken) return failed(all);
  return {
    document: { kind, file, data: data as unknown as SourceTypes[Kind], root },
    broken,
    diagnostics: all,
  };
}

function failed(diagnostics: readonly Diagnostic[]): Read {
  return { diagnostics, broken: [] };
}

function unreadable(file: string, content: { readonly problem: string; readonly hint?: string }): Diagnostic {
  const message = `The file cannot be read. ${content.problem}`;
  return { code: 'read/unreadable', severity: 'error', message, place: startOf(file), hint: content.hint };
}

function addToSite(site: MutableSite, slot: Slot, { document, broken }: Read): void {
  for (const name of broken) site.broken.add(name);
  if (!document) {
    if (slot.name !== undefined) site.broken.add(slot.name);
    return;
  }
  if (document.kind === 'site') site.site = document as Document<'site'>;
  if (document.kind === 'lock') site.lock = document as Document<'lock'>;
  if (document.kind === 'vm') site.guests.set(slot.name!, document as Document<'vm'>);
  if (document.kind === 'website') site.websites.set(slot.name!, document as Document<'website'>);
}

function missingFiles(files: SourceFiles, sites: ReadonlyMap<string, MutableSite>): Diagnostic[] {
  const wanted = ['sites/platform.yaml', ...[...sites.keys()].map((name) => `sites/${name}/site.yaml`)];
  return wanted
    .filter((file) => !files.has(file))
    .map((file) => ({
      code: 'read/missing',
      severity: 'error',
      message: 'The file does not exist.',
      place: startOf(file),
      hint: file.endsWith('platform.yaml')
        ? 'it names the platform and its contact'
        : 'it describes the site',
    }));
}
