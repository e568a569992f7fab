import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nthAddress, parsePrefix, prefixSize } from '../../model/ip.ts';
import { readDocuments } from '../../read/documents.ts';
import { formats } from '../../read/formats.ts';
import { loadSources } from '../../read/load.ts';
import type { NewOptions } from '../commands/new.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { schemaCopies } from '../schemas.ts';
import { guestSource, platformSource, siteSource, websiteSource } from '../templates.ts';

/** What can be begun. */
export type NewKind = 'site' | 'vm' | 'website';

/** Writes the first source of something; no file is ever replaced. */
export async function create(
  kind: NewKind,
  name: string | undefined,
  options: NewOptions,
  io: Io,
): Promise<ExitCode> {
  const ask = asker(io);
  const files = await makers[kind](
    validName(await ask('name', name, `Name of the ${kind}`)),
    options,
    ask,
    io,
  );
  refuseExisting(io, files);
  refuseInvalid(io, files);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(io.project, path)), { recursive: true });
    writeFileSync(join(io.project, path), content, { flag: 'wx' });
  }
  // A reader that goes away ends the command, so all is written before anything is told.
  for (const path of files.keys()) io.out(`${path}\n`);
  return exitCodes.fine;
}

/** A name becomes the name of a file, so it has to be one before anything else. */
function validName(name: string): string {
  const wrong = formats['new-name']!(name);
  if (wrong) throw new UsageError(`'${name}' is no name: ${wrong.reason}`, wrong.hint);
  return name;
}

type Files = ReadonlyMap<string, string>;
/** An answer: the option if it is given, else what the user says, else the proposal; wrong usage where there is none. */
type Ask = (
  option: string,
  given: string | undefined,
  question: string,
  proposal?: string,
) => Promise<string>;

function asker({ interactive }: Io): Ask {
  return async (option, given, question, proposal) => {
    if (given !== undefined) return given;
    if (interactive) {
      const { input } = await import('@inquirer/prompts');
      return input({ message: question, default: proposal, required: proposal === undefined });
    }
    if (proposal !== undefined) return proposal;
    throw new UsageError(
      `'${option}' is missing`,
      option === 'name' ? 'it is the first argument' : `give it with --${option}`,
    );
  };
}

type Maker = (name: string, options: NewOptions, ask: Ask, io: Io) => Promise<Files>;

const makers: Readonly<Record<NewKind, Maker>> = { site: makeSite, vm: makeGuest, website: makeWebsite };

async function makeSite(name: string, options: NewOptions, ask: Ask, { project }: Io): Promise<Files> {
  const files = new Map<string, string>();
  const domain = await ask('domain', options.domain, 'Domain of its machines, such as angers.plm.example');
  if (!existsSync(join(project, 'sites/platform.yaml'))) {
    const contact = await ask(
      'contact',
      options.contact,
      'Mail address of its administrators',
      `admin@${domain}`,
    );
    files.set('sites/platform.yaml', platformSource({ name, contact }));
    if (!existsSync(join(project, 'schema')))
      for (const [file, schema] of schemaCopies()) files.set(file, schema);
  }
  const internal = await ask(
    'internal',
    options.internal,
    'IPv4 prefix of its internal network',
    '10.0.0.0/24',
  );
  const description = await ask(
    'description',
    options.description,
    'What it is there for',
    `The site ${name}`,
  );
  const admins = await ask(
    'admins',
    options.admins,
    'Prefix from which its administrators reach machines by SSH; nobody does where it is empty',
    '',
  );
  const open = options.public === undefined ? undefined : publicOf(options.public);
  const address = addressesOf(internal, 128n);
  files.set(
    `sites/${name}/site.yaml`,
    siteSource({ description, domain, admins, internal, address, public: open }),
  );
  return files;
}

function publicOf(prefix: string) {
  const address = addressesOf(prefix, 8n);
  return { prefix, first: address(1), gateway: address(Number(prefixSize(prefix)) - 2) };
}

/** The n-th address of a prefix that has at least so many. */
function addressesOf(prefix: string, least: bigint): (n: number) => string {
  if (parsePrefix(prefix) && !prefix.includes(':') && prefixSize(prefix) >= least)
    return (n) => nthAddress(prefix, n);
  const message = `'${prefix}' is no IPv4 prefix of ${least} addresses or more`;
  throw new UsageError(message, 'write its first address and its length, as in 10.49.0.0/24');
}

async function makeGuest(name: string, options: NewOptions, ask: Ask, io: Io): Promise<Files> {
  const site = await askSite(options, ask, io);
  const description = await ask(
    'description',
    options.description,
    'What it is there for',
    `The guest ${name}`,
  );
  const { memory, role } = options;
  return new Map([[`sites/${site}/vms/${name}.yaml`, guestSource({ description, memory, role })]]);
}

async function makeWebsite(name: string, options: NewOptions, ask: Ask, io: Io): Promise<Files> {
  const site = await askSite(options, ask, io);
  const serverName = await ask('server-name', options.serverName, 'Host name, such as journal.math.example');
  const kind = await ask('kind', options.kind, 'What it is made with: static, spip, drupal or php', 'php');
  const description = await ask('description', options.description, 'What it is', `The website ${name}`);
  return new Map([[`sites/${site}/websites/${name}.yaml`, websiteSource({ description, serverName, kind })]]);
}

async function askSite({ site }: NewOptions, ask: Ask, { project }: Io): Promise<string> {
  const sites = sitesIn(project);
  if (sites.length === 0) throw new UsageError('there is no site yet', "begin one with 'placo new site'");
  const only = sites.length === 1 ? sites[0] : undefined;
  const chosen = await ask('site', site ?? only, `Site, one of ${sites.join(', ')}`);
  if (sites.includes(chosen)) return chosen;
  throw new UsageError(`there is no site '${chosen}'`, `there is ${sites.join(', ')}`);
}

function sitesIn(project: string): string[] {
  const directory = join(project, 'sites');
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.filter((name) => existsSync(join(directory, name, 'site.yaml'))).sort();
}

function refuseExisting({ project }: Io, files: Files): void {
  const existing = [...files.keys()].find((path) => existsSync(join(project, path)));
  if (existing !== undefined)
    throw new UsageError(`'${existing}' exists already`, 'edit it, or choose another name');
}

/** An answer that the schema does not allow is wrong usage, and nothing is written. */
function refuseInvalid({ project }: Io, files: Files): void {
  const sources = [...files].filter(([path]) => path.startsWith('sites/'));
  const written = new Map(sources.map(([path, content]) => [path, Buffer.from(content)] as const));
  const { diagnostics } = readDocuments(new Map([...loadSources(project), ...written]));
  const wrong = diagnostics.find(
    ({ severity, place }) => severity === 'error' && place && files.has(place.file),
  );
  if (wrong) throw new UsageError(`${wrong.place!.file}: ${wrong.message}`, wrong.hint);
}
