// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.json.Answer;
import org.oneway.cli.trouble.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code oneway state unlock}. */
@Command(
    name = "unlock",
    sortOptions = false,
    description = {
      "Says whether another process works with the state. There is no lock that could be left over:"
          + " the system lets go of it when a process ends, whatever ended it."
    },
    footer = {"  oneway state unlock", "  oneway state unlock --json        for programs"})
final class StateUnlock implements Callable<Integer> {
  @ParentCommand private StateCommand parent;

  @Override
  public Integer call() {
    Session session = parent.session();
    Optional<String> left = session.recovery(session.configuration()).unlock();
    left.ifPresent(
        process ->
            session
                .screen()
                .line("Removed the name of a process that ended without doing so: " + process));
    session.screen().line("Nobody uses the state; no lock is in the way.");
    Answer answer = new Answer("state unlock");
    left.ifPresent(process -> answer.put("removed", process));
    return session.end(answer, ExitCode.OK);
  }
}
