package cli

import (
	"io"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

func (*completionCmd) Help() string {
	return `Prints a script that teaches the shell to complete what is typed after quadrille: commands, flags and their values, names
and parameters of saved queries, files. The script asks the program, so that it need not be made anew with each version.

Examples:

    quadrille completion bash > ~/.local/share/bash-completion/completions/quadrille
    quadrille completion zsh > "${fpath[1]}/_quadrille"
    quadrille completion fish > ~/.config/fish/completions/quadrille.fish`
}

// Run prints the script.
func (c *completionCmd) Run(s *stdio) error {
	_, err := io.WriteString(s.out, map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}[c.Shell])
	return err
}

// The scripts call "quadrille complete SHELL …" and get a candidate a line, a tab and its description behind it where there
// is one. The line ":files" stands for names of files.

const bashScript = `# bash completion for quadrille
_quadrille() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    [[ $line == :files ]] && continue # what -o default does
    COMPREPLY+=("${line%%$'\t'*}")
  done < <("${COMP_WORDS[0]}" complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  if [[ ${#COMPREPLY[@]} -gt 0 && ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}
complete -o default -F _quadrille quadrille
`

const zshScript = `#compdef quadrille
_quadrille() {
  local line
  local -a words_out described bare
  for line in "${(@f)$(${words[1]} complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      '') ;;
      :files) _files ;;
      *=|*=$'\t'*) bare+=("${line%%$'\t'*}") ;;
      *$'\t'*) described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
      *) words_out+=("$line") ;;
    esac
  done
  (( ${#described} )) && _describe -t values quadrille described
  (( ${#words_out} )) && compadd -- "${words_out[@]}"
  (( ${#bare} )) && compadd -S '' -- "${bare[@]}"
  return 0
}
if [[ $funcstack[1] == _quadrille ]]; then
  _quadrille "$@"
else
  compdef _quadrille quadrille
fi
`

const fishScript = `# fish completion for quadrille
function __quadrille_complete
    set -l typed (commandline -opc) (commandline -ct)
    for line in ($typed[1] complete fish $typed[2..-1] 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c quadrille -f -a '(__quadrille_complete)'
`
