// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.concurrent.Callable;
import org.oneway.cli.trouble.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code oneway state}: what is remembered between runs, as a whole. */
@Command(
    name = "state",
    sortOptions = false,
    synopsisSubcommandLabel = "backup|restore|rebuild|rebind|unlock",
    description = {
      "Looks after what is remembered between runs: keeps copies of it, goes back to one, finds out"
          + " again what was lost."
    },
    footer = {
      "  oneway state backup               keep a copy now; one is kept each day anyway",
      "  oneway state restore --list       the copies that there are",
      "  oneway state rebuild              find out again from both stores"
    })
final class StateCommand implements Callable<Integer> {
  @ParentCommand private Root root;
  @Spec private CommandSpec spec;

  Session session() {
    return root.session();
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(session().surroundings().err());
    return ExitCode.USAGE.number();
  }
}
