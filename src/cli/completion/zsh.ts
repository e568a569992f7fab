import type { Word, Words } from './words.ts';

/** A script for zsh 5 and later. */
export function zsh(words: readonly Words[]): string {
  return `#compdef placo
# Completion of placo for zsh. Use: eval "$(placo completion zsh)"
__placo_sites() { local -a found=(sites/*/site.yaml(N:h:t)); compadd -a found; }
__placo_machines() { local -a found=(sites/*/site.yaml(N:h:t) sites/*/vms/*.yaml(N:t:r) sites/*/websites/*.yaml(N:t:r)); compadd -a found; }
__placo() {
  local path='' word previous=\${words[CURRENT-1]}
  local -a candidates
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${path:+$path }$word" in
      ${words
        .filter(({ path }) => path !== '')
        .map(({ path }) => `'${path}'`)
        .join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $previous" in
${words.flatMap(({ path, options }) => options.filter(({ choices }) => choices).map((option) => valueCase(path, option))).join('')}    *' --directory'|*' -C') _files -/; return ;;
    *' --output'|*' -o') _files; return ;;
  esac
  case "$path" in
${words.map(pathCase).join('')}  esac
}
compdef __placo placo
`;
}

function valueCase(path: string, { word, choices }: Word): string {
  return `    '${path} ${word}') compadd ${choices!.join(' ')}; return ;;\n`;
}

function pathCase({ path, commands, options, choices, names }: Words): string {
  const described = [...commands, ...options].map(
    ({ word, about }) => `'${quote(word.replaceAll(':', '\\:'))}:${quote(about)}'`,
  );
  const more = choices.length > 0 ? ` compadd ${choices.join(' ')};` : '';
  return `    '${path}') candidates=(${described.join(' ')}); _describe placo candidates;${more}${names ? ` __placo_${names};` : ''} ;;\n`;
}

function quote(text: string): string {
  return text.replaceAll("'", "'\\''");
}
