import type { AddCommand } from '../command.ts';

/** `placo graph`: a picture of a site. */
export const addGraph: AddCommand = (program, act) => {
  program
    .command('graph')
    .summary('draw a site as SVG')
    .description(
      'Draws the networks of a site, its hypervisors with their guests, its servers with their volumes, and who mounts what.',
    )
    .argument('<site>', 'the site')
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .action((site: string, options: { output?: string }) =>
      act(async (io) => (await import('../actions/graph.ts')).graph(site, options, io)),
    );
};
