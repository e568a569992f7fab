import type { Word, Words } from './words.ts';

/** A script for fish 3 and later. */
export function fish(words: readonly Words[]): string {
  const lines = words.flatMap(linesOf);
  return `# Completion of placo for fish. Use: placo completion fish | source
function __placo_path
    set -l path
    for word in (commandline -opc)[2..-1]
        switch (string join -- ' ' $path $word)
            case ${words
              .filter(({ path }) => path !== '')
              .map(({ path }) => quote(path))
              .join(' ')}
                set -a path $word
        end
    end
    string join -- ' ' $path
end
function __placo_at
    test (__placo_path | string collect --allow-empty) = "$argv[1]"
end
function __placo_sites
    for file in sites/*/site.yaml
        path basename (path dirname $file)
    end
end
function __placo_machines
    __placo_sites
    for file in sites/*/vms/*.yaml sites/*/websites/*.yaml
        path change-extension '' (path basename $file)
    end
end
complete -c placo -f
${lines.join('\n')}
`;
}

function linesOf({ path, commands, options, choices, names }: Words): string[] {
  const at = `complete -c placo -n ${quote(`__placo_at ${quote(path)}`)}`;
  return [
    ...commands.map(({ word, about }) => `${at} -a ${quote(word)} -d ${quote(about)}`),
    ...options.map((option) => `${at} ${optionOf(option)}`),
    ...(choices.length > 0 ? [`${at} -a ${quote(choices.join(' '))}`] : []),
    ...(names ? [`${at} -a '(__placo_${names})'`] : []),
  ];
}

function optionOf({ word, about, choices, takesValue }: Word): string {
  const name = `-l ${word.slice(2)} -d ${quote(about)}`;
  if (choices) return `${name} -x -a ${quote(choices.join(' '))}`;
  return takesValue ? `${name} -r -F` : name;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
