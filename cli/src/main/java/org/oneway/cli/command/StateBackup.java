// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.concurrent.Callable;
import org.oneway.cli.json.Answer;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.state.h2.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code oneway state backup}. */
@Command(
    name = "backup",
    sortOptions = false,
    description = "Keeps a copy of what is remembered, beside it. The seven newest are kept.",
    footer = {"  oneway state backup", "  oneway state backup --config oneway.toml"})
final class StateBackup implements Callable<Integer> {
  @ParentCommand private StateCommand parent;

  @Override
  public Integer call() {
    Session session = parent.session();
    Backup backup = session.recovery(session.configuration()).backup();
    session
        .screen()
        .line(session.surroundings().shown(backup.file()) + "    " + Words.bytes(backup.bytes()));
    return session.end(
        new Answer("state backup")
            .put("file", backup.file().toString())
            .put("bytes", backup.bytes()),
        ExitCode.OK);
  }
}
