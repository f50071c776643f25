// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.engine.store.Setting;

/** Reads where a secret comes from. No message of it repeats a value: it might be the secret. */
final class SecretTable {
  /** The keys of such a table. */
  static final List<String> KEYS =
      List.of("command", "command-timeout", "env", "file", "prompt", "keyring");

  private static final List<String> FORMS = List.of("command", "env", "file", "prompt", "keyring");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Surroundings surroundings;
  private final Path directory;

  SecretTable(Surroundings surroundings, Path directory) {
    this.surroundings = surroundings;
    this.directory = directory;
  }

  /** Where the secret under {@code key} comes from; what is wrong is noted. */
  Optional<SecretPlace> read(Table section, String key) {
    if (!section.has(key)) {
      return Optional.empty();
    }
    Optional<Table> table = section.sectionIfAny(key, section.title() + " " + key);
    if (table.isEmpty()) {
      section.note(
          key,
          "a secret is never written into this file. Write "
              + key
              + ".command = [\"pass\", \"show\", \"…\"], or "
              + key
              + ".env, "
              + key
              + ".file or "
              + key
              + ".prompt.");
      return Optional.empty();
    }
    table.get().refuseAllBut(KEYS);
    List<String> given = FORMS.stream().filter(table.get()::has).toList();
    if (given.size() != 1) {
      section.note(key, "\"" + key + "\" must have exactly one of command, env, file and prompt.");
      return Optional.empty();
    }
    return place(table.get(), key, given.get(0));
  }

  private Optional<SecretPlace> place(Table table, String key, String form) {
    Optional<Duration> limit = limit(table, form);
    return switch (form) {
      case "command" ->
          table
              .list(form)
              .map(
                  words ->
                      new SecretPlace.Command(
                          words, limit.orElse(SecretPlace.Command.USUAL_LIMIT)));
      case "env" -> table.text(form).flatMap(name -> variable(table, name));
      case "file" ->
          table.text(form).map(path -> new SecretPlace.InFile(surroundings.path(path, directory)));
      case "prompt" -> {
        Optional<Boolean> wanted = table.flag(form);
        if (wanted.isPresent() && !wanted.get()) {
          table.note(form, "\"prompt\" can only be true.");
        }
        yield wanted.map(yes -> new SecretPlace.Prompt());
      }
      default -> {
        table.note(
            form,
            "keyring is not there yet. Until it is, call the keyring's own program: "
                + key
                + ".command = [\"secret-tool\", \"lookup\", \"service\", \"oneway\"], and on macOS "
                + key
                + ".command = [\"security\", \"find-generic-password\", \"-s\", \"oneway\", \"-w\"].");
        yield Optional.empty();
      }
    };
  }

  private static Optional<SecretPlace> variable(Table table, String name) {
    if (!VARIABLE.matcher(name).matches()) {
      table.note(
          "env", "\"env\" must be the name of a variable: letters, digits and _, no digit first.");
      return Optional.empty();
    }
    return Optional.of(new SecretPlace.Variable(name));
  }

  private static Optional<Duration> limit(Table table, String form) {
    String key = "command-timeout";
    if (table.has(key) && !form.equals("command")) {
      table.note(key, "\"command-timeout\" goes with \"command\" only.");
    }
    return table.time(key).flatMap(Setting::durationOf);
  }
}
