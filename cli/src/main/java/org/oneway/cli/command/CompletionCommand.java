// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.Set;
import java.util.concurrent.Callable;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway completion}. */
@Command(
    name = "completion",
    sortOptions = false,
    description = "Prints what makes a shell complete the commands and options of oneway.",
    footer = {
      "  source <(oneway completion bash)    now, in this shell",
      "  oneway completion bash > ~/.local/share/bash-completion/completions/oneway"
    })
final class CompletionCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shell = "";

  @Override
  public Integer call() {
    if (!Set.of("bash", "zsh").contains(shell)) {
      throw new Refusal(
          Trouble.of(
              "E-USAGE",
              ExitCode.USAGE,
              "There is no completion for \"" + shell + "\".",
              "There is one for bash and for zsh:  oneway completion bash"));
    }
    // One script for both: it finds out itself which of them reads it.
    root.session().surroundings().out().print(AutoComplete.bash("oneway", Commands.all(root)));
    return ExitCode.OK.number();
  }
}
