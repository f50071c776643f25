// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.json.Answer;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.state.h2.Backup;
import org.oneway.state.h2.Recovery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway state restore}. */
@Command(
    name = "restore",
    sortOptions = false,
    description = {
      "Goes back to a copy of what is remembered. What is there now is kept beside it. The next sync"
          + " finds out what happened since."
    },
    footer = {
      "  oneway state restore --list       the copies that there are",
      "  oneway state restore              go back to the newest"
    })
final class StateRestore implements Callable<Integer> {
  @ParentCommand private StateCommand parent;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A copy, as --list names it, or any file; without it the newest copy.")
  private Optional<String> file = Optional.empty();

  @Option(names = "--list", description = "Only show the copies that there are.")
  private boolean list;

  @Override
  public Integer call() {
    Session session = parent.session();
    Configuration configuration = session.configuration();
    Recovery recovery = session.recovery(configuration);
    return list ? list(session, recovery) : restore(session, recovery);
  }

  private static Integer list(Session session, Recovery recovery) {
    Instant now = session.surroundings().clock().instant();
    List<Backup> all = recovery.backups();
    ArrayNode told = JsonNodeFactory.instance.arrayNode();
    for (Backup backup : all) {
      String name = name(backup);
      session
          .screen()
          .line(
              "%s   %12s   %8s"
                  .formatted(
                      name,
                      Words.ago(Duration.between(backup.made(), now)),
                      Words.bytes(backup.bytes())));
      told.addObject()
          .put("file", backup.file().toString())
          .put("made", backup.made().toString())
          .put("bytes", backup.bytes());
    }
    if (all.isEmpty()) {
      session.screen().line("There is no backup yet.");
    } else {
      session
          .screen()
          .line(
              "To go back to one:  "
                  + session.invocation().command("state", "restore", name(all.get(0))));
    }
    return session.end(new Answer("state restore").put("backups", told), ExitCode.OK);
  }

  private static String name(Backup backup) {
    return String.valueOf(backup.file().getFileName());
  }

  private Integer restore(Session session, Recovery recovery) {
    Path chosen =
        file.map(name -> named(session, recovery, name))
            .or(() -> recovery.backups().stream().findFirst().map(Backup::file))
            .orElseThrow(() -> none(session));
    Optional<Path> aside = recovery.restore(chosen);
    session.screen().line("The state is as in " + session.surroundings().shown(chosen) + ".");
    aside.ifPresent(
        path ->
            session
                .screen()
                .line(
                    "What was there until now is kept as "
                        + session.surroundings().shown(path)
                        + "."));
    session
        .screen()
        .line("Look what a sync would do now:  " + session.invocation().command("plan"));
    Answer answer = new Answer("state restore").put("file", chosen.toString());
    aside.ifPresent(path -> answer.put("replaced", path.toString()));
    return session.end(answer, ExitCode.OK);
  }

  private static Path named(Session session, Recovery recovery, String name) {
    Path path = session.surroundings().path(name);
    if (Files.isRegularFile(path)) {
      return path;
    }
    return recovery.backups().stream()
        .filter(backup -> name(backup).equals(name))
        .findFirst()
        .map(Backup::file)
        .orElseThrow(
            () ->
                new Refusal(
                    Trouble.of(
                        "E-FILE",
                        ExitCode.REFUSED,
                        "There is no file " + path + ", and no backup of that name.",
                        "Those that there are:  "
                            + session.invocation().command("state", "restore", "--list"))));
  }

  private static Refusal none(Session session) {
    return new Refusal(
        Trouble.of(
            "E-STATE",
            ExitCode.REFUSED,
            "There is no backup to go back to. Nothing was changed.",
            "Find out again from both stores what is theirs:  "
                + session.invocation().command("state", "rebuild")));
  }
}
