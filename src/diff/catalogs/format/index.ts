import type { Colors } from 'picocolors/types.js';
import type { CatalogReport } from '../report.ts';
import type { SideNames } from '../words.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

/** What a format may need besides the report. */
export interface FormatContext {
  readonly names: SideNames;
  readonly colors: Colors;
  /** The file that holds all of it. */
  readonly whole?: string;
  /** Whether all is told, however long it is. */
  readonly complete: boolean;
}

/** Every format of a comparison of catalogs, by its name on the command line. */
export const catalogFormats: Readonly<
  Record<'text' | 'markdown' | 'json', (report: CatalogReport, context: FormatContext) => string>
> = { text, markdown, json };
