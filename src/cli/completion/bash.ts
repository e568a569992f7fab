import type { Words } from './words.ts';

/** A script for bash 4 and later. */
export function bash(words: readonly Words[]): string {
  const cases = words.map(({ path, commands, options, choices, names }) => {
    const all = [...commands, ...options].map(({ word }) => word);
    const lookup = names ? ` $(__placo_${names})` : '';
    return `    '${path}') candidates="${[...all, ...choices].join(' ')}${lookup}" ;;\n`;
  });
  const valueCases = words.flatMap(({ path, options }) => optionCases(path, options));
  const commands = words.map(({ path }) => path).filter((path) => path !== '');
  return `# Completion of placo for bash. Use: eval "$(placo completion bash)"
__placo_sites() { local f; for f in sites/*/site.yaml; do [ -e "$f" ] && basename "$(dirname "$f")"; done; }
__placo_machines() { local f; __placo_sites; for f in sites/*/vms/*.yaml sites/*/websites/*.yaml; do [ -e "$f" ] && basename "$f" .yaml; done; }
__placo() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' word candidates=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${commands.map((path) => `'${path}'`).join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $previous" in
${valueCases.join('')}    *' --directory'|*' -C') compopt -o dirnames; return ;;
    *' --output'|*' -o') compopt -o default; return ;;
  esac
  case "$path" in
${cases.join('')}  esac
  mapfile -t COMPREPLY < <(compgen -W "$candidates" -- "$current")
}
complete -F __placo placo
`;
}

function optionCases(path: string, options: Words['options']): string[] {
  return options
    .filter(({ choices }) => choices)
    .map(
      ({ word, choices }) =>
        `    '${path} ${word}') mapfile -t COMPREPLY < <(compgen -W "${choices!.join(' ')}" -- "$current"); return ;;\n`,
    );
}
